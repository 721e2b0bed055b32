/** Spreadsheets as CSV: read in UTF-8 or GB18030, written so that Excel shows Chinese and runs no formula. */

import { lostSign } from "./signs";

export type Row = { readonly [column: string]: string };

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What is wrong with a sheet, and where; lines count from 1, as spreadsheets do. */
export class BadSheet extends Error {
  constructor(
    readonly problem: "empty" | "encoding" | "column" | "width" | "quote" | "value" | "code" | "sign",
    readonly where: string,
  ) {
    super(`${problem}: ${where}`);
    this.name = "BadSheet";
  }
}

const WITHOUT_NAMES = ["答题码", "链接"];
const BYTE_ORDER_MARK = "\ufeff";
/** How a cell begins that a spreadsheet takes for a formula; an apostrophe before it makes it text again. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;

/** The text of a file that may come from any Chinese spreadsheet. Throws BadSheet("encoding"). */
export function decode(bytes: Uint8Array): string {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Try the next one.
    }
  }
  throw new BadSheet("encoding", "");
}

/** Read a sheet whose first line names the columns. Throws BadSheet. */
export function readSheet(text: string): Sheet {
  const [header, ...lines] = cells(text.replace(BYTE_ORDER_MARK, ""));
  if (!header || lines.length === 0) throw new BadSheet("empty", "");
  const columns = header.map((name) => name.trim());
  const twice = columns.find((name, i) => name === "" || columns.indexOf(name) !== i);
  if (twice !== undefined) throw new BadSheet("column", twice);
  const rows = lines.map((line, i) => {
    if (line.length !== columns.length) throw new BadSheet("width", String(i + 2));
    return Object.fromEntries(columns.map((name, j) => [name, sound(unguarded(line[j] as string), name, i + 2)]));
  });
  return { columns, rows };
}

/** The cell, when no sign of it was lost; codes and links are checked sign by sign where they are used. */
function sound(cell: string, column: string, line: number): string {
  const sign = WITHOUT_NAMES.includes(column) ? undefined : lostSign(cell);
  if (sign !== undefined) throw new BadSheet("sign", `${line}: ${column} ${sign}`);
  return cell;
}

/** Write a sheet: UTF-8 with byte-order mark, every cell quoted where needed and guarded against formulas. */
export function writeSheet({ columns, rows }: Sheet): string {
  const line = (values: readonly string[]) => `${values.map((value) => quoted(guarded(value))).join(",")}\r\n`;
  const body = rows.map((row) => line(columns.map((column) => row[column] ?? "")));
  return BYTE_ORDER_MARK + line(columns) + body.join("");
}

function guarded(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

function unguarded(value: string): string {
  return value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** RFC 4180: cells between commas, lines between line breaks, both possible inside quotation marks. */
function cells(text: string): string[][] {
  const lines: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) throw new BadSheet("quote", String(lines.length));
    const [, cell = "", end] = found;
    lines.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ",") {
      if (pattern.lastIndex === text.length) lines.at(-1)?.push("");
    } else lines.push([]);
  }
  return lines.filter((line) => line.length > 1 || (line[0] ?? "") !== "");
}
