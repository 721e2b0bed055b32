/** The key set-up, step by step, driven by what the trustees have said so far. */
import { groupNamed } from "../ballot/group";
import { newSeed } from "../ballot/channel";
import { makeCertificate, makePolynomial, makeVoutput } from "../ballot/setup";
import { sha256Hex } from "../encoding";
import { alert, button, el, offerFile, screen, show } from "../page/dom";
import { inLanguage } from "../page/language";
import { Unreachable } from "../page/transport";
import { browserRandomness, randomText } from "../randomness";
import { Refused } from "../refused";
import { type Desk, explain, keyFileForm, nameOf } from "./desk";
import { demandOwn, type KeyFile, sealKeyFile, SHORTEST_PASSPHRASE } from "./keyfile";
import { ceremonyOf, object, readSetUp, say, type SetUp } from "./server";
import {
  comparison,
  isComplete,
  type Kind,
  KINDS,
  readTranscript,
  type Transcript,
  trusteesOf,
  whole,
} from "./transcript";

const PAUSE = 3000;
/** Without 0, 1, i, l and o: a passphrase is copied by hand. */
const PASSPHRASE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

export class KeySetUp {
  private key: KeyFile | undefined;
  /** The certificates that this trustee has compared aloud with the others. */
  private compared: string | undefined;
  private shown = "";

  constructor(private readonly desk: Desk) {}

