/**
 * The booth: from the letter's QR code to the tracker. The address is /vote/#<box>.<code>; the part after # stays in
 * the browser and is taken out of the address bar at once.
 */
import { alert, breathe, button, el, screen } from "../page/dom";
import { pageLanguage } from "../page/language";
import { Declined, persist } from "../page/transport";
import { browserRandomness, hasRandomness } from "../randomness";
import { type Address, takeAddress } from "./address";
import { type Box, loadBox } from "./box";
import { findCode } from "./code";
import { type Entered, showEntry } from "./entry";
import { showQuestion, showReview } from "./questions";
import { showLookUp, showReceipt } from "./receipt";
import { seal, send } from "./sending";
import { forget, keep, keeps, kept, type Session } from "./session";
import { setStage, type Stage } from "./stage";
import { showShut, showWelcome } from "./welcome";

class Booth {
  private readonly stage: Stage;
  private box: Box | undefined;
  private session: Session | undefined;
  /** Draws the screen that is on again, in whatever language is chosen. */
  private redraw: () => unknown = () => undefined;
  /** Whether the browser's back button may lead to a question. */
  private answering = false;
  /** Whether a code came to the server with the address. */
  private told = false;

  constructor(host: HTMLElement) {
    this.stage = setStage(host, pageLanguage(), () => this.redraw());
    window.addEventListener("popstate", (event: PopStateEvent) => this.revisit(event.state));
    window.addEventListener("hashchange", () => location.hash.length > 1 && this.begin());
  }

  begin(): void {
    this.own(() => this.start());
  }

  /** Open the box that the address names, or go on where this tab was left. */
  private async start(): Promise<void> {
    if (!isAble()) return this.refuse();
    const address = takeAddress(this.stage.base);
    this.told ||= address.told === true;
    const session = kept();
    if (session?.unsent) return this.resume(session, address);
    const continues = session && (address.uuid === undefined || address.code === session.code);
    if (continues) await this.open({ uuid: session.uuid, code: session.code }, session);
    else await this.open(address);
  }

  /** A sealed ballot is waiting in this tab: deliver it before anything else. */
  private async resume(session: Session, address: Address): Promise<void> {
    this.box = await this.load(session.uuid);
    if (!this.box) return;
    this.session = session;
    await this.deliver(() => this.own(() => this.open(address)));
  }

  private async open(address: Address, session?: Session): Promise<void> {
    this.answering = false;
    if (address.uuid === undefined) return this.enter();
    this.box = await this.load(address.uuid);
    if (!this.box) return;
    if (this.box.form.state !== "open") return this.shut(this.box);
    if (session?.tracker !== undefined) {
      this.session = session;
      return this.receipt();
    }
    if (address.code === undefined) return this.enter(this.box);
    const finding = await findCode(this.box.election, this.box.listed, address.code, breathe);
    if (finding.kind !== "found") return this.enter(this.box, address.code);
    this.entered({ box: this.box, code: finding.code }, session);
  }

  /** Load a box, however long the network is away; if there is no such box, let the code be typed. */
  private async load(uuid: string): Promise<Box | undefined> {
    const { stage } = this;
    const loading = () => screen(stage.root, stage.words.loading);
    loading();
    try {
      return await persist(
        () => loadBox(stage.base, uuid),
        browserRandomness,
        (_, now) =>
          screen(
            stage.root,
            stage.words.loading,
            alert("warning", stage.words.refused.unreachable),
            el("div", { class: "booth-actions" }, button(stage.words.tryAgain, now)),
          ),
      );
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      forget();
      await this.enter(undefined, undefined, stage.words.refused.noBox);
      return undefined;
    }
  }

  private async enter(box?: Box, typed?: string, notice?: string): Promise<void> {
    const again = () => this.enter(box);
    await this.draw(() =>
      showEntry(this.stage, {
        ...(box && { box }),
        ...(typed !== undefined && { typed }),
        ...(notice !== undefined && { notice }),
        entered: (entered) => this.entered(entered),
        lookUp: () => this.own(() => this.lookUp(box, again)),
      }),
    );
  }

  private entered({ box, code }: Entered, session?: Session): void {
    this.box = box;
    if (box.form.state !== "open") return this.shut(box);
    this.update(session ?? { uuid: box.uuid, code, ticks: box.election.questions.map(() => undefined) });
    this.answering = true;
    history.replaceState({ step: 0 }, "");
    this.showStep(0);
  }

  private shut(box: Box): void {
    this.own(() =>
      this.draw(() => showShut(this.stage, box, () => this.own(() => this.lookUp(box, () => this.shut(box))))),
    );
  }

  /** Step 0 is the welcome, 1 … n the questions, n + 1 the review. */
  private visit(step: number): void {
    history.pushState({ step }, "");
    this.showStep(step);
  }

  private revisit(state: { readonly step?: number } | null): void {
    if (this.answering && state?.step !== undefined) this.showStep(state.step);
  }

