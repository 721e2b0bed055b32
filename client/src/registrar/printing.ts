/** The screen on which the letters are made, looked at and printed. */
import { alert, button, el, screen, show } from "../page/dom";
import type { Sheet } from "./csv";
import { drawer, lacking, letter } from "./letters";
import { boxesOf } from "./reminders";
import type { Survey } from "./server";
import type { Words } from "./words";

/** Show how to make the letters of a sheet of codes. Throws BadSheet if it is none. */
export function showLetters(root: HTMLElement, words: Words["printing"], survey: Survey, codes: Sheet): void {
  boxesOf(codes);
  const telephone = el("input", { id: "telephone", class: "form-control", inputmode: "tel", autocomplete: "off" });
  const outcome = el("div", { "aria-live": "polite" });
  const make = () => {
    if (telephone.value.trim() === "") return show(outcome, alert("danger", words.telephoneMissing));
    const absent = [...lacking(codes.rows, drawer())].map(([who, signs]) => `${who}：${signs.join(" ")}`);
    if (absent.length > 0) return show(outcome, alert("danger", words.lacking(absent.join("；"))));
    const letters = el(
      "div",
      { class: "letters" },
      codes.rows.map((row) => letter(survey, row, telephone.value.trim())),
    );
    document.querySelector(".letters")?.remove();
    document.body.append(letters);
    document.body.classList.add("with-letters");
    const long = codes.rows.findIndex((_, i) => isTooLong(letters.children[i] as Element));
    if (long >= 0) {
      letters.remove();
      document.body.classList.remove("with-letters");
      return show(outcome, alert("danger", words.tooLong(codes.rows[long]?.["姓名"] ?? "")));
    }
    show(
      outcome,
      alert("success", words.made(codes.rows.length)),
      button(words.print, () => window.print()),
    );
  };
  screen(
    root,
    words.title,
    el("p", {}, words.intro),
    el("label", { class: "form-label", for: telephone.id }, words.telephone),
    telephone,
    el("div", { class: "desk-actions" }, button(words.make, make)),
    outcome,
  );
}

function isTooLong(page: Element): boolean {
  const places = [page, page.querySelector(".letter-window") as Element];
  return places.some((place) => place.scrollHeight > place.clientHeight + 1);
}
