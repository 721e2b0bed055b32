/** Large print and dark: switches for as long as the page is open. The booth leaves nothing on the device for them. */
import { el, show } from "../page/dom";
import type { Words } from "./words";

export interface LookSwitch {
  readonly element: HTMLElement;
  /** Write its name anew, in the language now spoken. */
  readonly name: () => void;
}

/** The switches, at what the page looks like now. Once dark is chosen here, the system's own wish is not followed. */
export function lookSwitches(words: () => Words): readonly LookSwitch[] {
  const page = document.documentElement.dataset;
  const dark = lookSwitch(
    () => words().dark,
    () => page["bsTheme"] === "dark",
    (on) => {
      page["chosen"] = "theme";
      page["bsTheme"] = on ? "dark" : "light";
    },
  );
  const large = lookSwitch(
    () => words().largePrint,
    () => page["text"] === "large",
    (on) => (page["text"] = on ? "large" : "normal"),
  );
  return [large, dark];
}

function lookSwitch(label: () => string, isOn: () => boolean, turn: (on: boolean) => unknown): LookSwitch {
  const element = el("button", { type: "button", class: "btn" });
  const state = () => element.setAttribute("aria-pressed", String(isOn()));
  element.addEventListener("click", () => {
    turn(!isOn());
    state();
  });
  // The system may turn dark while the page is open.
  new MutationObserver(state).observe(document.documentElement, { attributeFilter: ["data-bs-theme", "data-text"] });
  state();
  return { element, name: () => show(element, label()) };
}
