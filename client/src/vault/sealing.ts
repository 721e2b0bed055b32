/**
 * Forms whose fields leave the browser sealed: they have no names, so nothing of them is ever sent as it stands. The
 * form names the custodians' recipients, innermost first, and the page's words for what may go wrong.
 */
import { seal } from "./sealed";

function prepare(form: HTMLFormElement): void {
  const hidden = form.querySelector<HTMLInputElement>("input[name=sealed]");
  const state = form.querySelector<HTMLElement>("[data-state]");
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-seal]")];
  const recipients = (form.dataset["recipients"] ?? "").split(" ");
  const say = (word: string) => {
    if (state) state.textContent = state.dataset[word] ?? "";
  };
  if (!hidden) return;
  form.addEventListener("submit", (event) => {
    if (hidden.value !== "") return;
    event.preventDefault();
    const filled = fields.filter((field) => field.value.trim() !== "");
    const contents = Object.fromEntries(filled.map((field) => [field.dataset["seal"] ?? "", field.value.trim()]));
    if (filled.length === 0) return say("empty");
    seal(contents, recipients).then(
      (text) => {
        hidden.value = text;
        for (const field of fields) field.value = "";
        form.submit();
      },
      () => say("failed"),
    );
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-recipients]")) prepare(form);
