/** Whom to remind: the bureau's roll against the public boards, computed here and told to nobody. */
import type { Board } from "../ballot/board";
import { asRecord, asText, type Json, readJson } from "../encoding";
import { BadSheet, type Sheet } from "./csv";
import { COLUMNS } from "./codes";

export interface Turnout {
  readonly uuid: string;
  readonly invited: number;
  readonly voted: number;
}

export interface Reminders {
  /** The rows of the roll whose credential is on no board yet, without the credential. */
  readonly remind: Sheet;
  readonly turnout: readonly Turnout[];
}

/** The boxes that a roll speaks of. Throws BadSheet. */
export function boxesOf(roll: Sheet): string[] {
  for (const column of [COLUMNS.box, COLUMNS.credential]) {
    if (!roll.columns.includes(column)) throw new BadSheet("column", column);
  }
  return [...new Set(roll.rows.map((row) => row[COLUMNS.box] as string))];
}

/** The credentials that have voted, from the ballots on a board. Throws Refused. */
export function votedOn(board: Board): ReadonlySet<string> {
  const ballots = board.events.filter(({ type }) => type === "Ballot");
  return new Set(ballots.map(({ data }) => credentialOf(readJson(data["whole"] as string))));
}

/** Whom to remind, given who has voted in every box. */
export function remindersFor(roll: Sheet, voted: ReadonlyMap<string, ReadonlySet<string>>): Reminders {
  const hasVoted = (row: Sheet["rows"][number]) =>
    voted.get(row[COLUMNS.box] as string)?.has(row[COLUMNS.credential] as string) ?? false;
  const turnout = boxesOf(roll).map((uuid) => {
    const invited = roll.rows.filter((row) => row[COLUMNS.box] === uuid);
    return { uuid, invited: invited.length, voted: invited.filter(hasVoted).length };
  });
  const columns = roll.columns.filter((column) => column !== COLUMNS.credential);
  return { remind: { columns, rows: roll.rows.filter((row) => !hasVoted(row)) }, turnout };
}

function credentialOf(ballot: Json): string {
  const keys = ["election_uuid", "election_hash", "credential", "answers", "signature"];
  return asText(asRecord(ballot, keys, "the ballot")["credential"], "the credential");
}
