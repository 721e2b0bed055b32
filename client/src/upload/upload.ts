/**
 * Files go up piece by piece (tus 1.0), with progress; a line that drops, a closed lid or a closed window goes on where
 * it stopped, when the same file is chosen again. Without this script the form sends small files as it is.
 */
import { Upload } from "tus-js-client";

import { alert, button, el, show } from "../page/dom";
import { pageLanguage } from "../page/language";
import { type Words, WORDS } from "./words";

const PIECE = 4 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

function prepare(form: HTMLFormElement, words: Words): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  const endpoint = form.dataset["uploads"];
  if (!input || !endpoint || "prepared" in form.dataset) return;
  form.dataset["prepared"] = ""; // a page may show the files of several things, and bring this script with each
  const place = el("div", { class: "mt-2", "aria-live": "polite" });
  form.append(place);
  let under = false;
  form.addEventListener("submit", (event) => {
    const files = [...(input.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    if (under) return;
    under = true;
    void send(form, input, endpoint, files, place, words).finally(() => (under = false));
  });
}

async function send(
  form: HTMLFormElement,
  input: HTMLInputElement,
  endpoint: string,
  files: readonly File[],
  place: HTMLElement,
  words: Words,
): Promise<void> {
  const token = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const keys: string[] = [];
  for (const file of files) {
    try {
      keys.push(await one(file, endpoint, token, place, words));
    } catch (error) {
      const refused = error instanceof Stopped ? error.message : "";
      show(place, alert("danger", words.stopped(file.name), " ", refused || words.again));
      return;
    }
  }
  for (const key of keys) form.append(el("input", { type: "hidden", name: "uploads", value: key }));
  input.disabled = true; // its bytes are there; the form itself carries the keys alone
  show(place, el("p", { class: "mt-2 mb-0" }, words.checking));
  form.submit();
}

/** The server, or the person, said no. */
class Stopped extends Error {}

async function one(file: File, endpoint: string, token: string, place: HTMLElement, words: Words): Promise<string> {
  const bar = el("progress", { class: "upload-bar", max: 100, value: 0, "aria-label": file.name });
  const said = el("span", {});
  const headers = { "X-CSRFToken": token };
  const metadata = { filename: file.name };
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint,
      headers,
      metadata,
      chunkSize: PIECE,
      retryDelays: RETRIES,
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => worthAnother(error.originalResponse?.getStatus() ?? 0),
      onProgress: (sent, all) => {
        bar.value = all ? Math.floor((100 * sent) / all) : 0;
        said.textContent = words.progress(file.name, bar.value);
      },
      onError: (error) => {
        const answer = "originalResponse" in error ? error.originalResponse : undefined;
        const refused = answer && [403, 413].includes(answer.getStatus()) ? answer.getBody() : "";
        reject(new Stopped(refused));
      },
      onSuccess: () => resolve(upload.url?.split("/").filter(Boolean).pop() ?? ""),
    });
    const stop = () => {
      void upload.abort();
      reject(new Stopped(words.paused));
    };
    show(place, el("div", { class: "mt-2" }, said, bar, button(words.stop, stop, "btn-sm")));
    void upload.findPreviousUploads().then(([former]) => {
      if (former) upload.resumeFromPreviousUpload(former);
      upload.start();
    });
  });
}

/** A broken line, a server that starts anew, a piece that is still being written: not what was refused for good. */
function worthAnother(status: number): boolean {
  return status < 400 || status >= 500 || status === 409 || status === 423;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-uploads]"))
  prepare(form, WORDS[pageLanguage()]);
