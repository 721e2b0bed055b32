/** The statistics bureau's page: making codes for the people drawn, and finding whom to remind. */
import { readBoard } from "../ballot/board";
import { downloadBoard } from "../page/board";
import { alert, breathe, button, el, offerFile, screen, show } from "../page/dom";
import { type Language, pageLanguage } from "../page/language";
import { Declined, Unreachable } from "../page/transport";
import { browserRandomness } from "../randomness";
import { Refused } from "../refused";
import { type Drawn, drawnFrom, incomplete, isSame, type Made, makeCodes } from "./codes";
import { BadSheet, decode, readSheet, type Sheet, writeSheet } from "./csv";
import { boxesOf, remindersFor, type Turnout, votedOn } from "./reminders";
import { type Box, type Place, publish, readMembers, readSurvey, type Survey } from "./server";
import { showLetters } from "./printing";
import { type Words, WORDS } from "./words";

interface Desk {
  readonly root: HTMLElement;
  readonly place: Place;
  readonly language: Language;
  readonly words: Words;
  readonly survey: Survey;
}

const BATCH = 20;
const SHEET_TYPE = "text/csv;charset=utf-8";

function showCodes(desk: Desk, waiting: readonly Box[]): void {
  const { root, survey } = desk;
  const words = desk.words.codes;
  const file = fileInput("drawn");
  const outcome = el("div", { "aria-live": "polite" });
  const invited = waiting.reduce((sum, box) => sum + box.invited, 0);
  const make = guarded(desk.words, outcome, async () => {
    const drawn = file.files?.[0] ? drawnFrom(await sheetOf(file), waiting) : await membersOf(desk, waiting);
    const lacking = incomplete(drawn);
    if (lacking)
      return show(outcome, alert("danger", words.incomplete(lacking.unit, lacking.stratum, lacking.invited)));
    showSaving(desk, await makeAll(survey, drawn, (done) => show(outcome, words.making(done, invited))));
  });
  screen(
    root,
    words.title,
    el("p", {}, words.intro),
    alert("info", words.listed(invited, waiting.length)),
    el("label", { class: "form-label", for: "drawn" }, words.file),
    file,
    el("div", { class: "form-hint" }, words.fileHint),
    el("div", { class: "desk-actions" }, button(words.make, make)),
    outcome,
    button(desk.words.reminders.title, () => showReminders(desk), "btn-link desk-link"),
  );
}

async function membersOf({ place }: Desk, boxes: readonly Box[]): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const box of boxes) drawn.push({ box, members: await readMembers(place, box) });
  return drawn;
}

async function makeAll(survey: Survey, drawn: readonly Drawn[], progress: (done: number) => void): Promise<Made> {
  const steps = makeCodes(survey, drawn, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value % BATCH === 0) {
      progress(step.value);
      await breathe();
    }
  }
}

/** The sheet must have been saved, and opened again, before the credentials are published: codes cannot be made twice. */
function showSaving(desk: Desk, made: Made): void {
  const { root, place } = desk;
  const words = desk.words.codes;
  const outcome = el("div", { "aria-live": "polite" });
  const saved = fileInput("saved");
  const save = () => offerFile("codes.csv", writeSheet(made.codes), SHEET_TYPE);
  const go = guarded(desk.words, outcome, async () => {
    if (!saved.files?.[0]) return show(outcome, alert("danger", words.proveFirst));
    if (!isSame(made.codes, await sheetOf(saved))) return show(outcome, alert("danger", words.notSame));
    const boxes = made.credentials.size;
    await publish(place, made.credentials, (done) => show(outcome, words.publishing(done, boxes)));
    screen(
      root,
      words.title,
      alert("success", words.published(made.codes.rows.length, boxes)),
      el("p", {}, words.letters),
      el(
        "div",
        { class: "desk-actions" },
        button(desk.words.printing.title, () => showLetters(root, desk.words.printing, desk.survey, made.codes)),
        boxesLink(desk),
      ),
    );
  });
  screen(
    root,
    words.saveTitle,
    el("p", {}, words.saveIntro),
    el("div", { class: "desk-actions" }, button(words.save, save, "btn-outline-primary")),
    el("label", { class: "form-label", for: saved.id }, words.prove),
    saved,
    el("div", { class: "desk-actions" }, button(words.publish, go)),
    outcome,
  );
}

