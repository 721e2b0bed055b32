/** Whom to remind: the bureau's sheet of codes against the public boards, computed here and told to nobody. */
import type { Board } from "../ballot/board";
import { deriveCredential, isCode } from "../ballot/credential";
import { groupNamed } from "../ballot/group";
import { asRecord, asText, type Json, readJson } from "../encoding";
import { BadSheet, type Row, type Sheet } from "./csv";
import { HEADING } from "./codes";

export interface Turnout {
  readonly uuid: string;
  readonly unit: string;
  readonly stratum: string;
  readonly invited: number;
  readonly voted: number;
}

export interface Reminders {
  /** The people whose credential is on no board yet, without their codes. */
  readonly remind: Sheet;
  readonly turnout: readonly Turnout[];
}

/** The boxes that a sheet of codes speaks of. Throws BadSheet. */
export function boxesOf(codes: Sheet): string[] {
  const missing = Object.values(HEADING).find((column) => !codes.columns.includes(column));
  if (missing !== undefined) throw new BadSheet("column", missing);
  const wrong = codes.rows.findIndex((row) => !isCode(row[HEADING.code] as string));
  if (wrong >= 0) throw new BadSheet("code", String(wrong + 2));
  return [...new Set(codes.rows.map((row) => row[HEADING.box] as string))];
}

/** The credentials that have voted, from the ballots on a board. Throws Refused. */
export function votedOn(board: Board): ReadonlySet<string> {
  const ballots = board.events.filter(({ type }) => type === "Ballot");
  return new Set(ballots.map(({ data }) => credentialOf(readJson(data["whole"] as string))));
}

/** Whom to remind, given who has voted in every box. */
export function remindersFor(codes: Sheet, group: string, voted: ReadonlyMap<string, ReadonlySet<string>>): Reminders {
  const arithmetic = groupNamed(group);
  const hasVoted = (row: Row) => {
    const uuid = row[HEADING.box] as string;
    const credential = deriveCredential(arithmetic, uuid, row[HEADING.code] as string).public.text();
    return voted.get(uuid)?.has(credential) ?? false;
  };
  const silent = codes.rows.filter((row) => !hasVoted(row));
  const columns = codes.columns.filter((column) => column !== HEADING.code && column !== HEADING.link);
  return { remind: { columns, rows: silent }, turnout: boxesOf(codes).map((uuid) => turnoutOf(uuid, codes, silent)) };
}

function turnoutOf(uuid: string, codes: Sheet, silent: readonly Row[]): Turnout {
  const here = (row: Row) => row[HEADING.box] === uuid;
  const invited = codes.rows.filter(here);
  const { [HEADING.unit]: unit = "", [HEADING.stratum]: stratum = "" } = invited[0] as Row;
  return { uuid, unit, stratum, invited: invited.length, voted: invited.length - silent.filter(here).length };
}

function credentialOf(ballot: Json): string {
  const keys = ["election_uuid", "election_hash", "credential", "answers", "signature"];
  return asText(asRecord(ballot, keys, "the ballot")["credential"], "the credential");
}
