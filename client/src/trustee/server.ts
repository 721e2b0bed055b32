/** The trustee's side of the server (docs/protocol/endpoints.md). Trustees are signed in, so these requests carry a cookie. */
import { groupNamed } from "../ballot/group";
import type { Ceremony } from "../ballot/pedersen";
import type { Bilingual } from "../page/language";
import { ask, askJson } from "../page/transport";
import type { Kind, Message } from "./transcript";

export interface SetUp {
  readonly ceremony: string;
  readonly group: string;
  readonly size: number;
  readonly threshold: number;
  /** The trustees' names, in the order of their numbers. */
  readonly trustees: readonly Bilingual[];
  readonly state: "open" | "aborted" | "finished";
  readonly messages: readonly Message[];
}

/** The parameters under which the set-up's messages are made and checked. */
export function ceremonyOf({ group, size, threshold }: SetUp): Ceremony {
  return { group: groupNamed(group), size, threshold };
}

export interface Opening {
  readonly uuid: string;
  readonly name: Bilingual;
  /** The fewest ballots that may be opened (plan). */
  readonly minimum: number;
  /** Our number among all trustees of this box. */
  readonly owner: number;
  readonly given: boolean;
}

/** Where the page's endpoints are, and the token that shows our requests come from it. */
export interface Place {
  readonly base: string;
  readonly csrf: string;
  readonly index: number;
}

/** The set-up as the server tells it. */
export function readSetUp({ base }: Place): Promise<SetUp> {
  return askJson<SetUp>(`${base}messages.json`, { credentials: "same-origin" });
}

/** Say something in the set-up. Throws Declined or Unreachable. */
export function say(place: Place, kind: Kind, text: string): Promise<Response> {
  return post(place, "messages", JSON.stringify({ kind, text }));
}

/** Tell the office why this set-up cannot go on; it is then aborted for everybody. */
export function object(place: Place, blamed: number | undefined, reason: string): Promise<Response> {
  return post(place, "objections", JSON.stringify({ trustee: blamed ?? null, reason }));
}

/** The closed boxes that wait for trustees. */
export async function readOpenings({ base }: Place): Promise<readonly Opening[]> {
  return (await askJson<{ boxes: readonly Opening[] }>(`${base}openings.json`, { credentials: "same-origin" })).boxes;
}

/** Hand in our share of a box. Throws Declined or Unreachable. */
export function handIn(place: Place, uuid: string, share: string): Promise<Response> {
  return post(place, `decryptions/${uuid}`, share);
}

function post({ base, csrf }: Place, path: string, body: string): Promise<Response> {
  return ask(`${base}${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "x-csrftoken": csrf },
    body,
  });
}