function boxesLink({ place, words }: Desk): HTMLElement {
  const href = `${place.base}boxes.json`;
  return el("a", { class: "btn btn-lg btn-outline-primary", href, download: "boxes.json" }, words.codes.boxes);
}

function showReminders(desk: Desk): void {
  const { root, survey } = desk;
  const words = desk.words.reminders;
  const file = fileInput("codes");
  const outcome = el("div", { "aria-live": "polite" });
  const compare = guarded(desk.words, outcome, async () => {
    const codes = await sheetOf(file);
    const boxes = boxesOf(codes);
    const voted = new Map<string, ReadonlySet<string>>();
    for (const uuid of boxes) {
      show(outcome, words.loading(voted.size, boxes.length));
      voted.set(uuid, await downloadVoted(uuid));
    }
    const { remind, turnout } = remindersFor(codes, survey.group, voted);
    const save = () => offerFile("remind.csv", writeSheet(remind), SHEET_TYPE);
    show(
      outcome,
      alert("info", words.result(remind.rows.length)),
      turnoutTable(desk, turnout),
      el("div", { class: "desk-actions" }, button(words.save, save)),
    );
  });
  screen(
    root,
    words.title,
    el("p", {}, words.intro),
    el("label", { class: "form-label", for: "codes" }, words.file),
    file,
    el(
      "div",
      { class: "desk-actions" },
      button(words.submit, compare),
      button(
        desk.words.printing.title,
        guarded(desk.words, outcome, async () => showLetters(root, desk.words.printing, survey, await sheetOf(file))),
        "btn-outline-primary",
      ),
    ),
    outcome,
  );
}

/** Who has voted in a box; the whole board is downloaded, so the server cannot tell whom we look for. */
async function downloadVoted(uuid: string): Promise<ReadonlySet<string>> {
  const bytes = await downloadBoard(uuid);
  try {
    return votedOn(readBoard(bytes));
  } catch (error) {
    if (error instanceof Refused) throw new Refused("board", uuid);
    throw error;
  }
}

function turnoutTable({ words }: Desk, turnout: readonly Turnout[]): HTMLElement {
  const { box, invited, voted } = words.reminders;
  const head = [box, invited, voted].map((label) => el("th", { scope: "col" }, label));
  const rows = turnout.map((row) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, `${row.unit} · ${row.stratum}`),
      el("td", { class: "num" }, `${row.invited}`),
      el("td", { class: "num" }, `${row.voted}`),
    ),
  );
  return el("table", { class: "table" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function fileInput(id: string): HTMLInputElement {
  return el("input", { id, type: "file", accept: ".csv,text/csv", class: "form-control" });
}

async function sheetOf(input: HTMLInputElement): Promise<Sheet> {
  const file = input.files?.[0];
  if (!file) throw new BadSheet("empty", "");
  return readSheet(decode(new Uint8Array(await file.arrayBuffer())));
}

/** An action whose failures are said in place. */
function guarded(words: Words, outcome: HTMLElement, action: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await action();
    } catch (error) {
      show(outcome, alert("danger", explain(words, error)));
    }
  };
}

function explain(words: Words, error: unknown): string {
  if (error instanceof BadSheet) return words.sheets[error.problem](error.where);
  if (error instanceof Refused) return words.board(error.detail);
  if (error instanceof Unreachable) return words.unreachable;
  if (error instanceof Declined) return words.declined(error.sentence);
  throw error;
}

async function start(host: HTMLElement): Promise<void> {
  const { base = "", csrf = "" } = host.dataset;
  const language = pageLanguage();
  const [root, place, words] = [el("div", {}), { base, csrf }, WORDS[language]];
  show(host, root);
  await guarded(words, root, async () => {
    const survey = await readSurvey(place);
    const desk = { root, place, language, words, survey };
    const waiting = survey.boxes.filter(({ published }) => !published);
    if (waiting.length > 0) showCodes(desk, waiting);
    else showReminders(desk);
  })();
}

const host = document.getElementById("registrar");
if (host) void start(host);
