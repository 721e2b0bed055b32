/** Testing a key file, any time: does it open, and is it the one for this campaign? */
import { deriveKeys } from "../ballot/channel";
import { recoverKey } from "../ballot/setup";
import { alert, el, screen, show } from "../page/dom";
import { demand } from "../refused";
import { type Desk, keyFileForm, nameOf } from "./desk";
import { demandOwn, type KeyFile } from "./keyfile";
import { ceremonyOf, type SetUp } from "./server";
import { readTranscript } from "./transcript";

/** The form for trying a key file, and what came of it. */
export function showTrial(desk: Desk, setUp: SetUp): void {
  const { root, words, place } = desk;
  const outcome = el("div", { "aria-live": "polite" });
  const tryKey = (file: KeyFile) => {
    const who = nameOf(desk, setUp, place.index);
    const complete = keyOf(setUp, place.index, file) !== undefined;
    show(outcome, complete ? alert("success", words.trial.works(who)) : alert("info", words.trial.early(who)));
  };
  screen(
    root,
    words.trial.title,
    el("p", {}, words.trial.intro),
    keyFileForm(desk, setUp, words.trial.submit, tryKey),
    outcome,
  );
}

/**
 * The decryption key of the trustee whose file this is, checked against everything that was said in the set-up;
 * undefined while the set-up is not complete. Throws Refused if the file is not the trustee's.
 */
export function keyOf(setUp: SetUp, index: number, file: KeyFile): bigint | undefined {
  const ceremony = ceremonyOf(setUp);
  demandOwn(file, setUp.ceremony, ceremony, index);
  const { certificates, voutputs } = readTranscript(ceremony, setUp.messages);
  const certified = certificates[index - 1]?.verification;
  const ours = certified === undefined || certified.equals(deriveKeys(ceremony.group, file.seed).verification);
  demand(ours, "keyfile", "the certificate in the set-up was made with another key file");
  const voutput = voutputs[index - 1];
  return voutput && recoverKey(ceremony, file.seed, voutput);
}
