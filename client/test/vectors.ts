/** The four elections made by Belenios 2.5.1, with everything secret laid open (vectors/ballots in the repository). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { type Board, type EventType, readBoard } from "../src/ballot/board";
import { type Election, readElection } from "../src/ballot/form";

const PLACES = [resolve(import.meta.dirname, "../../vectors"), join(process.env["PINGYI_SHARED"] ?? "", "vectors")];

const folder = PLACES.map((place) => join(place, "ballots")).find((place) => existsSync(place));
if (folder === undefined) throw new Error(`no vectors at ${PLACES.join(" or ")}`);

export const ELECTIONS = ["ed25519-pedersen", "ed25519-single", "ed25519-threshold", "finite-field-single"] as const;
export type Name = (typeof ELECTIONS)[number];

export interface Vector {
  readonly board: Board;
  readonly election: Election;
  readonly credentials: string;
  readonly ballots: readonly string[];
  /** Code and the first vote of every voter; the first two voted again with the last line's vote. */
  readonly votes: readonly { readonly code: string; readonly ticks: readonly number[] }[];
}

/** Every folder: those elections, and the board of Belenios 3.3.0 whose form is not ours. */
type Folder = Name | "ed25519-threshold-3.3";

export function fileOf(name: Folder, file: string): string {
  return readFileSync(join(folder as string, name, file), "utf8");
}

export function bytesOf(name: Folder, file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder as string, name, file)));
}

export function filesOf(name: Folder, ending: string): string[] {
  return readdirSync(join(folder as string, name))
    .filter((file) => file.endsWith(ending))
    .sort();
}

export function vector(name: Name): Vector {
  const board = readBoard(bytesOf(name, filesOf(name, ".bel")[0] as string));
  const setup = board.events[0]?.data as Record<string, string>;
  return {
    board,
    election: readElection(setup["election"] as string),
    credentials: setup["credentials"] as string,
    ballots: announced(board, "Ballot", "whole"),
    votes: fileOf(name, "votes.tsv").trim().split("\n").map(readVote),
  };
}

/** The data under that key before every event of that type. */
export function announced(board: Board, type: EventType, key: string): string[] {
  return board.events.filter((event) => event.type === type).map(({ data }) => data[key] as string);
}

function readVote(line: string): { code: string; ticks: number[] } {
  const [code, votes] = line.split("\t") as [string, string];
  return { code, ticks: (JSON.parse(votes) as number[][]).map((row) => row.indexOf(1)) };
}
