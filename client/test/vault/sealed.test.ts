/** Envelopes: every custodian's key is needed, in their turn; nothing tells how much is inside. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";

import { Refused } from "../../src/refused";
import { makeKeyFile, openKeyFile } from "../../src/vault/keyfile";
import { peel, read, seal } from "../../src/vault/sealed";

const keys = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
const recipients = await Promise.all(keys.map((key) => identityToRecipient(key)));
const [inner, outer] = keys as [string, string];

async function refused(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refused ? error.reason : String(error)),
  );
}

describe("an envelope", () => {
  const contents = { name: "某某😀", telephone: "13800000000" };

  it("opens with both keys, the outermost first", async () => {
    const text = await seal(contents, recipients);
    expect(await refused(peel(text, inner))).toBe("unreadable");
    const layer = await peel(text, outer);
    expect(await refused(peel(layer, outer))).toBe("unreadable");
    expect(read(await peel(layer, inner))).toEqual(contents);
  });

  it("is as long for a name as for everything", async () => {
    const [short, long] = await Promise.all([seal({ name: "甲" }, recipients), seal(contents, recipients)]);
    expect(short.length).toBe(long.length);
    expect(await refused(seal({ name: "长".repeat(2000) }, recipients))).toBe("shape");
  });

  it("that was changed does not open", async () => {
    const text = await seal(contents, recipients);
    const at = Math.floor(text.length / 2);
    const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    expect(await refused(peel(changed, outer))).toBe("unreadable");
    expect(() => read('{"version":2}')).toThrow(Refused);
    expect(() => read("[]")).toThrow(Refused);
  });
});

it("a key file opens with its passphrase alone, and holds a key", async () => {
  const file = await makeKeyFile("correct horse battery");
  expect(await openKeyFile(file, "correct horse battery")).toMatch(/^AGE-SECRET-KEY-1/);
});
