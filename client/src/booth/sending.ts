/** Sealing and sending. From the moment it is sealed, a ballot is kept until the box has acknowledged it. */
import { deriveCredential } from "../ballot/credential";
import { type Answer, type Ballot, sealAnswer, signBallot } from "../ballot/seal";
import { alert, breathe, button, el, screen, show } from "../page/dom";
import { persist } from "../page/transport";
import { browserRandomness } from "../randomness";
import { type Box, sendBallot } from "./box";
import type { Session } from "./session";
import type { Stage } from "./stage";

/** Seal all answers, question by question, so that the page can show how far it is. */
export async function seal(stage: Stage, box: Box, session: Session): Promise<Ballot> {
  const { election } = box;
  const count = election.questions.length;
  const status = el("p", { role: "status" });
  const bar = el("progress", { class: "booth-progress", max: count, value: 0, "aria-hidden": true });
  screen(stage.root, stage.words.sending.title, bar, status);
  const credential = deriveCredential(election.group, election.uuid, session.code);
  const answers: Answer[] = [];
  for (const [i, question] of election.questions.entries()) {
    show(status, stage.words.sending.sealing(i + 1, count));
    bar.value = i + 1;
    await breathe();
    answers.push(sealAnswer(election, credential, question, session.ticks[i] as number, browserRandomness));
  }
  return signBallot(election, credential, answers, browserRandomness);
}

/** Send a sealed ballot until the box answers, however long the network is away. Throws Declined. */
export async function send(stage: Stage, uuid: string, ballot: Pick<Ballot, "text" | "tracker">): Promise<void> {
  const words = stage.words.sending;
  const status = el("div", { role: "status" });
  const draw = (...children: Parameters<typeof show>[1][]) =>
    show(status, ...children, el("p", { class: "text-secondary" }, words.keepOpen));
  screen(stage.root, words.title, status);
  const holdOn = (event: Event) => event.preventDefault();
  window.addEventListener("beforeunload", holdOn);
  try {
    await persist(
      () => {
        draw(el("p", {}, words.sending));
        return sendBallot(stage.base, uuid, ballot.text, ballot.tracker);
      },
      browserRandomness,
      (seconds, now) => draw(alert("warning", words.waiting(seconds)), button(words.now, now)),
    );
  } finally {
    window.removeEventListener("beforeunload", holdOn);
  }
}
