/**
 * The citizens' form: solves the page's challenge while the person writes, so that sending waits for nothing; and the
 * receipt code as a picture, for whoever keeps things on a telephone. No request of its own, nothing stored.
 */
import { breathe, offerFile, resubmit } from "../page/dom";
import { type Challenge, solve } from "./work";

function prepare(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=work]");
  const state = form.querySelector("[data-state]");
  if (!field) return;
  let waiting = false;
  form.addEventListener("submit", (event) => {
    if (field.value !== "") return;
    event.preventDefault();
    waiting = true;
    if (state) state.textContent = form.dataset["preparing"] ?? "";
  });
  void solve(JSON.parse(form.dataset["work"] ?? "{}") as Challenge, breathe).then((solution) => {
    field.value = solution ?? "";
    if (waiting) resubmit(form);
  });
}

const WIDE = 720;
const HIGH = 420;

function picture(heading: string, code: string, about: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDE;
  canvas.height = HIGH;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDE, HIGH);
  pen.fillStyle = "#111";
  const groups = code.split(" ");
  const lines = [heading, groups.slice(0, 4).join(" "), groups.slice(4).join(" "), about];
  lines.forEach((line, place) => {
    pen.font = place === 1 || place === 2 ? "bold 56px monospace" : "32px sans-serif";
    pen.fillText(line, 40, 80 + 90 * place, WIDE - 80);
  });
  return canvas;
}

function offerPicture(button: HTMLButtonElement): void {
  const shown = document.querySelector<HTMLElement>("[data-code]");
  const { code = "", number = "" } = shown?.dataset ?? {};
  button.hidden = false;
  button.addEventListener("click", () => {
    const { heading = "", picture: title = "", about = "" } = button.dataset;
    picture(`${heading} · ${title}`, code, `${about} ${number}`).toBlob((blob) => {
      if (blob)
        void blob.arrayBuffer().then((bytes) => offerFile(`receipt-${number}.png`, new Uint8Array(bytes), "image/png"));
    });
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-work]")) prepare(form);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-picture]")) offerPicture(button);
