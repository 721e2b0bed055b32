/** Typing a code, and correcting it. */
import { alert, breathe, button, el, screen, show } from "../page/dom";
import { inLanguage } from "../page/language";
import { Declined, Unreachable } from "../page/transport";
import { type Box, listBoxes, type Listing, loadBox } from "./box";
import { type Finding, findCode, inBlocks, lettersOf } from "./code";
import type { Stage } from "./stage";

export interface Entered {
  readonly box: Box;
  readonly code: string;
}

interface Options {
  /** The box that the address named; without it, the respondent chooses the unit named in the letter. */
  readonly box?: Box;
  /** A code that came with the address but is not on the list as it stands. */
  readonly typed?: string;
  readonly notice?: string;
  readonly entered: (entered: Entered) => void;
  readonly lookUp: () => void;
}

/** Show the form for typing a code; with a code given, what is wrong with it is said at once. */
export async function showEntry(stage: Stage, options: Options): Promise<void> {
  const { words } = stage;
  const listings = options.box ? [] : await listBoxes(stage.base).catch(() => []);
  const unit = unitField(stage, listings);
  const code = el("input", {
    id: "code",
    class: "form-control form-control-lg booth-code",
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    "aria-describedby": "code-hint code-problem",
    maxlength: 300,
    value: options.typed ?? "",
  });
  const problem = el("div", { id: "code-problem", "aria-live": "assertive" });
  const submit = el("button", { type: "submit", class: "btn btn-primary btn-lg" }, words.entry.submit);
  const check = async () => {
    submit.disabled = true;
    code.classList.remove("is-invalid");
    show(problem, el("p", { class: "text-secondary mt-2" }, words.entry.checking));
    await breathe();
    await judge(stage, { input: code, problem, unit, listings }, options);
    submit.disabled = false;
  };
  const form = el(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void check();
      },
    },
    unit && [el("label", { class: "form-label", for: "unit" }, words.entry.unit), unit],
    el("label", { class: "form-label", for: "code" }, words.entry.code),
    code,
    el("div", { id: "code-hint", class: "form-hint" }, words.entry.hint),
    problem,
    el("div", { class: "booth-actions" }, submit),
  );
  screen(
    stage.root,
    words.entry.title,
    options.notice ? alert("warning", options.notice) : false,
    el("p", {}, words.entry.intro),
    form,
    el("p", { class: "text-secondary" }, words.entry.help),
    button(words.entry.lookUp, options.lookUp, "btn-link booth-link"),
  );
  if (options.typed) await check();
}

/** A choice of units, unless there is only one. */
export function unitField(stage: Stage, listings: readonly Listing[]): HTMLSelectElement | undefined {
  const units = [...new Set(listings.map(({ unit }) => inLanguage(unit, stage.language)))];
  if (units.length < 2) return undefined;
  return el(
    "select",
    { id: "unit", class: "form-select form-select-lg mb-3" },
    el("option", { value: "" }, stage.words.entry.chooseUnit),
    units.map((unit) => el("option", { value: unit }, unit)),
  );
}

/** Whether a box belongs to the unit of that name. */
export function isUnit(stage: Stage, name: string): (listing: Listing) => boolean {
  return ({ unit }) => inLanguage(unit, stage.language) === name;
}

interface Fields {
  readonly input: HTMLInputElement;
  readonly problem: HTMLElement;
  readonly unit: HTMLSelectElement | undefined;
  readonly listings: readonly Listing[];
}

async function judge(stage: Stage, { input, problem, unit, listings }: Fields, options: Options): Promise<void> {
  const { words } = stage;
  const complain = (...children: Parameters<typeof alert>[1][]) => {
    input.classList.add("is-invalid");
    show(problem, alert("danger", ...children));
    input.focus();
  };
  if (unit?.value === "") return complain(words.entry.unitMissing);
  if (lettersOf(input.value) === "") return complain(words.entry.empty);
  try {
    const boxes = options.box ? [options.box] : await boxesOf(stage, unit, listings);
    if (boxes.length === 0) return complain(words.entry.noBox);
    const { box, finding } = await search(boxes, input.value);
    if (finding.kind === "found") return options.entered({ box, code: finding.code });
    if (finding.kind !== "suggestion") return complain(explain(stage, finding));
    const accept = () => options.entered({ box, code: finding.code });
    complain(
      el("p", {}, words.entry.suggestion),
      el("p", { class: "booth-suggestion" }, marked(finding.code, finding.changed)),
      button(words.entry.useSuggestion, accept),
    );
  } catch (error) {
    if (error instanceof Unreachable) return complain(words.refused.unreachable);
    if (error instanceof Declined) return complain(words.entry.noBox);
    throw error;
  }
}

/** The boxes of the chosen unit; where the list could not be had before, it is asked for again. */
async function boxesOf(
  stage: Stage,
  unit: HTMLSelectElement | undefined,
  listings: readonly Listing[],
): Promise<readonly Box[]> {
  const all = listings.length > 0 ? listings : await listBoxes(stage.base);
  const chosen = unit ? all.filter(isUnit(stage, unit.value)) : all;
  return Promise.all(chosen.map(({ uuid }) => loadBox(stage.base, uuid)));
}

/** The first box on whose list the code stands as typed, else the first where a correction does. */
async function search(boxes: readonly Box[], typed: string): Promise<{ box: Box; finding: Finding }> {
  const findings: { box: Box; finding: Finding }[] = [];
  for (const box of boxes) {
    const finding = await findCode(box.election, box.listed, typed, breathe);
    if (finding.kind === "found") return { box, finding };
    findings.push({ box, finding });
  }
  const corrected = findings.find(({ finding }) => finding.kind === "suggestion");
  return corrected ?? (findings[0] as { box: Box; finding: Finding });
}

function explain({ words }: Stage, finding: Finding): string {
  switch (finding.kind) {
    case "length":
      return words.entry.length(finding.typed);
    case "characters":
      return words.entry.characters(finding.wrong.join(" "));
    default:
      return words.entry.unknown;
  }
}

/** The code with the corrected letters marked; inBlocks keeps the dashes of the letter. */
function marked(code: string, changed: readonly number[]): HTMLElement {
  const letters = [...inBlocks(lettersOf(code))];
  return el(
    "code",
    {},
    letters.map((letter, i) => (changed.includes(i) ? el("mark", {}, letter) : letter)),
  );
}
