/** A whole key set-up of three trustees, two of whom open. */
import { newSeed } from "../../src/ballot/channel";
import { ed25519Group } from "../../src/ballot/group";
import { makeCertificate, makePolynomial, makeVoutput } from "../../src/ballot/setup";
import { browserRandomness } from "../../src/randomness";
import { type Message, readTranscript, whole } from "../../src/trustee/transcript";

export const ceremony = { group: ed25519Group, size: 3, threshold: 2 };
export const seeds = [1, 2, 3].map(() => newSeed(browserRandomness));

/** An honest set-up, message by message. */
export function honest(seats: readonly string[] = seeds): Message[] {
  const messages: Message[] = [];
  const speak = (kind: Message["kind"], make: (index: number, seed: string) => string) =>
    seats.forEach((seed, i) => messages.push({ trustee: i + 1, kind, text: make(i + 1, seed) }));
  speak("certificate", (index, seed) => makeCertificate(ceremony, index, seed, browserRandomness));
  const certificates = whole(readTranscript(ceremony, messages).certificates);
  speak("polynomial", (index, seed) => makePolynomial(ceremony, certificates, index, seed, browserRandomness));
  const polynomials = whole(readTranscript(ceremony, messages).polynomials);
  speak("voutput", (index, seed) => makeVoutput(ceremony, certificates, polynomials, index, seed, browserRandomness));
  return messages;
}
