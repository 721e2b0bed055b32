/** The first screen: what this is, what is protected, who can see what. */
import { alert, button, el, paragraphs, screen } from "../page/dom";
import { dayAndTime, endOf, inLanguage } from "../page/language";
import type { Box } from "./box";
import type { Stage } from "./stage";

interface Circumstances {
  /** Some questions are answered already. */
  readonly begun: boolean;
  /** The code came to the server with the address. */
  readonly told: boolean;
  /** The browser keeps answers while the page is loaded again. */
  readonly kept: boolean;
}

/** Welcome the respondent, and say nothing about this visit that isn't so. */
export function showWelcome(stage: Stage, box: Box, { begun, told, kept }: Circumstances, start: () => void): void {
  const { language } = stage;
  const { form } = box;
  const words = stage.words.welcome;
  const remit = inLanguage(form.remit, language);
  screen(
    stage.root,
    words.title(inLanguage(form.unit, language) || box.election.name),
    told && alert("warning", words.told),
    !kept && alert("warning", words.unkept),
    el(
      "div",
      { class: "booth-legal" },
      [form.title, ...form.legal].map((line) => el("p", {}, inLanguage(line, language))),
    ),
    paragraphs(inLanguage(form.opening, language)),
    remit !== "" && el("p", {}, words.remit(remit)),
    el("p", {}, words.closes(endOf(form.closes, language))),
    el("div", { class: "booth-actions" }, button(begun ? words.resume : words.start, start)),
    el("h3", {}, words.protectedTitle),
    el(
      "ul",
      {},
      [...words.protected, ...(told ? [] : [words.codeStays])].map((line) => el("li", {}, line)),
    ),
    el("h3", {}, words.seesTitle),
    el(
      "dl",
      { class: "booth-sees" },
      words.sees.map(([who, what]) => [el("dt", {}, who), el("dd", {}, what)]),
    ),
    alert("info", words.pressure),
    el("p", { class: "text-secondary" }, stage.words.entry.help),
  );
}

/** The box takes no ballots now; a ballot sent earlier can still be looked up. */
export function showShut(stage: Stage, box: Box, lookUp: () => void): void {
  const { words, language } = stage;
  const { form } = box;
  const closed = form.state === "closed";
  screen(
    stage.root,
    closed ? words.refused.closedTitle : words.refused.notOpenTitle,
    alert(
      "info",
      closed
        ? words.refused.closed(endOf(form.closes, language))
        : words.refused.notOpen(dayAndTime(form.opens, language)),
    ),
    closed ? el("div", { class: "booth-actions" }, button(words.lookUp.title, lookUp)) : false,
    el("p", { class: "text-secondary" }, words.entry.help),
  );
}
