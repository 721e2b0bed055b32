/**
 * Forms whose fields leave the browser sealed: they have no names, so nothing of them is ever sent as it stands. The
 * form names the custodians' recipients, innermost first, how many bytes all that it seals has, and the page's words for
 * what may go wrong. Once it is sealed the form is submitted anew, for another script of the page may have to wait.
 */
import { resubmit } from "../page/dom";
import { BYTES, seal } from "./sealed";

function prepare(form: HTMLFormElement): void {
  const hidden = form.querySelector<HTMLInputElement>("input[name=sealed]");
  const state = form.querySelector<HTMLElement>("[data-state]");
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-seal]")];
  const bytes = Number(form.dataset["bytes"] ?? BYTES);
  let sealing = false;
  const recipients = (form.dataset["recipients"] ?? "").split(" ");
  const say = (word: string) => {
    if (state) state.textContent = state.dataset[word] ?? "";
  };
  if (!hidden) return;
  for (const field of fields)
    field.addEventListener("input", () => {
      hidden.value = "";
    });
  form.addEventListener("submit", (event) => {
    if (hidden.value !== "") return;
    event.preventDefault();
    if (sealing) return;
    const filled = fields.filter((field) => field.value.trim() !== "");
    const contents = Object.fromEntries(filled.map((field) => [field.dataset["seal"] ?? "", field.value.trim()]));
    if (filled.length === 0 || fields.some((field) => "needed" in field.dataset && !filled.includes(field)))
      return say("empty");
    sealing = true;
    seal(contents, recipients, bytes).then(
      (text) => {
        sealing = false;
        hidden.value = text;
        for (const field of fields) field.value = "";
        resubmit(form);
      },
      () => {
        sealing = false;
        say("failed");
      },
    );
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-recipients]")) prepare(form);
