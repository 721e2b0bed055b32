/** A whole box, recomputed from its board: what its set-up, ballots, decryptions and result claim (Protocol box). */
import { asCount, asRecord, readJson, sha256Hex, writeJson } from "../encoding";
import { blaming, demand } from "../refused";
import type { Board, BoardEvent } from "./board";
import { readPublicCredentials } from "./credential";
import { type Election, readElection } from "./form";
import type { Element } from "./group";
import { type Ballot, checkBallot } from "./seal";
import {
  type EncryptedTally,
  encryptedTally,
  lastBallots,
  type PartialDecryption,
  readPartialDecryption,
  readResult,
  writeEncryptedTally,
} from "./tally";
import { electionKey, type Entry, readTrustees } from "./trustee";

/** What a box holds as far as it was checked. */
export interface Box {
  readonly election: Election;
  readonly trustees: readonly Entry[];
  readonly credentials: ReadonlySet<string>;
  readonly ballots: readonly Ballot[];
  readonly closed: boolean;
  readonly tally?: EncryptedTally;
  readonly partials: ReadonlyMap<number, PartialDecryption>;
  readonly result?: readonly (readonly number[])[];
}

/** Check a box event by event, yielding the box so far after each, so that a page can show progress. Throws Refused. */
export function* checkBoxInSteps(board: Board): Generator<Box, Box> {
  const [setup, ...events] = board.events;
  demand(setup !== undefined, "board", "the board is empty");
  let box = openBox(setup);
  yield box;
  for (const event of events) {
    box = afterEvent(box, event);
    yield box;
  }
  return box;
}

/** Check a whole box at once. Throws Refused with the first fault found. */
export function checkBox(board: Board): Box {
  const steps = checkBoxInSteps(board);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The election, trustees and credentials of a box, from its first event. Throws Refused. */
export function openBox(setup: BoardEvent): Box {
  const { election: form, trustees: keys, credentials } = setup.data as Record<string, string>;
  const election = readElection(form as string);
  const trustees = readTrustees(election.group, keys as string);
  const joint = electionKey(election.group, trustees).equals(election.publicKey);
  demand(joint, "election", "the election's key is not the one of its trustees");
  const listed = readPublicCredentials(credentials as string);
  return { election, trustees, credentials: listed, ballots: [], closed: false, partials: new Map() };
}

/** The box after one more event, checked. Throws Refused. */
export function afterEvent(box: Box, { type, data }: BoardEvent): Box {
  const whole = data["whole"] as string;
  switch (type) {
    case "Ballot":
      return withBallot(box, whole);
    case "EndBallots":
      return { ...box, closed: true };
    case "EncryptedTally":
      return withTally(box, whole, data["encrypted_tally"] as string);
    case "PartialDecryption":
      return withPartial(box, whole, data["payload"] as string);
    case "Result":
      return withResult(box, whole);
    case "Setup":
      return box;
  }
}

function withBallot(box: Box, text: string): Box {
  const ballot = checkBallot(box.election, box.credentials, text);
  const known = box.ballots.some(({ tracker }) => tracker === ballot.tracker);
  demand(!known, "board", "the very same ballot is on the board twice");
  return { ...box, ballots: [...box.ballots, ballot] };
}

function withTally(box: Box, size: string, published: string): Box {
  const tally = encryptedTally(box.election, box.ballots);
  demand(writeEncryptedTally(tally) === published, "tally", "the encrypted tally is not the sum of the ballots");
  const count = lastBallots(box.ballots).length;
  const expected = { num_tallied: count, total_weight: count, encrypted_tally: sha256Hex(published) };
  demand(size === writeJson(expected), "tally", "the number of ballots counted is wrong");
  return { ...box, tally };
}

function withPartial(box: Box, owned: string, share: string): Box {
  const owner = asCount(asRecord(readJson(owned), ["owner", "payload"], "the owner")["owner"], "the owner", 1);
  const key = box.trustees.flatMap(({ keys }) => keys)[owner - 1];
  demand(key !== undefined && !box.partials.has(owner), "tally", `trustee ${owner} is unknown or has given its share`);
  const partial = blaming(owner, () =>
    readPartialDecryption(box.election, box.tally as EncryptedTally, key as Element, share),
  );
  return { ...box, partials: new Map(box.partials).set(owner, partial) };
}

function withResult(box: Box, text: string): Box {
  const { election, trustees, tally, partials, ballots } = box;
  const result = readResult(election, trustees, tally as EncryptedTally, partials, lastBallots(ballots).length);
  demand(text === writeJson({ result }), "no-result", "the result is not what the shares open");
  return { ...box, result };
}
