/** Key files: what was saved opens again, and nothing else is taken for one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { armor, Encrypter } from "age-encryption";
import { describe, expect, it } from "vitest";

import { ed25519Group } from "../../src/ballot/group";
import { Refused } from "../../src/refused";
import { demandOwn, openKeyFile, sealKeyFile } from "../../src/trustee/keyfile";

const vectors = join(import.meta.dirname, "../../../vectors");

const file = {
  ceremony: "7wQm3Tn5Vx9Kbd",
  group: ed25519Group,
  size: 3,
  threshold: 2,
  index: 2,
  seed: "op1k5SxtRPhHAHnVyMTBgC",
};
const passphrase = "correct horse battery";

async function reason(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
  return "accepted";
}

/** Any text sealed as a key file is, only quicker. */
async function sealed(plain: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(4);
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(plain));
}

describe("a key file", () => {
  it("opens with its passphrase, and with nothing else", async () => {
    const text = await sealKeyFile(file, passphrase);
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(text).not.toContain(file.seed);
    expect(await openKeyFile(text, passphrase)).toEqual(file);
    expect(await reason(() => openKeyFile(text, `${passphrase} `))).toBe("unreadable");
    expect(await reason(() => openKeyFile(text.replace(/\n\w/, "\nA"), passphrase))).toBe("unreadable");
    expect(await reason(() => openKeyFile(text.slice(0, 200), passphrase))).toBe("unreadable");
  });

  it("opens when another age program made it", async () => {
    const made = readFileSync(join(vectors, "keyfile/trustee-2.age"), "utf8");
    expect(await openKeyFile(made, passphrase)).toEqual(file);
  });

  it("is not made with a short passphrase", async () => {
    expect(await reason(() => sealKeyFile(file, "too short"))).toBe("keyfile");
  });

  it("must be a key file of ours", async () => {
    const plain = { version: 1, ...file, group: "Ed25519" };
    const spoiled: object[] = [
      { ...plain, version: 2 },
      { ...plain, seed: "short" },
      { ...plain, index: 0 },
      { ...plain, group: "P-256" },
      { ...plain, extra: 1 },
    ];
    for (const content of [...spoiled.map((value) => JSON.stringify(value)), "", "hello", "[]"]) {
      expect(await reason(async () => openKeyFile(await sealed(content), passphrase))).toBe("keyfile");
    }
    expect(await reason(async () => openKeyFile(await sealed(JSON.stringify(plain)), passphrase))).toBe("accepted");
  });

  it("must belong to this set-up and this trustee", async () => {
    const ceremony = { group: ed25519Group, size: 3, threshold: 2 };
    expect(await reason(() => demandOwn(file, file.ceremony, ceremony, 2))).toBe("accepted");
    expect(await reason(() => demandOwn(file, file.ceremony, ceremony, 1))).toBe("keyfile");
    expect(await reason(() => demandOwn(file, "another", ceremony, 2))).toBe("keyfile");
    expect(await reason(() => demandOwn(file, file.ceremony, { ...ceremony, threshold: 3 }, 2))).toBe("keyfile");
  });
});
