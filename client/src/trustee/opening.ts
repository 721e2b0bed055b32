/**
 * Opening: for every closed box, download its board, add it up, decrypt our share, hand it in. The sum is never taken
 * from the server: a sum that holds a single ballot would tell how somebody voted.
 */
import { type Board, readBoard } from "../ballot/board";
import { type Box, checkBoxInSteps } from "../ballot/box";
import { decryptInSteps, lastBallots, writePartialDecryption } from "../ballot/tally";
import { downloadBoard } from "../page/board";
import { alert, breathe, el, screen, show } from "../page/dom";
import { inLanguage } from "../page/language";
import { browserRandomness } from "../randomness";
import { demand } from "../refused";
import { type Desk, explain, keyFileForm } from "./desk";
import type { KeyFile } from "./keyfile";
import { handIn, type Opening, readOpenings, type SetUp } from "./server";
import { keyOf } from "./trial";

/** Show the boxes that wait for us, ask for the key file, then go through them. */
export async function showOpening(desk: Desk, setUp: SetUp): Promise<void> {
  const { root, words, place } = desk;
  const openings = await readOpenings(place);
  if (openings.length === 0) {
    screen(root, words.opening.title, alert("info", words.opening.none));
    return;
  }
  const cells = openings.map(({ given }) => el("td", {}, given ? words.opening.given : words.opening.waiting));
  const outcome = el("div", { "aria-live": "polite" });
  const open = async (file: KeyFile) => {
    const key = keyOf(setUp, place.index, file);
    demand(key !== undefined, "out-of-order", "the key set-up is not complete");
    let handed = 0;
    for (const [i, opening] of openings.entries()) {
      const cell = cells[i] as HTMLElement;
      if (opening.given || (await openOne(desk, setUp, opening, key, (text) => show(cell, text)))) handed += 1;
    }
    if (handed < openings.length) return show(outcome, alert("danger", words.opening.partly(handed, openings.length)));
    form.remove();
    show(outcome, alert("success", words.opening.finished(handed)));
  };
  const form = keyFileForm(desk, setUp, words.opening.start, open);
  screen(
    root,
    words.opening.title,
    el("p", {}, words.opening.intro),
    form,
    outcome,
    el(
      "table",
      { class: "table" },
      el(
        "thead",
        {},
        el("tr", {}, el("th", { scope: "col" }, words.opening.box), el("th", { scope: "col" }, words.opening.state)),
      ),
      el(
        "tbody",
        {},
        openings.map(({ name }, i) =>
          el("tr", {}, el("th", { scope: "row" }, inLanguage(name, desk.language)), cells[i]),
        ),
      ),
    ),
  );
}

/** One box; true when our share was handed in. What goes wrong is said in the box's row, and the others go on. */
async function openOne(
  desk: Desk,
  setUp: SetUp,
  opening: Opening,
  key: bigint,
  tell: (text: string) => void,
): Promise<boolean> {
  const words = desk.words.opening;
  try {
    tell(words.downloading);
    const board = readBoard(await downloadBoard(opening.uuid));
    const box = await check(board, opening, (done, count) => tell(words.checking(done, count)));
    const count = lastBallots(box.ballots).length;
    if (count < opening.minimum) {
      tell(words.tooFew(count, opening.minimum));
      return false;
    }
    const share = await computeShare(box, key, (done, questions) => tell(words.decrypting(done, questions)));
    tell(words.handingIn);
    await handIn(desk.place, opening.uuid, share);
    tell(`${words.given} · ${words.head((board.events.at(-1)?.hash ?? "").slice(0, 16))}`);
    return true;
  } catch (error) {
    tell(words.failed(explain(desk, setUp, error)));
    return false;
  }
}

/** The box of that board, every ballot checked and added up by ourselves; it must be closed and ours to open. */
export async function check(
  board: Board,
  { uuid, owner }: Opening,
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
  demand(box.closed && box.tally !== undefined, "out-of-order", "the box is not closed yet");
  demand(!box.partials.has(owner), "repeated", "the share was handed in before");
  return box;
}

async function computeShare(box: Box, key: bigint, progress: (done: number, count: number) => void): Promise<string> {
  const { election, tally = [] } = box;
  const steps = decryptInSteps(election, tally, key, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return writePartialDecryption(step.value);
    progress(step.value, election.questions.length);
    await breathe();
  }
}
