/** Key files and digits that the browser and the command line must agree on (vectors/keyfile). */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ed25519Group } from "../../src/ballot/group";
import { openKeyFile } from "../../src/trustee/keyfile";
import { comparison, type Message, readTranscript } from "../../src/trustee/transcript";

const read = (name: string) => readFileSync(join(import.meta.dirname, "../../../vectors/keyfile", name), "utf8");

describe("the vectors of key files", () => {
  it.each(["trustee-1", "trustee-2"])("open %s, whoever made it", async (name) => {
    const { version, group, ...rest } = JSON.parse(read(`${name}.json`)) as Record<string, unknown>;
    expect([version, group]).toEqual([1, "Ed25519"]);
    expect(await openKeyFile(read(`${name}.age`), "correct horse battery")).toEqual({ ...rest, group: ed25519Group });
  });

  it("give the same digits for the same certificates", () => {
    const { certificates, digits } = JSON.parse(read("comparison.json")) as { certificates: string[]; digits: string };
    const messages = certificates.map((text, i): Message => ({ trustee: i + 1, kind: "certificate", text }));
    expect(comparison(readTranscript({ group: ed25519Group, size: 3, threshold: 2 }, messages))).toBe(digits);
  });
});
