/** Codes and reminders: who gets what, and what the server can tell from what it gets. */
import { describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { deriveCredential, readPublicCredentials } from "../../src/ballot/credential";
import { ed25519Group } from "../../src/ballot/group";
import { browserRandomness } from "../../src/randomness";
import { COLUMNS, isSame, type Made, makeCodes } from "../../src/registrar/codes";
import { BadSheet, readSheet, type Sheet, writeSheet } from "../../src/registrar/csv";
import { boxesOf, remindersFor, votedOn } from "../../src/registrar/reminders";
import { bytesOf, filesOf, vector } from "../vectors";

const boxes = [
  { uuid: "11111111111111", group: "Ed25519" },
  { uuid: "22222222222222", group: "BELENIOS-2048" },
];
const ADDRESS = "https://pingyi.example/vote/";
const people = (count: number, box: (i: number) => string): Sheet => ({
  columns: ["姓名", COLUMNS.box],
  rows: Array.from({ length: count }, (_, i) => ({ 姓名: `受访人${i}`, [COLUMNS.box]: box(i) })),
});

function make(drawn: Sheet): Made {
  const steps = makeCodes(drawn, boxes, ADDRESS, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe("codes for the people drawn", () => {
  const drawn = people(30, (i) => (i % 3 === 0 ? "22222222222222" : "11111111111111"));
  const made = make(drawn);

  it("go into the letters, their credentials into the roll, and nothing else travels with either", () => {
    expect(made.letters.columns).toEqual(["姓名", COLUMNS.box, COLUMNS.code, COLUMNS.link]);
    expect(made.roll.columns).toEqual(["姓名", COLUMNS.box, COLUMNS.credential]);
    made.letters.rows.forEach((row, i) => {
      const [box, code] = [row[COLUMNS.box] as string, row[COLUMNS.code] as string];
      expect(row[COLUMNS.link]).toBe(`${ADDRESS}#${box}.${code}`);
      if (box === "11111111111111") {
        expect(made.roll.rows[i]?.[COLUMNS.credential]).toBe(deriveCredential(ed25519Group, box, code).public.text());
      }
    });
    expect(new Set(made.letters.rows.map((row) => row[COLUMNS.code])).size).toBe(30);
  });

  it("reach the server as sorted credentials only", () => {
    expect([...made.credentials.keys()].sort()).toEqual(["11111111111111", "22222222222222"]);
    for (const [uuid, text] of made.credentials) {
      const list = [...readPublicCredentials(text)];
      expect(list).toEqual([...list].sort());
      expect(list.length).toBe(uuid === "11111111111111" ? 20 : 10);
      expect(text).not.toMatch(/受访人|pingyi/);
    }
    expect(JSON.stringify(made.roll)).not.toContain(made.letters.rows[0]?.[COLUMNS.code] as string);
  });

  it("are known to be saved when the file reads back the same", () => {
    const saved = readSheet(writeSheet(made.letters));
    expect(isSame(made.letters, saved)).toBe(true);
    expect(isSame(made.letters, readSheet(writeSheet(made.roll)))).toBe(false);
    expect(isSame(made.letters, { ...saved, rows: saved.rows.slice(1) })).toBe(false);
    expect(isSame(made.letters, make(drawn).letters)).toBe(false);
  });

  it("are not made for a box that does not wait for them, or for nobody's box", () => {
    expect(() => make(people(1, () => "33333333333333"))).toThrow(BadSheet);
    expect(() => make({ columns: ["姓名"], rows: [{ 姓名: "受访人" }] })).toThrow(BadSheet);
  });

  it("replace columns of an earlier run instead of carrying old codes along", () => {
    const again = make(made.letters);
    expect(again.letters.columns).toEqual(made.letters.columns);
    expect(again.roll.columns).toEqual(made.roll.columns);
    expect(again.letters.rows[0]?.[COLUMNS.code]).not.toBe(made.letters.rows[0]?.[COLUMNS.code]);
  });
});

describe("reminders", () => {
  const name = "ed25519-pedersen";
  const { election, votes } = vector(name);
  const credential = (code: string) => deriveCredential(election.group, election.uuid, code).public.text();
  const voted = votedOn(readBoard(bytesOf(name, filesOf(name, ".bel")[0] as string)));

  it("find everybody who has not voted, once, and nobody who has", () => {
    const rows = [...votes.map(({ code }) => credential(code)), credential("11111-111111-11111-111111")].map(
      (text, i) => ({
        姓名: `受访人${i}`,
        [COLUMNS.box]: election.uuid,
        [COLUMNS.credential]: text,
      }),
    );
    const roll = { columns: ["姓名", COLUMNS.box, COLUMNS.credential], rows };
    expect(boxesOf(roll)).toEqual([election.uuid]);
    const { remind, turnout } = remindersFor(roll, new Map([[election.uuid, voted]]));
    expect(remind).toEqual({ columns: ["姓名", COLUMNS.box], rows: [rows.at(-1)] });
    expect(turnout).toEqual([{ uuid: election.uuid, invited: votes.length + 1, voted: votes.length }]);
  });

  it("need a roll: a letters' sheet will not do", () => {
    const letters = { columns: [COLUMNS.box, COLUMNS.code], rows: [] };
    expect(() => boxesOf(letters)).toThrow(BadSheet);
  });
});
