/** Codes and reminders: who gets what, and what the server can tell from what it gets. */
import { describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { deriveCredential } from "../../src/ballot/credential";
import { ed25519Group } from "../../src/ballot/group";
import { browserRandomness } from "../../src/randomness";
import { type Drawn, drawnFrom, HEADING, incomplete, isSame, type Made, makeCodes } from "../../src/registrar/codes";
import { BadSheet, readSheet, writeSheet } from "../../src/registrar/csv";
import { boxesOf, remindersFor, votedOn } from "../../src/registrar/reminders";
import { batches, type Box } from "../../src/registrar/server";
import { bytesOf, filesOf, vector } from "../vectors";

const box = (uuid: string, unit: string, invited: number): Box => ({
  uuid,
  unit,
  stratum: "others",
  unit_name: { zh: `${unit}科技局`, en: unit },
  stratum_name: { zh: "其他服务对象", en: "others" },
  invited,
  published: false,
});
const boxes = [box("11111111111111", "a", 20), box("22222222222222", "b", 10)] as const;
const survey = {
  group: "Ed25519",
  address: "https://pingyi.example/vote/",
  opens: "2026-07-11T00:00:00+08:00",
  closes: "2026-07-26T00:00:00+08:00",
  title: {},
  issuer: {},
  organiser: {},
  bundle: "",
  trustees: 3,
  threshold: 2,
  boxes,
};
const drawn: Drawn[] = boxes.map((one) => ({
  box: one,
  members: Array.from({ length: one.invited }, (_, i) => ({
    ref: `${i + 1}`,
    name: `受访人${i + 1}`,
    address: "某街 1 号",
  })),
}));

function make(): Made {
  const steps = makeCodes(survey, drawn, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe("codes for the people drawn", () => {
  const made = make();

  it("are listed for the letters under the agreed heading, each with its link", () => {
    expect(made.codes.columns.join()).toBe("票箱,单位,类别,编号,姓名,地址,答题码,链接");
    for (const row of made.codes.rows) {
      expect(row[HEADING.link]).toBe(`${survey.address}#${row[HEADING.box]}.${row[HEADING.code]}`);
    }
    expect(made.codes.rows[20]).toMatchObject({ 票箱: "22222222222222", 单位: "b科技局", 编号: "1", 姓名: "受访人1" });
    expect(new Set(made.codes.rows.map((row) => row[HEADING.code])).size).toBe(30);
  });

  it("reach the server as sorted credentials only", () => {
    for (const { uuid } of boxes) {
      const codes = made.codes.rows
        .filter((row) => row[HEADING.box] === uuid)
        .map((row) => row[HEADING.code] as string);
      const expected = codes.map((code) => deriveCredential(ed25519Group, uuid, code).public.text()).sort();
      expect(made.credentials.get(uuid)).toEqual(expected);
    }
  });

  it("are known to be saved when the file reads back the same", () => {
    const saved = readSheet(writeSheet(made.codes));
    expect(isSame(made.codes, saved)).toBe(true);
    expect(isSame(made.codes, { ...saved, rows: saved.rows.slice(1) })).toBe(false);
    expect(isSame(made.codes, make().codes)).toBe(false);
  });

  it("are published in requests that the server can take", () => {
    const list = Array.from({ length: 9000 }, () => "0".repeat(64));
    const lists = new Map(["a", "b", "c", "d", "e"].map((uuid) => [uuid, list]));
    expect(batches(lists).map((batch) => [...batch.keys()])).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(batches(new Map())).toEqual([]);
  });
});

describe("the drawn list from a file", () => {
  const file = "unit,stratum,ref,name,address\na,others,1,受访人1,某街\nb,others,1,受访人2,某街\n";

  it("is sorted into the boxes, and must be complete", () => {
    const sorted = drawnFrom(readSheet(file), boxes);
    expect(sorted.map(({ members }) => members.map(({ name }) => name))).toEqual([["受访人1"], ["受访人2"]]);
    expect(incomplete(sorted)?.unit).toBe("a");
    expect(incomplete(drawn)).toBeUndefined();
  });

  it("is refused with a unit that is not waiting, or without a column", () => {
    expect(() => drawnFrom(readSheet(file.replace("b,others", "c,others")), boxes)).toThrow(new BadSheet("value", "3"));
    expect(() => drawnFrom(readSheet(file.replace("stratum", "group")), boxes)).toThrow(
      new BadSheet("column", "stratum"),
    );
  });
});

describe("reminders", () => {
  const name = "ed25519-pedersen";
  const { election, votes } = vector(name);
  const voted = votedOn(readBoard(bytesOf(name, filesOf(name, ".bel")[0] as string)));
  const row = (code: string, i: number) => ({
    票箱: election.uuid,
    单位: "甲县科技局",
    类别: "科技企业",
    编号: `${i}`,
    姓名: `受访人${i}`,
    地址: "",
    答题码: code,
    链接: "",
  });
  const codes = [...votes.map((vote) => vote.code), "11111-111111-11111-111111"];
  const sheet = { columns: Object.values(HEADING), rows: codes.map(row) };

  it("find everybody who has not voted, once, and nobody who has; codes are not among what they show", () => {
    expect(boxesOf(sheet)).toEqual([election.uuid]);
    const { remind, turnout } = remindersFor(sheet, "Ed25519", new Map([[election.uuid, voted]]));
    expect(remind.columns).toEqual(["票箱", "单位", "类别", "编号", "姓名", "地址"]);
    expect(remind.rows.map((silent) => silent["姓名"])).toEqual([`受访人${votes.length}`]);
    expect(writeSheet(remind)).not.toContain("11111-111111");
    expect(turnout).toMatchObject([{ unit: "甲县科技局", invited: votes.length + 1, voted: votes.length }]);
  });

  it("need a sheet of codes, whole", () => {
    expect(() => boxesOf({ ...sheet, columns: ["票箱"] })).toThrow(new BadSheet("column", "单位"));
    expect(() => boxesOf({ ...sheet, rows: [...sheet.rows, row("short", 9)] })).toThrow(new BadSheet("code", "9"));
  });
});
