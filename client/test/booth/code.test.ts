/** Corrections of mistyped codes: every single slip is found, and nothing else is ever offered. */
import { describe, expect, it } from "vitest";

import { BASE58, newCode, readPublicCredentials } from "../../src/ballot/credential";
import { findCode, inBlocks, lettersOf } from "../../src/booth/code";
import { browserRandomness } from "../../src/randomness";
import { vector } from "../vectors";

const { election, credentials, votes } = vector("ed25519-pedersen");
const listed = readPublicCredentials(credentials);
const code = votes[0]?.code as string;
const find = (typed: string) => findCode(election, listed, typed, () => Promise.resolve());

describe("a typed code", () => {
  it.each([code, code.replaceAll("-", ""), ` ${code.replaceAll("-", " — ")}\n`, code.replace("e", "ｅ")])(
    "is found however it is spaced: %s",
    async (typed) => expect(await find(typed)).toEqual({ kind: "found", code }),
  );

  it.each([
    ["full width", code.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) as number) + 0xfee0))],
    ["a zero-width blank", `${code.slice(0, 8)}\u200b${code.slice(8)}`],
    ["direction marks", `\u202d${code}\u202c`],
    ["a soft hyphen", `${code.slice(0, 8)}\u00ad${code.slice(8)}`],
    ["a byte order mark and a variation selector", `\ufeff${code}\ufe0f`],
    ["punctuation behind it", `“${code}。”`],
    ["percent signs", `${code.replaceAll("-", "%2D")}%20`],
    ["the whole address", `https://example.org/vote/#XRaCq9n44q6TyD.${code}`],
    ["the end of the address", `XRaCq9n44q6TyD.${code}`.replace(/^/, "#")],
  ])("is found with what travels along: %s", async (_, typed) => {
    expect(await find(typed)).toEqual({ kind: "found", code });
  });

  it.each([
    ["a look-alike", code.replace("L", "l"), [7]],
    ["wrong case", code.replace("e", "E"), [0]],
    ["two letters exchanged", code.replace("BR", "RB"), [1, 2]],
    ["another letter", `${code.slice(0, -1)}z`, [24]],
  ])("is corrected: %s", async (_, typed, changed) => {
    expect(await find(typed)).toEqual({ kind: "suggestion", code, changed });
  });

  it("is corrected with a letter missing or one too many", async () => {
    expect(await find(code.slice(1))).toMatchObject({ kind: "suggestion", code });
    expect(await find(`${code}7`)).toMatchObject({ kind: "suggestion", code });
  });

  it("is not guessed: two slips, or another code, find nothing", async () => {
    const twice = `${code.slice(0, -2)}zz`;
    expect(await find(twice)).toEqual({ kind: "unknown" });
    expect(await find(newCode(browserRandomness))).toEqual({ kind: "unknown" });
    expect(await find("0".repeat(22))).toEqual({ kind: "unknown" });
  });

  it("is explained when it cannot be one", async () => {
    expect(await find("abc")).toEqual({ kind: "length", typed: 3 });
    expect(await find(`${code}${code}`)).toEqual({ kind: "length", typed: 44 });
    expect(await find(code.replace("e", "中"))).toEqual({ kind: "characters", wrong: ["中"] });
    expect(await find("<script>&")).toMatchObject({ kind: "characters" });
  });

  it("is written in the blocks of the letter", () => {
    expect(inBlocks(lettersOf(BASE58.slice(0, 22)))).toBe("12345-6789AB-CDEFG-HJKLMN");
  });
});
