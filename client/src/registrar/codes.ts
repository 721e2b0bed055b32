/**
 * Codes for the people who were drawn, made in the bureau's own browser. Three things come of it and go separate ways:
 * the letters' sheet (codes; to the printer, then destroyed), the roll (credentials, no codes; stays with the bureau),
 * and for every box the sorted public credentials (to the server; who they belong to cannot be told from them).
 */
import { deriveCredential, newCode } from "../ballot/credential";
import { groupNamed } from "../ballot/group";
import { writeJson } from "../encoding";
import type { Randomness } from "../randomness";
import { BadSheet, type Row, type Sheet } from "./csv";

/** A box that waits for its credentials. */
export interface EmptyBox {
  readonly uuid: string;
  readonly group: string;
}

/** The columns that we read and add; the others are carried along as they are. */
export const COLUMNS = { box: "票箱", code: "代码", link: "链接", credential: "公开凭证" } as const;

export interface Made {
  readonly letters: Sheet;
  readonly roll: Sheet;
  /** What the server gets, per box. */
  readonly credentials: ReadonlyMap<string, string>;
}

/** Make a code for every row of the drawn list, one row at a time, yielding how many are done. Throws BadSheet. */
export function* makeCodes(
  drawn: Sheet,
  boxes: readonly EmptyBox[],
  address: string,
  random: Randomness,
): Generator<number, Made> {
  const known = new Map(boxes.map((box) => [box.uuid, box]));
  if (!drawn.columns.includes(COLUMNS.box)) throw new BadSheet("column", COLUMNS.box);
  const lists = new Map<string, string[]>();
  const letters: Row[] = [];
  const roll: Row[] = [];
  for (const [i, person] of drawn.rows.entries()) {
    const box = known.get((person[COLUMNS.box] as string).trim());
    if (!box) throw new BadSheet("value", String(i + 2));
    const code = newCode(random);
    const credential = deriveCredential(groupNamed(box.group), box.uuid, code).public.text();
    lists.set(box.uuid, [...(lists.get(box.uuid) ?? []), credential]);
    letters.push({ ...person, [COLUMNS.code]: code, [COLUMNS.link]: `${address}#${box.uuid}.${code}` });
    roll.push({ ...person, [COLUMNS.credential]: credential });
    yield i + 1;
  }
  const own = Object.values(COLUMNS).filter((column) => column !== COLUMNS.box) as string[];
  const carried = drawn.columns.filter((column) => !own.includes(column));
  return {
    letters: { columns: [...carried, COLUMNS.code, COLUMNS.link], rows: letters },
    roll: { columns: [...carried, COLUMNS.credential], rows: roll },
    credentials: new Map([...lists].map(([uuid, list]) => [uuid, writeJson(list.sort())])),
  };
}

/** Whether a sheet that was read back is the one that was made: it was saved, and opens. */
export function isSame(made: Sheet, readBack: Sheet): boolean {
  const spelled = ({ columns, rows }: Sheet) => JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  return made.columns.join() === readBack.columns.join() && spelled(made) === spelled(readBack);
}
