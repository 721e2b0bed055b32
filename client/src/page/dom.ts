/** Pages are built from small functions; every text enters as text, never as markup. */

export type Child = Node | string | undefined | false | readonly Child[];

type Attributes = { readonly [name: string]: string | number | boolean | undefined | ((event: Event) => unknown) };

/** An element with attributes (`onclick` and the like take functions; `true` sets an empty attribute) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** Paragraphs of a text in which empty lines or line breaks separate them. */
export function paragraphs(text: string): HTMLElement[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => el("p", {}, line));
}

/** Replace everything inside `parent`. */
export function show(parent: Element, ...children: readonly Child[]): void {
  parent.textContent = "";
  append(parent, children);
}

/** A screen: a section named by its heading, which takes the focus so that screen readers start there. */
export function screen(parent: Element, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = el("h2", { id: "screen-title", tabindex: -1, class: "screen-title" }, title);
  const section = el("section", { "aria-labelledby": "screen-title", class: "screen" }, heading, ...children);
  show(parent, section);
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  return section;
}

/** Something that went wrong or must be known, announced as soon as it is shown. */
export function alert(kind: "danger" | "warning" | "info" | "success", ...children: readonly Child[]): HTMLElement {
  return el(
    "div",
    { class: `alert alert-${kind}`, role: kind === "danger" ? "alert" : "status" },
    el("div", {}, ...children),
  );
}

/** A button; the first of a screen's buttons is the primary one. */
export function button(label: string, onclick: (event: Event) => unknown, style = "btn-primary"): HTMLButtonElement {
  return el("button", { type: "button", class: `btn btn-lg ${style}`, onclick }, label);
}

/** Offer bytes as a file on this device. */
export function offerFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Submit a form as its button does, so that whatever listens to it is asked again; without `requestSubmit`, which is younger. */
export function resubmit(form: HTMLFormElement): void {
  if (form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }))) form.submit();
}

/** Let the browser draw and listen before the next piece of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else if (child !== undefined && child !== false) parent.append(child as Node | string);
  }
}
