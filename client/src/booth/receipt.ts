/** The tracker: what the respondent keeps, and how to look it up now or later. */
import { boardAddress } from "../page/board";
import { alert, button, el, offerFile, screen, show } from "../page/dom";
import { dayAndTime, endOf, inLanguage } from "../page/language";
import { Declined, Unreachable } from "../page/transport";
import { type Box, listBoxes, type Listing, lookUp, type Presence, readTracker } from "./box";
import { isUnit, unitField } from "./entry";
import type { Stage } from "./stage";

interface Receipt {
  readonly box: Box;
  readonly tracker: string;
  readonly change: () => void;
  readonly finish: () => void;
}

/** The ballot is in the box: show its tracker. */
export function showReceipt(stage: Stage, { box, tracker, change, finish }: Receipt): void {
  const { language } = stage;
  const words = stage.words.receipt;
  const outcome = el("div", { "aria-live": "polite" });
  const unit = inLanguage(box.form.unit, language) || box.election.name;
  /** What a browser may refuse without the ballot being any less in the box. */
  const aside = (act: () => unknown) => async () => {
    try {
      await act();
    } catch (error) {
      console.error(error);
      show(outcome, alert("warning", words.byHand));
    }
  };
  const save = aside(() => {
    const moment = dayAndTime(new Date().toISOString(), language);
    offerFile(`pingyi-${box.uuid}.txt`, words.file(unit, box.uuid, tracker, moment), "text/plain;charset=utf-8");
  });
  const copy = aside(async () => {
    await navigator.clipboard.writeText(tracker);
    stage.say(words.copied);
    show(outcome, alert("success", words.copied));
  });
  screen(
    stage.root,
    words.title,
    alert("success", words.thanks),
    el("h3", {}, words.tracker),
    el("p", { class: "booth-tracker" }, el("code", {}, tracker)),
    el("p", {}, words.trackerHint),
    el(
      "div",
      { class: "booth-actions" },
      button(
        words.check,
        aside(() => report(stage, [box.uuid], tracker, outcome)),
      ),
      navigator.clipboard ? button(words.copy, copy, "btn-outline-secondary") : false,
      button(words.save, save, "btn-outline-secondary"),
    ),
    outcome,
    el("hr", {}),
    el("p", {}, words.changeHint(endOf(box.form.closes, language))),
    el(
      "div",
      { class: "booth-actions" },
      button(words.change, change, "btn-outline-secondary"),
      button(words.finish, finish, "btn-outline-secondary"),
    ),
  );
}

/** Look up a tracker that was noted earlier, in the given box or in those of the unit chosen. */
export async function showLookUp(stage: Stage, box: Box | undefined, back: () => void): Promise<void> {
  const words = stage.words.lookUp;
  const listings: readonly Pick<Listing, "uuid">[] = box ? [box] : [];
  const all = box ? [] : await listBoxes(stage.base).catch(() => []);
  const unit = unitField(stage, all);
  const input = el("input", {
    id: "tracker",
    class: "form-control form-control-lg booth-code",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": "tracker-outcome",
  });
  const outcome = el("div", { id: "tracker-outcome", "aria-live": "polite" });
  const submit = (event: Event) => {
    event.preventDefault();
    const tracker = readTracker(input.value);
    if (tracker === undefined) return show(outcome, alert("danger", words.malformed));
    const chosen = unit?.value ? all.filter(isUnit(stage, unit.value)) : all;
    const places = [...listings, ...chosen].map(({ uuid }) => uuid);
    void report(stage, places, tracker, outcome);
  };
  screen(
    stage.root,
    words.title,
    el("p", {}, words.intro),
    el(
      "form",
      { novalidate: true, onsubmit: submit },
      unit && [el("label", { class: "form-label", for: "unit" }, stage.words.entry.unit), unit],
      el("label", { class: "form-label", for: "tracker" }, words.label),
      input,
      outcome,
      el(
        "div",
        { class: "booth-actions" },
        el("button", { type: "submit", class: "btn btn-primary btn-lg" }, words.submit),
        button(stage.words.back, back, "btn-outline-secondary"),
      ),
    ),
  );
}

/** Ask every box for the tracker and say what the first that knows it says. */
async function report(stage: Stage, uuids: readonly string[], tracker: string, outcome: HTMLElement): Promise<void> {
  try {
    for (const uuid of uuids) {
      const presence = await lookUp(stage.base, uuid, tracker);
      if (presence.present) return show(outcome, found(stage, uuid, presence));
    }
    show(outcome, alert("danger", stage.words.lookUp.absent));
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof Declined)) throw error;
    show(outcome, alert("warning", stage.words.refused.unreachable));
  }
}

function found(stage: Stage, uuid: string, { height = 0, replaced }: Presence): HTMLElement {
  const words = stage.words.lookUp;
  return alert(
    replaced ? "warning" : "success",
    el("p", {}, replaced ? words.replaced(height) : words.present(height)),
    el("a", { href: boardAddress(uuid), download: `${uuid}.bel` }, words.board),
  );
}
