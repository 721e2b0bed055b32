/** The set-up's messages as a hostile server might play them. */
import { describe, expect, it } from "vitest";

import { newSeed } from "../../src/ballot/channel";
import { makeCertificate } from "../../src/ballot/setup";
import { browserRandomness } from "../../src/randomness";
import { Refused } from "../../src/refused";
import { comparison, isComplete, type Message, readTranscript, trusteesOf } from "../../src/trustee/transcript";
import { ceremony, honest } from "./ceremony";

const messages = honest();
const [first, second, third, firstShares] = messages as [Message, Message, Message, Message];

function refusal(spoken: readonly Message[]): [string, number | undefined] {
  try {
    readTranscript(ceremony, spoken);
  } catch (error) {
    if (error instanceof Refused) return [error.reason, error.trustee];
    throw error;
  }
  return ["accepted", undefined];
}

describe("a key set-up", () => {
  it("is followed from the first message to the published trustees", () => {
    for (let count = 0; count < messages.length; count += 1) {
      expect(isComplete(readTranscript(ceremony, messages.slice(0, count)).voutputs)).toBe(false);
    }
    const transcript = readTranscript(ceremony, messages);
    expect(trusteesOf(transcript)).toMatch(/^\[\["Pedersen",\{"threshold":2,/);
    expect(comparison(transcript)).toMatch(/^(\d{5} ){7}\d{5}$/);
  });

  it("may be spoken in any order within a round", () => {
    expect(isComplete(readTranscript(ceremony, [third, first, second]).certificates)).toBe(true);
  });

  it.each<[string, readonly Message[], [string, number | undefined]]>([
    ["a message twice", [first, first], ["repeated", 1]],
    ["another certificate of the same trustee", [first, { ...second, trustee: 1 }], ["repeated", 1]],
    ["a certificate at another place", [{ ...second, trustee: 1 }], ["certificate", 1]],
    ["shares before all certificates", [first, second, firstShares], ["out-of-order", 1]],
    ["keys before all shares", [...messages.slice(0, 4), messages[7] as Message], ["out-of-order", 2]],
    ["shares of another trustee", [first, second, third, { ...firstShares, trustee: 2 }], ["signature", 2]],
    [
      "the key of another trustee",
      [...messages.slice(0, 7), { ...(messages[6] as Message), trustee: 2 }],
      ["share", 2],
    ],
    ["a trustee too many", [{ ...first, trustee: 4 }], ["shape", undefined]],
    ["trustee zero", [{ ...first, trustee: 0 }], ["shape", undefined]],
    ["half a trustee", [{ ...first, trustee: 1.5 }], ["shape", undefined]],
    ["an unknown kind", [{ ...first, kind: "gossip" as Message["kind"] }], ["shape", 1]],
    ["a prototype's name as kind", [{ ...first, kind: "constructor" as Message["kind"] }], ["shape", 1]],
    ["no JSON", [{ ...first, text: "{" }], ["not-canonical", 1]],
    ["another JSON", [{ ...first, text: "[]" }], ["shape", 1]],
  ])("refuses %s", (_, spoken, expected) => {
    expect(refusal(spoken)).toEqual(expected);
  });

  it("shows other digits as soon as one certificate is another", () => {
    const impostor = makeCertificate(ceremony, 3, newSeed(browserRandomness), browserRandomness);
    const forged = readTranscript(ceremony, [first, second, { ...third, text: impostor }]);
    expect(comparison(forged)).not.toBe(comparison(readTranscript(ceremony, [first, second, third])));
  });

  it("refuses shares made for other certificates than ours", () => {
    const impostor = makeCertificate(ceremony, 3, newSeed(browserRandomness), browserRandomness);
    const forged = [first, second, { ...third, text: impostor }, firstShares];
    expect(refusal(forged)).toEqual(["signature", 1]);
  });
});
