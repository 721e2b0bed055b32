/** The trustee's page: making the key, testing the key file, opening the boxes (data-mode on the page's host). */
import { alert, el, show } from "../page/dom";
import { pageLanguage } from "../page/language";
import { Declined } from "../page/transport";
import { type Desk, explain } from "./desk";
import { showOpening } from "./opening";
import { readSetUp } from "./server";
import { KeySetUp } from "./setup";
import { showTrial } from "./trial";
import { WORDS } from "./words";

async function start(host: HTMLElement): Promise<void> {
  const { base = "", csrf = "", index = "0", mode } = host.dataset;
  const language = pageLanguage();
  const root = el("div", {});
  const desk: Desk = { root, place: { base, csrf, index: Number(index) }, language, words: WORDS[language] };
  show(host, root);
  show(root, alert("info", desk.words.loading));
  window.addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof Declined) show(root, alert("danger", explain(desk, undefined, event.reason)));
  });
  if (mode === "setup") return new KeySetUp(desk).run();
  const setUp = await readSetUp(desk.place);
  return mode === "opening" ? showOpening(desk, setUp) : showTrial(desk, setUp);
}

const host = document.getElementById("trustee");
if (host) void start(host);
