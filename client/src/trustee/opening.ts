/**
 * Opening: for every closed box, download its board, add it up, decrypt our share, hand it in. Neither the sum nor whose
 * key it is sealed for is taken from the server: a sum that holds a single ballot would tell how somebody voted.
 */
import { type Board, readBoard } from "../ballot/board";
import { type Box, checkBoxInSteps } from "../ballot/box";
import type { Election } from "../ballot/form";
import { decryptInSteps, type EncryptedTally, lastBallots, writePartialDecryption } from "../ballot/tally";
import { downloadBoard } from "../page/board";
import { alert, breathe, el, screen, show } from "../page/dom";
import { inLanguage } from "../page/language";
import { browserRandomness } from "../randomness";
import { demand } from "../refused";
import { type Desk, explain, keyFileForm } from "./desk";
import type { KeyFile } from "./keyfile";
import { ceremonyOf, handIn, type Opening, readOpenings, type SetUp } from "./server";
import { readTranscript, trusteesOf } from "./transcript";
import { keyOf } from "./trial";

/** Fewer ballots than these are somebody's answer; nothing that a server says can make us open them. */
const LEAST = 2;

/** A box that may be opened, as we checked it and added it up. */
interface Examined {
  readonly election: Election;
  readonly tally: EncryptedTally;
}

type Tell = (text: string) => void;

/**
 * Check the boxes that wait for us and show what each holds, to be compared with the minutes: only then ask for the key
 * file, and hand in our share of those that hold.
 */
export async function showOpening(desk: Desk, setUp: SetUp): Promise<void> {
  const { root, words, place } = desk;
  const openings = await readOpenings(place);
  if (openings.length === 0) {
    screen(root, words.opening.title, alert("info", words.opening.none));
    return;
  }
  const cells = openings.map(({ given }) => el("td", {}, given ? words.opening.given : words.opening.waiting));
  const telling =
    (i: number): Tell =>
    (text) =>
      show(cells[i] as HTMLElement, text);
  const [form, outcome] = [el("div"), el("div", { "aria-live": "polite" })];
  const names = openings.map(({ name }) => inLanguage(name, desk.language));
  screen(root, words.opening.title, el("p", {}, words.opening.intro), form, outcome, table(desk, names, cells));
  const examined: (Examined | undefined)[] = [];
  const given = openings.map((opening) => opening.given);
  for (const [i, opening] of openings.entries())
    examined[i] = given[i] ? undefined : await examine(desk, setUp, opening, telling(i));
  const open = async (file: KeyFile) => {
    const key = keyOf(setUp, place.index, file);
    demand(key !== undefined, "out-of-order", "the key set-up is not complete");
    for (const [i, { uuid }] of openings.entries()) {
      const box = examined[i];
      if (!given[i] && box) given[i] = await openOne(desk, setUp, uuid, box, key, telling(i));
    }
    const handed = given.filter(Boolean).length;
    if (handed < given.length) return show(outcome, alert("danger", words.opening.partly(handed, given.length)));
    show(form);
    show(outcome, alert("success", words.opening.finished(handed)));
  };
  show(form, el("p", {}, words.opening.compare), keyFileForm(desk, setUp, words.opening.start, open));
}

function table({ words }: Desk, names: readonly string[], cells: readonly HTMLElement[]): HTMLElement {
  const headings = [words.opening.box, words.opening.state].map((text) => el("th", { scope: "col" }, text));
  const rows = names.map((name, i) => el("tr", {}, el("th", { scope: "row" }, name), cells[i]));
  return el("table", { class: "table" }, el("thead", {}, el("tr", {}, headings)), el("tbody", {}, rows));
}

/** One box checked whole; undefined when it may not be opened, and its row says why. */
async function examine(desk: Desk, setUp: SetUp, opening: Opening, tell: Tell): Promise<Examined | undefined> {
  const words = desk.words.opening;
  try {
    tell(words.downloading);
    const board = readBoard(await downloadBoard(opening.uuid));
    const trustees = trusteesOf(readTranscript(ceremonyOf(setUp), setUp.messages));
    const box = await check(board, opening, trustees, (done, count) => tell(words.checking(done, count)));
    const count = lastBallots(box.ballots).length;
    const least = Math.max(LEAST, Number(opening.minimum) || LEAST);
    if (count < least) {
      tell(words.tooFew(count, least));
      return undefined;
    }
    const closed = board.events.find(({ type }) => type === "EndBallots")?.hash ?? "";
    tell(words.holds(count, closed.slice(0, 16)));
    return { election: box.election, tally: box.tally ?? [] };
  } catch (error) {
    tell(words.failed(explain(desk, setUp, error)));
    return undefined;
  }
}

/** Our share of one box; true when it was handed in. What goes wrong is said in the box's row, and the others go on. */
async function openOne(
  desk: Desk,
  setUp: SetUp,
  uuid: string,
  box: Examined,
  key: bigint,
  tell: Tell,
): Promise<boolean> {
  const words = desk.words.opening;
  try {
    const share = await computeShare(box, key, (done, questions) => tell(words.decrypting(done, questions)));
    tell(words.handingIn);
    await handIn(desk.place, uuid, share);
    tell(words.given);
    return true;
  } catch (error) {
    tell(words.failed(explain(desk, setUp, error)));
    return false;
  }
}

/** The box of that board, every ballot checked and added up by ourselves; it must be closed and ours to open. */
async function check(
  board: Board,
  { uuid, owner }: Opening,
  trustees: string,
  progress: (done: number, count: number) => void,
): Promise<Box> {
  const ballots = board.events.filter(({ type }) => type === "Ballot").length;
  const steps = checkBoxInSteps(board);
  let step = steps.next();
  for (let done = 0; !step.done; done = Math.min(done + 1, ballots)) {
    progress(done, ballots);
    await breathe();
    step = steps.next();
  }
  const box = step.value;
  demand(box.election.uuid === uuid, "foreign-election", "this is the board of another box");
  const ours = board.events[0]?.data["trustees"] === trustees;
  demand(ours, "foreign-election", "the box is sealed for the key of other trustees");
  demand(box.closed && box.tally !== undefined, "board", "the box is not closed and added up yet");
  demand(!box.partials.has(owner), "repeated", "the share was handed in before");
  return box;
}

async function computeShare(
  { election, tally }: Examined,
  key: bigint,
  progress: (done: number, count: number) => void,
): Promise<string> {
  const steps = decryptInSteps(election, tally, key, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return writePartialDecryption(step.value);
    progress(step.value, election.questions.length);
    await breathe();
  }
}