  /** Read what has been said, do what is ours to do, show where things stand; again and again until it is over. */
  async run(): Promise<void> {
    for (;;) {
      try {
        const setUp = await readSetUp(this.desk.place);
        if (await this.step(setUp)) return;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.once("unreachable", () => show(this.desk.root, alert("warning", this.desk.words.unreachable)));
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** One look at the set-up; true when there is nothing left to wait for. */
  private async step(setUp: SetUp): Promise<boolean> {
    if (setUp.state === "aborted") return this.aborted();
    const ceremony = ceremonyOf(setUp);
    try {
      const transcript = readTranscript(ceremony, setUp.messages);
      if (isComplete(transcript.voutputs)) return this.finished(setUp, transcript);
      const own = this.desk.place.index - 1;
      if (this.key === undefined) this.askForKey(setUp, transcript.certificates[own] !== undefined);
      else await this.contribute(setUp, transcript, this.key);
      return false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return this.refused(setUp, error);
    }
  }

  /** Say whatever of ours is due; else wait, or compare. */
  private async contribute(setUp: SetUp, transcript: Transcript, key: KeyFile): Promise<void> {
    const { ceremony, certificates, polynomials, voutputs } = transcript;
    const { place } = this.desk;
    const own = place.index - 1;
    if (certificates[own] === undefined) {
      await say(place, "certificate", makeCertificate(ceremony, place.index, key.seed, browserRandomness));
    } else if (isComplete(certificates) && polynomials[own] === undefined) {
      const digits = comparison(transcript);
      if (this.compared !== digits) return this.compare(setUp, digits);
      const all = whole(certificates);
      await say(place, "polynomial", makePolynomial(ceremony, all, place.index, key.seed, browserRandomness));
    } else if (isComplete(polynomials) && voutputs[own] === undefined) {
      const [all, shares] = [whole(certificates), whole(polynomials)];
      await say(place, "voutput", makeVoutput(ceremony, all, shares, place.index, key.seed, browserRandomness));
    }
    this.wait(setUp);
  }

  private askForKey(setUp: SetUp, spoken: boolean): void {
    if (spoken) this.once("resume", () => this.resume(setUp));
    else this.once("begin", () => this.begin(setUp));
  }

  private begin(setUp: SetUp): void {
    const { root, place, words, language } = this.desk;
    screen(
      root,
      words.setUp.title,
      el(
        "p",
        {},
        el("strong", {}, words.setUp.who(place.index, inLanguage(setUp.trustees[place.index - 1], language))),
      ),
      words.setUp.intro(setUp.size, setUp.threshold).map((line) => el("p", {}, line)),
      el(
        "div",
        { class: "desk-actions" },
        button(words.setUp.begin, () => this.choosePassphrase(setUp)),
      ),
    );
  }

  private choosePassphrase(setUp: SetUp): void {
    const { root, words } = this.desk;
    const field = (id: string) =>
      el("input", { id, type: "password", class: "form-control", autocomplete: "new-password" });
    const [first, second] = [field("passphrase"), field("passphrase-again")];
    const outcome = el("div", { "aria-live": "polite", class: "mt-3" });
    const make = () => {
      const blocks = Array.from({ length: 4 }, () => randomText(PASSPHRASE_LETTERS, 5, browserRandomness));
      first.value = second.value = blocks.join("-");
      show(outcome, alert("info", el("p", {}, words.file.made), el("code", { class: "desk-code" }, first.value)));
    };
    const save = async (event: Event) => {
      event.preventDefault();
      if (first.value.length < SHORTEST_PASSPHRASE) return show(outcome, alert("danger", words.file.short));
      if (first.value !== second.value) return show(outcome, alert("danger", words.file.different));
      show(outcome, alert("info", words.file.working));
      await new Promise((painted) => setTimeout(painted, 50));
      await this.saveKey(setUp, first.value);
    };
    screen(
      root,
      words.setUp.passphraseTitle,
      el("p", {}, words.setUp.passphraseIntro),
      el(
        "form",
        { novalidate: true, onsubmit: save },
        el("label", { class: "form-label", for: "passphrase" }, words.file.passphrase),
        first,
        el("div", { class: "form-hint" }, words.file.hint),
        el("label", { class: "form-label mt-3", for: "passphrase-again" }, words.file.again),
        second,
        outcome,
        el(
          "div",
          { class: "desk-actions" },
          el("button", { type: "submit", class: "btn btn-primary btn-lg" }, words.setUp.save),
          button(words.file.make, make, "btn-outline-secondary"),
        ),
      ),
    );
  }

  private async saveKey(setUp: SetUp, passphrase: string): Promise<void> {
    const { place, words, root } = this.desk;
    const { ceremony, size, threshold } = setUp;
    const seed = newSeed(browserRandomness);
    const file = { ceremony, group: groupNamed(setUp.group), size, threshold, index: place.index, seed };
    const sealed = await sealKeyFile(file, passphrase);
    const save = () => offerFile(words.file.name(ceremony, place.index), sealed, "text/plain");
    save();
    screen(
      root,
      words.setUp.proveTitle,
      el("p", {}, words.setUp.proveIntro),
      keyFileForm(this.desk, setUp, words.setUp.prove, (opened) => this.accept(setUp, opened, seed)),
      button(words.setUp.saveAgain, save, "btn-link desk-link"),
    );
  }

  private resume(setUp: SetUp): void {
    const { root, words } = this.desk;
    screen(
      root,
      words.setUp.resumeTitle,
      el("p", {}, words.setUp.resumeIntro),
      keyFileForm(this.desk, setUp, words.setUp.resume, (opened) => this.accept(setUp, opened)),
    );
  }

  /** Go on with a key file that opened, if it is ours; a fresh one must be the one just saved. */
  private accept(setUp: SetUp, file: KeyFile, fresh?: string): void {
    const ceremony = ceremonyOf(setUp);
    demandOwn(file, setUp.ceremony, ceremony, this.desk.place.index);
    if (fresh !== undefined && file.seed !== fresh) throw new Refused("keyfile", "this is an older key file");
    this.key = file;
    this.wait(setUp);
  }

  private wait(setUp: SetUp): void {
    this.once(`waiting ${setUp.messages.length}`, () => {
      const { root, words } = this.desk;
      screen(root, words.setUp.waitingTitle, el("p", { role: "status" }, words.setUp.waiting), this.table(setUp));
    });
  }

  private compare(setUp: SetUp, digits: string): void {
    this.once(digits, () => {
      const { root, words, place } = this.desk;
      const differ = async () => {
        await object(place, undefined, words.setUp.notSameReason);
        this.aborted();
      };
      const same = () => {
        this.compared = digits;
        this.wait(setUp);
      };
      screen(
        root,
        words.setUp.compareTitle,
        el("p", {}, words.setUp.compareIntro),
        el("p", { class: "desk-code desk-digits" }, digits),
        el(
          "div",
          { class: "desk-actions" },
          button(words.setUp.same, same),
          button(words.setUp.notSame, differ, "btn-outline-secondary"),
        ),
      );
    });
  }

  private finished(setUp: SetUp, transcript: Transcript): boolean {
    const { root, words } = this.desk;
    const trustees = trusteesOf(transcript);
    const save = () => offerFile(`${setUp.ceremony}.json`, JSON.stringify(setUp.messages), "application/json");
    screen(
      root,
      words.setUp.finishedTitle,
      alert("success", words.setUp.finished(setUp.size, setUp.threshold)),
      el("p", {}, words.setUp.fingerprint),
      el("p", { class: "desk-code" }, sha256Hex(trustees)),
      this.table(setUp),
      el("div", { class: "desk-actions" }, button(words.setUp.record, save, "btn-outline-secondary")),
    );
    return true;
  }

  private aborted(): boolean {
    const { root, words } = this.desk;
    screen(root, words.setUp.abortedTitle, alert("warning", words.setUp.aborted));
    return true;
  }

  private refused(setUp: SetUp, error: Refused): boolean {
    const { root, words, place } = this.desk;
    const outcome = el("div", { "aria-live": "polite" });
    const report = async () => {
      await object(place, error.trustee, `${error.reason}: ${error.detail}`);
      show(outcome, alert("success", words.setUp.reported));
    };
    screen(
      root,
      words.setUp.refusedTitle,
      alert("danger", explain(this.desk, setUp, error)),
      el("p", {}, words.setUp.refusedNext),
      el("div", { class: "desk-actions" }, button(words.setUp.report, report)),
      outcome,
    );
    return true;
  }

  private table(setUp: SetUp): HTMLElement {
    const { words } = this.desk;
    const said = (trustee: number, kind: Kind) =>
      setUp.messages.some((message) => message.trustee === trustee && message.kind === kind);
    return el(
      "table",
      { class: "table" },
      el("caption", {}, words.setUp.table),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("td", {}),
          KINDS.map((kind) => el("th", { scope: "col" }, words.setUp.rounds[kind])),
        ),
      ),
      el(
        "tbody",
        {},
        setUp.trustees.map((_, i) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, nameOf(this.desk, setUp, i + 1)),
            KINDS.map((kind) => el("td", {}, said(i + 1, kind) ? words.setUp.done : words.setUp.open)),
          ),
        ),
      ),
    );
  }

  /** Show a screen once, not again every few seconds while nothing changes: a form may be half filled in. */
  private once(name: string, showIt: () => void): void {
    if (this.shown === name) return;
    this.shown = name;
    showIt();
  }
}
