/** What every screen of the trustee's page shares: its place, its words, its key file form. */
import { alert, el, show } from "../page/dom";
import { inLanguage, type Language } from "../page/language";
import { Declined, Unreachable } from "../page/transport";
import { Refused } from "../refused";
import { type KeyFile, openKeyFile } from "./keyfile";
import type { Place, SetUp } from "./server";
import type { Words } from "./words";

export interface Desk {
  readonly root: HTMLElement;
  readonly place: Place;
  readonly language: Language;
  readonly words: Words;
}

/** The name of a trustee of this set-up. */
export function nameOf({ words, language }: Desk, setUp: SetUp, trustee: number): string {
  return words.trustee(trustee, inLanguage(setUp.trustees[trustee - 1], language));
}

/** What went wrong, in the trustee's language; who is to blame, where somebody is. */
export function explain(desk: Desk, setUp: SetUp | undefined, error: unknown): string {
  const { words } = desk;
  if (error instanceof Unreachable) return words.unreachable;
  if (error instanceof Declined) return words.declined(error.sentence);
  if (!(error instanceof Refused)) throw error;
  const why = words.reasons[error.reason] ?? words.otherReason(error.detail);
  if (error.trustee === undefined || setUp === undefined) return `${why}${desk.language === "en" ? "." : "。"}`;
  return words.blame(nameOf(desk, setUp, error.trustee), why);
}

/** A form that asks for the key file and its passphrase, opens it, and hands it on; what fails is said in place. */
export function keyFileForm(
  desk: Desk,
  setUp: SetUp,
  label: string,
  opened: (file: KeyFile) => unknown,
): HTMLFormElement {
  const { words } = desk;
  const file = el("input", { id: "key-file", type: "file", accept: ".age,text/plain", class: "form-control" });
  const passphrase = el("input", {
    id: "key-passphrase",
    type: "password",
    class: "form-control",
    autocomplete: "off",
  });
  const outcome = el("div", { "aria-live": "polite" });
  const submit = el("button", { type: "submit", class: "btn btn-primary btn-lg" }, label);
  const open = async (event: Event) => {
    event.preventDefault();
    const chosen = file.files?.[0];
    if (!chosen || passphrase.value === "") return show(outcome, alert("danger", words.file.missing));
    submit.disabled = true;
    show(outcome, alert("info", words.file.working));
    await new Promise((painted) => setTimeout(painted, 50));
    try {
      const key = await openKeyFile(await chosen.text(), passphrase.value);
      passphrase.value = "";
      show(outcome);
      await opened(key);
    } catch (error) {
      show(outcome, alert("danger", explain(desk, setUp, error)));
    } finally {
      submit.disabled = false;
    }
  };
  return el(
    "form",
    { novalidate: true, onsubmit: open },
    el("label", { class: "form-label", for: "key-file" }, words.file.label),
    file,
    el("label", { class: "form-label mt-3", for: "key-passphrase" }, words.file.passphrase),
    passphrase,
    el("div", { class: "mt-3" }, outcome),
    el("div", { class: "desk-actions" }, submit),
  );
}
