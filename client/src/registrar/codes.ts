/**
 * Codes for the people who were drawn, made in the bureau's own browser. The sheet of codes stays with the bureau: the
 * letters are printed from it. The server gets, for every box, its sorted public credentials, which do not tell whose
 * they are.
 */
import { deriveCredential, newCode } from "../ballot/credential";
import { groupNamed } from "../ballot/group";
import { inLanguage } from "../page/language";
import type { Randomness } from "../randomness";
import { BadSheet, type Row, type Sheet } from "./csv";
import type { Box, Member, Survey } from "./server";

/** The heading of `codes.csv`, the same in both languages: the command line reads it too. */
export const HEADING = {
  box: "票箱",
  unit: "单位",
  stratum: "类别",
  ref: "编号",
  name: "姓名",
  address: "地址",
  code: "答题码",
  link: "链接",
} as const;

export interface Drawn {
  readonly box: Box;
  readonly members: readonly Member[];
}

export interface Made {
  readonly codes: Sheet;
  /** What the server gets: per box, its credentials, sorted. */
  readonly credentials: ReadonlyMap<string, readonly string[]>;
}

/** Make a code for everybody drawn, yielding how many are done, so that a page can show progress. */
export function* makeCodes(survey: Survey, drawn: readonly Drawn[], random: Randomness): Generator<number, Made> {
  const group = groupNamed(survey.group);
  const rows: Row[] = [];
  const credentials = new Map<string, readonly string[]>();
  for (const { box, members } of drawn) {
    const list: string[] = [];
    for (const member of members) {
      const code = newCode(random);
      list.push(deriveCredential(group, box.uuid, code).public.text());
      rows.push(rowOf(survey, box, member, code));
      yield rows.length;
    }
    credentials.set(box.uuid, list.sort());
  }
  return { codes: { columns: Object.values(HEADING), rows }, credentials };
}

function rowOf(survey: Survey, box: Box, { ref, name, address }: Member, code: string): Row {
  return {
    [HEADING.box]: box.uuid,
    [HEADING.unit]: inLanguage(box.unit_name, "zh"),
    [HEADING.stratum]: inLanguage(box.stratum_name, "zh"),
    [HEADING.ref]: ref,
    [HEADING.name]: name,
    [HEADING.address]: address,
    [HEADING.code]: code,
    [HEADING.link]: `${survey.address}#${box.uuid}.${code}`,
  };
}

/** The drawn list from a file (unit, stratum, ref, name, address), box by box. Throws BadSheet, naming the line. */
export function drawnFrom(sheet: Sheet, boxes: readonly Box[]): Drawn[] {
  const columns = ["unit", "stratum", "ref", "name", "address"];
  const missing = columns.find((column) => !sheet.columns.includes(column));
  if (missing !== undefined) throw new BadSheet("column", missing);
  const members = new Map<Box, Member[]>(boxes.map((box) => [box, []]));
  sheet.rows.forEach((row, i) => {
    const box = boxes.find(({ unit, stratum }) => unit === row["unit"] && stratum === row["stratum"]);
    if (!box) throw new BadSheet("value", String(i + 2));
    const { ref = "", name = "", address = "" } = row;
    members.get(box)?.push({ ref, name, address });
  });
  return [...members].map(([box, list]) => ({ box, members: list }));
}

/** The box for which not exactly those invited are listed, if there is one; the server would refuse it. */
export function incomplete(drawn: readonly Drawn[]): Box | undefined {
  return drawn.find(({ box, members }) => members.length !== box.invited)?.box;
}

/** Whether a sheet that was read back is the one that was made: it was saved, and opens. */
export function isSame(made: Sheet, readBack: Sheet): boolean {
  const spelled = ({ columns, rows }: Sheet) => JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  return made.columns.join() === readBack.columns.join() && spelled(made) === spelled(readBack);
}
