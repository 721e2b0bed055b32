/** The box as its server offers it: what it asks, whom it accepts, and its slot (docs/protocol/endpoints.md). */
import { readPublicCredentials } from "../ballot/credential";
import { type Election, readElection } from "../ballot/form";
import { demand } from "../refused";
import type { Bilingual } from "../page/language";
import { askJson, askText, Declined, Unreachable } from "../page/transport";

/** What the server says about a box beside the election itself; shown, never sealed. */
export interface Form {
  readonly state: "not-open" | "open" | "closed";
  readonly opens: string;
  readonly closes: string;
  readonly title: Bilingual;
  readonly unit: Bilingual;
  /** What is within the unit's powers, so that it is rated for nothing else. */
  readonly remit: Bilingual;
  readonly opening: Bilingual;
  /** The lines that every government survey form carries. */
  readonly legal: readonly Bilingual[];
  /** English for the election's Chinese questions and answers; the Chinese is what is sealed. */
  readonly translations: { readonly [original: string]: string };
}

export interface Box {
  readonly uuid: string;
  readonly form: Form;
  readonly election: Election;
  readonly listed: ReadonlySet<string>;
}

export interface Listing {
  readonly uuid: string;
  readonly unit: Bilingual;
}

export interface Presence {
  readonly present: boolean;
  readonly height?: number;
  readonly replaced?: boolean;
}

/** The boxes of this server and their units, for respondents who type their code. */
export async function listBoxes(base: string): Promise<readonly Listing[]> {
  return (await askJson<{ boxes: readonly Listing[] }>(`${base}boxes.json`)).boxes;
}

/** Everything needed to vote in one box. Throws Declined (404) if there is none, Refused if it is not what it claims. */
export async function loadBox(base: string, uuid: string): Promise<Box> {
  const place = `${base}${encodeURIComponent(uuid)}/`;
  const [form, text, credentials] = await Promise.all([
    askJson<Form>(`${place}form.json`),
    askText(`${place}election.json`),
    askText(`${place}credentials.json`),
  ]);
  const election = readElection(text);
  demand(election.uuid === uuid, "foreign-election", "the server sent the election of another box");
  return { uuid, form, election, listed: readPublicCredentials(credentials) };
}

/**
 * Put a sealed ballot into the box; the same ballot again is the same ballot. A no without the box's own word for it, or
 * an answer without this tracker, came from something in between: the ballot is not given up for it. Throws Declined or
 * Unreachable.
 */
export async function sendBallot(base: string, uuid: string, text: string, tracker: string): Promise<void> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: text };
  try {
    const { tracker: acknowledged } = await askJson<{ tracker: string }>(`${base}${uuid}/ballots`, init);
    if (acknowledged !== tracker) throw new Unreachable(acknowledged);
  } catch (error) {
    throw error instanceof Declined && error.code === "unknown" ? new Unreachable(error) : error;
  }
}

/** Whether the box holds the ballot with this tracker. */
export async function lookUp(base: string, uuid: string, tracker: string): Promise<Presence> {
  return askJson<Presence>(`${base}${uuid}/ballots/${inAddress(tracker)}`);
}

/** What was typed as a tracker, in its one spelling; undefined if it cannot be one. */
export function readTracker(typed: string): string | undefined {
  const tracker = typed.replace(/\s/g, "").replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
  return /^[A-Za-z0-9+/]{43}$/.test(tracker) ? tracker : undefined;
}

/** Base64 has a slash, which an address cannot carry: there, + and / are written - and _. */
function inAddress(tracker: string): string {
  return tracker.replaceAll("+", "-").replaceAll("/", "_");
}
