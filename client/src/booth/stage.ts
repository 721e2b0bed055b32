/** What every screen of the booth is given. */
import type { Language } from "../page/language";
import { el, show } from "../page/dom";
import { lookSwitches } from "./look";
import { type Words, WORDS } from "./words";

export interface Stage {
  /** Where screens are shown. */
  readonly root: HTMLElement;
  /** Where the booth's endpoints begin, ending in a slash. */
  readonly base: string;
  language: Language;
  words: Words;
  /** Say something to screen readers without moving the focus. */
  say(text: string): void;
}

/** Set up the frame that stays: the language switch, the place for screens, the place for announcements. */
export function setStage(host: HTMLElement, language: Language, redraw: () => void): Stage {
  const root = el("div", { class: "booth-screen" });
  const live = el("div", { class: "visually-hidden", "aria-live": "polite" });
  const toggle = el("button", { type: "button", class: "btn" });
  const stage: Stage = {
    root,
    base: host.dataset["base"] ?? "/vote/",
    language,
    words: WORDS[language],
    say: (text) => show(live, text),
  };
  const speak = (chosen: Language) => {
    const english = chosen === "en";
    stage.language = chosen;
    stage.words = WORDS[chosen];
    document.documentElement.lang = english ? "en" : "zh-Hans";
    toggle.lang = english ? "zh-Hans" : "en";
    show(toggle, stage.words.otherLanguage);
    for (const { name } of looks) name();
  };
  toggle.addEventListener("click", () => {
    speak(stage.language === "en" ? "zh" : "en");
    redraw();
  });
  const looks = lookSwitches(() => stage.words);
  speak(language);
  show(
    host,
    el(
      "div",
      { class: "booth-tools" },
      looks.map(({ element }) => element),
      toggle,
    ),
    root,
    live,
  );
  return stage;
}
