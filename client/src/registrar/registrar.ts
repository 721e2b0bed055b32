/** The statistics bureau's page: making codes, and finding whom to remind (data-mode on the page's host). */
import { readBoard } from "../ballot/board";
import { alert, breathe, button, el, offerFile, screen, show } from "../page/dom";
import { type Bilingual, type Language, pageLanguage } from "../page/language";
import { ask, askJson, Declined, Unreachable } from "../page/transport";
import { browserRandomness } from "../randomness";
import { Refused } from "../refused";
import { COLUMNS, type EmptyBox, isSame, type Made, makeCodes } from "./codes";
import { BadSheet, decode, readSheet, type Row, type Sheet, writeSheet } from "./csv";
import { boxesOf, remindersFor, type Turnout, votedOn } from "./reminders";
import { type Words, WORDS } from "./words";

/** What the server hands the bureau: the boxes without credentials, and the people drawn for them. */
interface Draw {
  readonly address: string;
  readonly boxes: readonly (EmptyBox & { readonly name: Bilingual; readonly people: readonly Row[] })[];
}

interface Desk {
  readonly root: HTMLElement;
  readonly base: string;
  readonly csrf: string;
  readonly language: Language;
  readonly words: Words;
}

const BATCH = 20;

async function showCodes(desk: Desk): Promise<void> {
  const { root, base, words } = desk;
  const draw = await askJson<Draw>(`${base}draw.json`, { credentials: "same-origin" });
  if (draw.boxes.length === 0) {
    screen(root, words.codes.title, alert("info", words.codes.none));
    return;
  }
  const listed = listedSheet(draw);
  const file = fileInput("drawn");
  const outcome = el("div", { "aria-live": "polite" });
  const make = guarded(desk, outcome, async () => {
    const drawn = file.files?.[0] ? await sheetOf(file) : listed;
    const made = await makeAll(drawn, draw, (done) => show(outcome, words.codes.making(done, drawn.rows.length)));
    showSaving(desk, made);
  });
  screen(
    root,
    words.codes.title,
    el("p", {}, words.codes.intro),
    listed.rows.length > 0 && alert("info", words.codes.listed(listed.rows.length, draw.boxes.length)),
    el("label", { class: "form-label", for: "drawn" }, words.codes.file),
    file,
    el("div", { class: "form-hint" }, words.codes.fileHint),
    el("div", { class: "desk-actions" }, button(words.codes.make, make)),
    outcome,
  );
}

/** The people drawn, as a sheet with the box of each. */
function listedSheet({ boxes }: Draw): Sheet {
  const rows = boxes.flatMap(({ uuid, people }) => people.map((person) => ({ ...person, [COLUMNS.box]: uuid })));
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

async function makeAll(drawn: Sheet, draw: Draw, progress: (done: number) => void): Promise<Made> {
  const steps = makeCodes(drawn, draw.boxes, draw.address, browserRandomness);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value % BATCH === 0) {
      progress(step.value);
      await breathe();
    }
  }
}

function showSaving(desk: Desk, made: Made): void {
  const { root } = desk;
  const words = desk.words.codes;
  const outcome = el("div", { "aria-live": "polite" });
  const [letters, roll] = [fileInput("letters"), fileInput("roll")];
  const save = (name: string, sheet: Sheet) => () => offerFile(name, writeSheet(sheet), "text/csv;charset=utf-8");
  const publish = guarded(desk, outcome, async () => {
    if (!letters.files?.[0] || !roll.files?.[0]) return show(outcome, alert("danger", words.proveFirst));
    const saved = isSame(made.letters, await sheetOf(letters)) && isSame(made.roll, await sheetOf(roll));
    if (!saved) return show(outcome, alert("danger", words.notSame));
    await publishAll(desk, made, outcome);
  });
  const part = (label: string, hint: string, onclick: () => void, proof: string, input: HTMLInputElement) => [
    el("div", { class: "desk-actions" }, button(label, onclick, "btn-outline-primary")),
    el("p", { class: "text-secondary" }, hint),
    el("label", { class: "form-label", for: input.id }, proof),
    input,
  ];
  screen(
    root,
    words.saveTitle,
    el("p", {}, words.saveIntro),
    part(words.letters, words.lettersHint, save(words.lettersFile, made.letters), words.proveLetters, letters),
    part(words.roll, words.rollHint, save(words.rollFile, made.roll), words.proveRoll, roll),
    el("div", { class: "desk-actions" }, button(words.publish, publish)),
    outcome,
  );
}

/** Give the server what is public: per box, its credentials, sorted. */
async function publishAll(desk: Desk, made: Made, outcome: HTMLElement): Promise<void> {
  const { base, csrf, words, root } = desk;
  let done = 0;
  for (const [uuid, list] of made.credentials) {
    show(outcome, words.codes.publishing(done, made.credentials.size));
    await ask(`${base}credentials/${uuid}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-csrftoken": csrf },
      body: list,
    });
    done += 1;
  }
  screen(root, words.codes.title, alert("success", words.codes.published(made.roll.rows.length, done)));
}

function showReminders(desk: Desk): void {
  const { root } = desk;
  const words = desk.words.reminders;
  const file = fileInput("roll");
  const outcome = el("div", { "aria-live": "polite" });
  const compare = guarded(desk, outcome, async () => {
    const roll = await sheetOf(file);
    const boxes = boxesOf(roll);
    const voted = new Map<string, ReadonlySet<string>>();
    for (const uuid of boxes) {
      show(outcome, words.loading(voted.size, boxes.length));
      voted.set(uuid, await downloadVoted(uuid));
    }
    const { remind, turnout } = remindersFor(roll, voted);
    const save = () => offerFile(words.saveFile, writeSheet(remind), "text/csv;charset=utf-8");
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
    el("label", { class: "form-label", for: "roll" }, words.file),
    file,
    el("div", { class: "desk-actions" }, button(words.submit, compare)),
    outcome,
  );
}

/** Who has voted in a box; the whole board is downloaded, so the server cannot tell whom we look for. */
async function downloadVoted(uuid: string): Promise<ReadonlySet<string>> {
  const address = `/vote/${encodeURIComponent(uuid)}/board.bel`;
  const response = await ask(address, { signal: AbortSignal.timeout(600_000) });
  try {
    return votedOn(readBoard(new Uint8Array(await response.arrayBuffer())));
  } catch (error) {
    if (error instanceof Refused) throw new Refused("board", uuid);
    throw error;
  }
}

function turnoutTable(desk: Desk, turnout: readonly Turnout[]): HTMLElement {
  const words = desk.words.reminders;
  const head = [words.box, words.invited, words.voted].map((label) => el("th", { scope: "col" }, label));
  const rows = turnout.map(({ uuid, invited, voted }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, uuid),
      el("td", { class: "num" }, `${invited}`),
      el("td", { class: "num" }, `${voted}`),
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
function guarded({ words }: Desk, outcome: HTMLElement, action: () => Promise<void>): () => Promise<void> {
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
  const { base = "", csrf = "", mode } = host.dataset;
  const language = pageLanguage();
  const root = el("div", {});
  const desk = { root, base, csrf, language, words: WORDS[language] };
  show(host, root);
  if (mode === "reminders") showReminders(desk);
  else await guarded(desk, root, () => showCodes(desk))();
}

const host = document.getElementById("registrar");
if (host) void start(host);
