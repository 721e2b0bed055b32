/** One question per screen, then a review of all. */
import { alert, button, el, screen, show } from "../page/dom";
import type { Box } from "./box";
import type { Stage } from "./stage";

type Ticks = readonly (number | undefined)[];

interface Steps {
  readonly tick: (answer: number) => void;
  readonly back: () => void;
  readonly next: () => void;
}

/** Ask question `index`, from 0. */
export function showQuestion(stage: Stage, box: Box, index: number, ticked: number | undefined, steps: Steps): void {
  const { words } = stage;
  const questions = box.election.questions;
  const { question, answers } = questions[index] as (typeof questions)[number];
  const problem = el("div", { id: "question-problem", "aria-live": "assertive" });
  const choices = answers.map((answer, j) =>
    el(
      "label",
      { class: "booth-choice" },
      el("input", {
        type: "radio",
        name: "answer",
        class: "form-check-input",
        value: j,
        checked: ticked === j,
        onchange: () => {
          steps.tick(j);
          show(problem);
        },
      }),
      el("span", {}, worded(stage, box, answer)),
    ),
  );
  const fieldset = el(
    "fieldset",
    { "aria-describedby": "question-problem" },
    el("legend", { class: "booth-question" }, worded(stage, box, question)),
    choices,
  );
  const proceed = (event: Event) => {
    event.preventDefault();
    const chosen = fieldset.querySelector("input:checked");
    if (chosen) return steps.next();
    show(problem, alert("danger", words.question.missing));
    fieldset.querySelector("input")?.focus();
  };
  screen(
    stage.root,
    words.question.title(index + 1, questions.length),
    el("progress", {
      class: "booth-progress",
      max: questions.length,
      value: index + 1,
      "aria-label": words.question.progress(index + 1, questions.length),
    }),
    el(
      "form",
      { novalidate: true, onsubmit: proceed },
      fieldset,
      problem,
      el(
        "div",
        { class: "booth-actions" },
        el("button", { type: "submit", class: "btn btn-primary btn-lg" }, words.next),
        button(words.back, steps.back, "btn-outline-secondary"),
      ),
    ),
  );
}

/** Show all answers once more; `change` goes back to one question. */
export function showReview(
  stage: Stage,
  box: Box,
  ticks: Ticks,
  steps: { readonly change: (question: number) => void; readonly back: () => void; readonly send: () => void },
  notice?: string,
): void {
  const words = stage.words.review;
  const rows = box.election.questions.map(({ question, answers }, i) => {
    const text = worded(stage, box, question);
    return el(
      "li",
      {},
      el("div", { class: "text-secondary" }, text),
      el(
        "div",
        { class: "booth-answer" },
        el("strong", {}, worded(stage, box, answers[ticks[i] as number] as string)),
        el(
          "button",
          {
            type: "button",
            class: "btn btn-outline-secondary",
            "aria-label": words.changeOf(text),
            onclick: () => steps.change(i),
          },
          words.change,
        ),
      ),
    );
  });
  screen(
    stage.root,
    words.title,
    notice ? alert("danger", notice) : false,
    el("p", {}, words.intro),
    el("ol", { class: "booth-review" }, rows),
    el(
      "div",
      { class: "booth-actions" },
      button(words.send, steps.send),
      button(stage.words.back, steps.back, "btn-outline-secondary"),
    ),
  );
}

/** A question or answer in the respondent's language; what is sealed is the election's own wording. */
function worded(stage: Stage, box: Box, original: string): string {
  return (stage.language === "en" && box.form.translations[original]) || original;
}
