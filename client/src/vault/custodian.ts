/**
 * A custodian's page: a key file is made and proved, a layer taken off an envelope, an identity read. Key, passphrase and
 * what was read never leave the browser; the forms' words come with the page.
 */
import { breathe, type Child, el, offerFile, show } from "../page/dom";
import { browserRandomness, randomText } from "../randomness";
import { Refused } from "../refused";
import { identityToRecipient, makeKeyFile, openKeyFile, SHORTEST_PASSPHRASE } from "./keyfile";
import { namesIn, unsealed } from "./files";
import { blocksOf, type Contents, peel, read } from "./sealed";

const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

type Field = HTMLInputElement | null;

/** Run what a form asks for; what goes wrong is said in its own place, in the page's words. */
function onSubmit(form: HTMLFormElement, work: (say: (text: string) => void) => Promise<void>): void {
  const state = form.querySelector("[data-state]");
  const say = (text: string) => {
    if (state) state.textContent = text;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(form.dataset["working"] ?? "");
    breathe()
      .then(() => work(say))
      .catch((error: unknown) => {
        const why = error instanceof Refused ? error.reason : "unreadable";
        say(form.dataset[why] ?? form.dataset["unreadable"] ?? "");
      });
  });
}

function value(form: HTMLFormElement, name: string): string {
  return (form.querySelector(`[data-field=${name}]`) as Field)?.value ?? "";
}

async function identityOf(form: HTMLFormElement): Promise<string> {
  const file = (form.querySelector("[data-field=file]") as Field)?.files?.[0];
  if (!file) throw new Refused("keyfile", "no file was chosen");
  return openKeyFile(await file.text(), value(form, "passphrase"));
}

/** Write what is sent, and send it; the browser shows the page that answers. */
function send(form: HTMLFormElement, name: string, text: string): void {
  const hidden = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
  if (hidden) hidden.value = text;
  form.submit();
}

function makes(form: HTMLFormElement): void {
  const [first, again] = ["passphrase", "again"].map((name) => form.querySelector(`[data-field=${name}]`) as Field);
  form.querySelector("[data-suggest]")?.addEventListener("click", () => {
    const blocks = Array.from({ length: 4 }, () => randomText(LETTERS, 5, browserRandomness));
    for (const field of [first, again]) if (field) field.value = blocks.join("-");
    show(form.querySelector("[data-suggested]") as Element, blocks.join("-"));
  });
  onSubmit(form, async (say) => {
    if (value(form, "passphrase").length < SHORTEST_PASSPHRASE) return say(form.dataset["short"] ?? "");
    if (value(form, "passphrase") !== value(form, "again")) return say(form.dataset["different"] ?? "");
    offerFile(form.dataset["name"] ?? "key.age", await makeKeyFile(value(form, "passphrase")), "text/plain");
    say(form.dataset["made"] ?? "");
  });
}

function proves(form: HTMLFormElement): void {
  onSubmit(form, async () => send(form, "recipient", await identityToRecipient(await identityOf(form))));
}

/** Every envelope of a page, with the layer off that this key opens. */
async function peeled(form: HTMLFormElement): Promise<readonly string[]> {
  const identity = await identityOf(form);
  return Promise.all(blocksOf(form.dataset["sealed"] ?? "").map((each) => peel(each, identity)));
}

function peels(form: HTMLFormElement): void {
  onSubmit(form, async () => {
    const layers = await peeled(form);
    send(form, "layer", layers.map((each) => `${each.trimEnd()}\n`).join(""));
  });
}

function line(name: string, value: Child): readonly Child[] {
  return [el("dt", { class: "col-sm-4" }, name), el("dd", { class: "col-sm-8" }, value)];
}

/** A button that fetches a sealed file, opens it here and saves it on this computer. */
function save(
  place: HTMLElement,
  contents: Contents,
  name: string,
  number: number,
  say: (text: string) => void,
): Child {
  const fetched = async () => {
    const address = (place.dataset["files"] ?? "").replace(/0\/$/, `${number}/`);
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Refused("unreadable", `the server answered ${answer.status}`);
    offerFile(name, await unsealed(new Uint8Array(await answer.arrayBuffer()), contents), "application/octet-stream");
  };
  return el("button", { type: "button", class: "btn", onclick: () => void fetched().catch(() => say(name)) }, name);
}

function reads(form: HTMLFormElement): void {
  onSubmit(form, async (say) => {
    const envelopes = (await peeled(form)).map(read);
    const place = document.querySelector("[data-contents]") as HTMLElement;
    const lines = envelopes
      .filter((contents) => namesIn(contents).length === 0)
      .flatMap((contents) => Object.entries(contents))
      .map(([name, text]) => line(place.dataset[name] ?? name, text));
    const files = envelopes
      .flatMap((contents) => namesIn(contents).map((name) => ({ contents, name })))
      .map(({ contents, name }, number) => line(place.dataset["file"] ?? "", save(place, contents, name, number, say)));
    const mark = el("p", { class: "text-secondary" }, place.dataset["mark"]);
    show(place, el("dl", { class: "row" }, ...lines, ...files), mark);
    say("");
    form.hidden = true;
    place.focus();
  });
}

const DOES: { readonly [name: string]: (form: HTMLFormElement) => void } = { makes, proves, peels, reads };
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-does]"))
  DOES[form.dataset["does"] ?? ""]?.(form);
