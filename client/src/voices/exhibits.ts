/**
 * Files with what a citizen says: pictures are drawn anew, so that place, time and device stay behind, and every file is
 * sealed as it was to a key of its own, which lies in an envelope for the custodians (Protocol vault §7). The field has
 * no name: without this script nothing of a file is sent.
 */
import { el, resubmit } from "../page/dom";
import { originals } from "../vault/files";

const MOST = 4;
const LARGEST = 14 * 1024 * 1024;
const WIDEST = 3000;
const QUALITY = 0.9;

/** A picture drawn anew; anything else, and what this browser cannot draw, as it is: the server cleans it again. */
async function redrawn(file: File): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
    const canvas = el("canvas", {
      width: Math.max(1, Math.round(bitmap.width * scale)),
      height: Math.max(1, Math.round(bitmap.height * scale)),
    });
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((take) => canvas.toBlob(take, "image/jpeg", QUALITY));
    return drawn ?? file;
  } catch {
    return file;
  }
}

/** A field that sends these, under names that tell nothing. */
function carry(form: HTMLFormElement, name: string, blobs: readonly Blob[]): void {
  form.querySelector(`input[name=${name}]`)?.remove();
  const transfer = new DataTransfer();
  blobs.forEach((blob, place) => transfer.items.add(new File([blob], `${place + 1}`, { type: blob.type })));
  const field = el("input", { type: "file", name, multiple: true, hidden: true });
  field.files = transfer.files;
  form.append(field);
}

async function exhibit(form: HTMLFormElement, files: readonly File[], recipients: readonly string[]): Promise<void> {
  carry(form, "copies", await Promise.all(files.map(redrawn)));
  if (recipients.length === 0) return;
  const sealed = await originals(files, recipients);
  carry(
    form,
    "originals",
    sealed.files.map((data) => new Blob([data])),
  );
  const hidden = form.querySelector<HTMLInputElement>("input[name=sealed]");
  if (hidden) hidden.value = sealed.envelope;
}

function prepare(form: HTMLFormElement): void {
  const chosen = form.querySelector<HTMLInputElement>("[data-exhibit]");
  const state = form.querySelector<HTMLElement>("[data-exhibiting]");
  if (!chosen || !state) return;
  const recipients = (form.dataset["exhibits"] ?? "").split(" ").filter((each) => each !== "");
  let [busy, done] = [false, false];
  chosen.addEventListener("change", () => {
    done = false;
    state.textContent = "";
  });
  form.addEventListener("submit", (event) => {
    const files = [...(chosen.files ?? [])];
    if (done || files.length === 0) return;
    event.preventDefault();
    if (busy) return;
    const all = files.reduce((sum, file) => sum + file.size, 0);
    const wrong = files.length > MOST ? "many" : all > LARGEST ? "large" : "";
    state.textContent = state.dataset[wrong || "exhibiting"] ?? "";
    if (wrong !== "") return;
    busy = true;
    exhibit(form, files, recipients).then(
      () => {
        [busy, done] = [false, true];
        resubmit(form);
      },
      () => {
        busy = false;
        state.textContent = state.dataset["failed"] ?? "";
      },
    );
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-exhibits]")) prepare(form);
