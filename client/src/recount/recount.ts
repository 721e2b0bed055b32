/** Recounting downloaded boxes in the browser, for anybody who would rather not take the server's word. */
import type { Box } from "../ballot/box";
import { alert, breathe, button, el, offerFile, screen, show } from "../page/dom";
import { type Language, pageLanguage } from "../page/language";
import { Refused } from "../refused";
import { type Recount, recount } from "./count";
import { type Words, WORDS } from "./words";

function start(host: HTMLElement, language: Language): void {
  const words = WORDS[language];
  const files = el("input", { id: "boards", type: "file", accept: ".bel", multiple: true, class: "form-control" });
  const [summary, reports] = [el("div", { "aria-live": "polite" }), el("div", {})];
  const run = async () => {
    const chosen = [...(files.files ?? [])];
    if (chosen.length === 0) return show(summary, alert("danger", words.none));
    show(summary);
    const sections = chosen.map((file) => reportSection(file.name, words));
    show(reports, sections);
    const recounts: Recount[] = [];
    for (const [i, file] of chosen.entries()) {
      const found = await recountFile(file, sections[i]?.lastElementChild as HTMLElement, words);
      if (found) recounts.push(found);
    }
    const save = () => offerFile("recount.json", JSON.stringify(recounts, null, 1), "application/json");
    show(
      summary,
      alert(recounts.length === chosen.length ? "success" : "danger", words.finished(recounts.length, chosen.length)),
      el("div", { class: "desk-actions" }, button(words.save, save, "btn-outline-primary")),
    );
  };
  screen(
    host,
    words.title,
    el("p", {}, words.intro),
    el("label", { class: "form-label", for: "boards" }, words.files),
    files,
    el("div", { class: "desk-actions" }, button(words.submit, run)),
    summary,
    reports,
  );
}

function reportSection(name: string, words: Words): HTMLElement {
  return el("section", { class: "mb-4" }, el("h3", {}, name), el("div", {}, words.reading));
}

async function recountFile(file: File, place: HTMLElement, words: Words): Promise<Recount | undefined> {
  try {
    const steps = recount(new Uint8Array(await file.arrayBuffer()));
    for (;;) {
      const step = steps.next();
      if (step.done) return report(place, words, ...step.value);
      show(place, words.checking(...step.value));
      await breathe();
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    show(place, alert("danger", words.refused(error.message)));
    return undefined;
  }
}

function report(place: HTMLElement, words: Words, box: Box, found: Recount): Recount {
  const { counted, closed, result } = found;
  const standing = result ? words.counted(counted) : closed ? words.closed(counted) : words.open(counted);
  show(
    place,
    el("p", {}, `${found.name}（${found.uuid}）`),
    alert("success", standing),
    result &&
      box.election.questions.map(({ question, answers }, i) => table(words, question, answers, result[i] ?? [])),
    el("p", { class: "text-secondary" }, `${words.head} `, el("span", { class: "hash" }, found.head)),
  );
  return found;
}

function table(words: Words, question: string, answers: readonly string[], counts: readonly number[]): HTMLElement {
  const rows = answers.map((answer, j) =>
    el("tr", {}, el("th", { scope: "row" }, answer), el("td", { class: "num" }, `${counts[j]}`)),
  );
  const head = [words.answer, words.ticks].map((label) => el("th", { scope: "col" }, label));
  return el(
    "table",
    { class: "table caption-top" },
    el("caption", {}, question),
    el("thead", {}, el("tr", {}, head)),
    el("tbody", {}, rows),
  );
}

const host = document.getElementById("recount");
if (host) start(host, pageLanguage());
