/** Files for the custodians: sealed as they are, opened with the key that lies in the envelope and no other. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, it } from "vitest";

import { namesIn, originals, unsealed } from "../../src/vault/files";
import { blocksOf, peel, read } from "../../src/vault/sealed";

const keys = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
const recipients = await Promise.all(keys.map((key) => identityToRecipient(key)));
const [inner, outer] = keys as [string, string];

it("come back byte for byte, with their names, once both layers are off", async () => {
  const bytes = new Uint8Array([0xff, 0xd8, 0, 10, 255]);
  const sent = await originals([new File([bytes], "IMG\n1.jpg"), new File(["二"], "信.pdf")], recipients);
  const contents = read(await peel(await peel(sent.envelope, outer), inner));
  expect(namesIn(contents)).toEqual(["IMG 1.jpg", "信.pdf"]);
  const [first, second] = await Promise.all(sent.files.map((data) => unsealed(data, contents)));
  expect(first).toEqual(bytes);
  expect(new TextDecoder().decode(second)).toBe("二");
  const other = { ...contents, key: await generateX25519Identity() };
  await expect(unsealed(sent.files[0] as Uint8Array, other)).rejects.toThrow();
  expect(namesIn({ name: "某某" })).toEqual([]);
});

it("several envelopes behind one another are told apart", async () => {
  const sent = await originals([], recipients);
  expect(blocksOf(sent.envelope + sent.envelope)).toEqual([sent.envelope.trimEnd(), sent.envelope.trimEnd()]);
  expect(blocksOf("")).toEqual([]);
});
