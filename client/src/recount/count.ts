/** One board recounted from its bytes; what comes of it can be compared with the server's count and saved. */
import { readBoard } from "../ballot/board";
import { type Box, checkBoxInSteps } from "../ballot/box";
import { lastBallots } from "../ballot/tally";

export interface Recount {
  readonly uuid: string;
  readonly name: string;
  readonly head: string;
  readonly counted: number;
  readonly closed: boolean;
  readonly result?: readonly (readonly number[])[];
}

/** Check a board event by event, yielding how many of how many are done. Throws Refused at the first fault. */
export function* recount(bytes: Uint8Array): Generator<readonly [done: number, count: number], [Box, Recount]> {
  const board = readBoard(bytes);
  const steps = checkBoxInSteps(board);
  let done = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return [step.value, summary(step.value, board.events.at(-1)?.hash ?? "")];
    done += 1;
    yield [done, board.events.length];
  }
}

function summary({ election, ballots, closed, result }: Box, head: string): Recount {
  const { uuid, name } = election;
  const counted = lastBallots(ballots).length;
  return { uuid, name, head, counted, closed, ...(result && { result }) };
}
