/** Spreadsheets: what is written is read back, whatever is in the cells; what is broken is refused by line. */
import { describe, expect, it } from "vitest";

import { BadSheet, decode, readSheet, writeSheet } from "../../src/registrar/csv";

const AWKWARD = [
  "",
  " ",
  ",",
  '"',
  '""',
  "a\nb",
  "a\r\nb",
  "'",
  "=1+1",
  "'=1",
  "''=1",
  "+86 1",
  "-",
  "@x",
  "\t",
  "甲",
  "🗳",
  "'甲",
];

function problem(text: string): [string, string] | "accepted" {
  try {
    readSheet(text);
  } catch (error) {
    if (error instanceof BadSheet) return [error.problem, error.where];
    throw error;
  }
  return "accepted";
}

describe("a sheet", () => {
  it("is read back as it was written", () => {
    const rows = AWKWARD.flatMap((a) => AWKWARD.map((b) => ({ 姓名: a, 票箱: b, 序号: "1" })));
    const sheet = { columns: ["姓名", "票箱", "序号"], rows };
    expect(readSheet(writeSheet(sheet))).toEqual(sheet);
  });

  it("starts with a byte-order mark and holds no cell that a spreadsheet would run", () => {
    const text = writeSheet({ columns: ["a", "b"], rows: [{ a: '=HYPERLINK("http://x")', b: "-2" }] });
    expect(text.startsWith("\ufeff")).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",'-2`);
  });

  it("is read with any line ends, and without one at the end", () => {
    for (const text of ["a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r\n\r\n"]) {
      expect(readSheet(text).rows).toEqual([
        { a: "1", b: "2" },
        { a: "3", b: "4" },
      ]);
    }
    expect(readSheet("a,b\n1,").rows).toEqual([{ a: "1", b: "" }]);
  });

  it.each<[string, string, [string, string]]>([
    ["nothing", "", ["empty", ""]],
    ["a header alone", "a,b\n", ["empty", ""]],
    ["a column without a name", "a,\n1,2", ["column", ""]],
    ["a column twice", "a,a\n1,2", ["column", "a"]],
    ["a cell missing", "a,b\n1,2\n3", ["width", "3"]],
    ["a cell too many", "a,b\n1,2,3", ["width", "2"]],
    ["an open quotation mark", 'a,b\n"1,2', ["quote", "2"]],
    ["text after a quotation", 'a,b\n"1"x,2', ["quote", "2"]],
  ])("is refused with %s", (_, text, expected) => {
    expect(problem(text)).toEqual(expected);
  });

  it("may come in GB18030, as older spreadsheets write it", () => {
    expect(decode(Uint8Array.of(0xbc, 0xd7, 0x2c, 0x31))).toBe("甲,1");
    expect(decode(new TextEncoder().encode("甲,1"))).toBe("甲,1");
    expect(() => decode(Uint8Array.of(0xff, 0xff))).toThrow(BadSheet);
  });
});

describe("a name of which a sign was lost", () => {
  const sheet = (name: string) => readSheet(`ref,name,address,链接\r\n1,${name},某街,https://x/?y\r\n`);

  it.each(["郑?", "郑？", "郑\ufffd", "孙\ue863", "李\u{f0000}", "王\u202e一", "周□", "吴\u200b", "锟斤拷"])(
    "is refused: %j",
    (name) => {
      expect(() => sheet(name)).toThrow(
        expect.objectContaining({ problem: "sign", where: expect.stringMatching(/^2: name /) }),
      );
    },
  );

  it.each(["王䶮", "周\u{2a6a5}", "阿依古丽·示例", "O'Neill", "某街 1 号"])("is none: %j", (name) => {
    expect(sheet(name).rows[0]?.["name"]).toBe(name);
  });
});