  private showStep(step: number, notice?: string): void {
    const box = this.box as Box;
    const count = box.election.questions.length;
    const missing = this.current().ticks.indexOf(undefined);
    const back = () => this.visit(step - 1);
    if (step === 0) {
      const begun = this.current().ticks.some((tick) => tick !== undefined);
      return this.own(() =>
        this.draw(() => showWelcome(this.stage, box, { begun, told: this.told, kept: keeps() }, () => this.visit(1))),
      );
    }
    if (step <= count) {
      // Whoever comes from the review to change one answer returns there.
      const next = () => this.visit(missing < 0 ? count + 1 : step + 1);
      const tick = (answer: number) => this.tick(step - 1, answer);
      return this.own(() =>
        this.draw(() => showQuestion(this.stage, box, step - 1, this.current().ticks[step - 1], { tick, back, next })),
      );
    }
    if (missing >= 0) return this.showStep(missing + 1);
    const change = (question: number) => this.visit(question + 1);
    const send = () => this.own(() => this.submit());
    this.own(() => this.draw(() => showReview(this.stage, box, this.current().ticks, { change, back, send }, notice)));
  }

  private tick(question: number, answer: number): void {
    const ticks = this.current().ticks.map((tick, i) => (i === question ? answer : tick));
    this.update({ ...this.current(), ticks });
  }

  private async submit(): Promise<void> {
    const { stage } = this;
    this.answering = false;
    this.redraw = () => undefined;
    try {
      const { text, tracker } = await seal(stage, this.box as Box, this.current());
      this.update({ ...this.current(), unsent: { text, tracker } });
    } catch (error) {
      console.error(error);
      return this.backToReview(stage.words.sending.failed);
    }
    await this.deliver();
  }

  /** Send the sealed ballot of this session; `then` says what the end of its receipt leads to. */
  private async deliver(then?: () => void): Promise<void> {
    const { uuid, code, unsent, ticks } = this.current();
    const ballot = unsent as NonNullable<Session["unsent"]>;
    try {
      await send(this.stage, uuid, ballot);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      this.update({ uuid, code, ticks });
      return this.declined(error);
    }
    this.update({ uuid, code, ticks: ticks.map(() => undefined), tracker: ballot.tracker });
    this.receipt(then);
  }

  /** The box said no: what its form says now decides whether it is shut; else the answers can be sent again. */
  private async declined({ code, sentence }: Declined): Promise<void> {
    const { refused } = this.stage.words;
    this.box = await this.load(this.current().uuid);
    if (!this.box) return;
    if (this.box.form.state !== "open") return this.shut(this.box);
    const known: { readonly [code: string]: string } = {
      "unlisted-credential": refused.unlisted,
      "wrong-election": refused.changed,
    };
    this.backToReview(known[code] ?? refused.other(sentence));
  }

  private backToReview(notice: string): void {
    this.answering = true;
    this.showStep(this.current().ticks.length + 1, notice);
  }

  private receipt(then?: () => void): void {
    const box = this.box as Box;
    const finish = () => {
      forget();
      this.session = undefined;
      if (then) return then();
      this.own(() => this.draw(() => screen(this.stage.root, this.stage.words.receipt.finished)));
    };
    const change = () => {
      const { uuid, code, ticks } = this.current();
      this.update({ uuid, code, ticks });
      this.answering = true;
      this.visit(1);
    };
    const tracker = this.current().tracker as string;
    this.own(() => this.draw(() => showReceipt(this.stage, { box, tracker, change, finish })));
  }

  private lookUp(box: Box | undefined, back: () => unknown): Promise<void> {
    return this.draw(() => showLookUp(this.stage, box, back));
  }

  /** Do something of ours; only its failure ends the page. What other scripts in the page do is none of our business. */
  private own(act: () => unknown): void {
    void (async () => act())().catch((error: unknown) => {
      console.error(error);
      this.breakDown();
    });
  }

  /** This browser cannot seal: there is a way to answer, but not here. */
  private refuse(): void {
    const draw = () => {
      const { broken } = this.stage.words;
      screen(this.stage.root, broken.unableTitle, alert("warning", broken.unable));
    };
    void this.draw(draw);
  }

  /** Say that something failed, and only what is true of the ballot: sent, waiting, or not sent. */
  private breakDown(): void {
    const { broken } = this.stage.words;
    const { tracker, unsent } = this.session ?? {};
    const told =
      tracker !== undefined
        ? [el("p", {}, broken.sent), el("p", { class: "booth-tracker" }, el("code", {}, tracker))]
        : [unsent === undefined ? broken.sentence : broken.waiting];
    screen(this.stage.root, broken.title, alert(tracker === undefined ? "danger" : "warning", ...told));
  }

  private async draw(screenNow: () => unknown): Promise<void> {
    this.redraw = () => this.own(screenNow);
    await screenNow();
  }

  private current(): Session {
    return this.session as Session;
  }

  private update(session: Session): void {
    this.session = session;
    keep(session);
  }
}

/** Whether this browser has what sealing and sending need; what it merely lacks for comfort is said where it is missed. */
function isAble(): boolean {
  const needed = [globalThis.fetch, globalThis.AbortController, globalThis.TextEncoder];
  return hasRandomness() && needed.every((each) => typeof each === "function");
}

const host = document.getElementById("booth");
if (host) new Booth(host).begin();
