/**
 * What has been said so far in a key set-up, read message by message (Protocol setup). The server only carries the
 * messages: a message that is altered, repeated or out of turn is refused, and the refusal names the trustee.
 */
import { type Certificate, type Ceremony, checkCertificates, readCertificate } from "../ballot/pedersen";
import { type Polynomial, readPolynomial, readVoutput, thresholdParameters, type Voutput } from "../ballot/setup";
import { readTrustees } from "../ballot/trustee";
import { readJson, sha256Hex, writeJson } from "../encoding";
import { blaming, demand, Refused } from "../refused";

export const KINDS = ["certificate", "polynomial", "voutput"] as const;
export type Kind = (typeof KINDS)[number];

export interface Message {
  readonly trustee: number;
  readonly kind: Kind;
  readonly text: string;
}

/** The messages read and checked; where a trustee has not spoken yet there is a hole. */
export interface Transcript {
  readonly ceremony: Ceremony;
  readonly certificates: readonly (Certificate | undefined)[];
  readonly polynomials: readonly (Polynomial | undefined)[];
  readonly voutputs: readonly (Voutput | undefined)[];
}

/** Read all messages in the order in which they came. Throws Refused, naming the trustee, at the first bad one. */
export function readTranscript(ceremony: Ceremony, messages: readonly Message[]): Transcript {
  const holes = <T>() => new Array<T | undefined>(ceremony.size).fill(undefined);
  const certificates = holes<Certificate>();
  const polynomials = holes<Polynomial>();
  const voutputs = holes<Voutput>();
  const rounds: Record<Kind, readonly unknown[]> = {
    certificate: certificates,
    polynomial: polynomials,
    voutput: voutputs,
  };
  for (const { trustee, kind, text } of messages) {
    demand(
      Number.isInteger(trustee) && trustee >= 1 && trustee <= ceremony.size,
      "shape",
      `there is no trustee ${trustee}`,
    );
    blaming(trustee, () => {
      demand(KINDS.includes(kind), "shape", `a message of an unknown kind`);
      demand(rounds[kind][trustee - 1] === undefined, "repeated", `a second ${kind}`);
      const before = KINDS.slice(0, KINDS.indexOf(kind));
      demand(
        before.every((earlier) => isComplete(rounds[earlier])),
        "out-of-order",
        `the ${kind} came too early`,
      );
      const value = readJson(text);
      if (kind === "certificate") certificates[trustee - 1] = readCertificate(ceremony, trustee, value);
      if (kind === "polynomial")
        polynomials[trustee - 1] = readPolynomial(ceremony, whole(certificates), trustee, value);
      if (kind === "voutput")
        voutputs[trustee - 1] = readVoutput(ceremony, whole(certificates), whole(polynomials), trustee, value);
    });
    if (kind === "certificate" && isComplete(certificates)) checkCertificates(whole(certificates));
  }
  return { ceremony, certificates, polynomials, voutputs };
}

/** What the trustees agree on in the end: the published entry, checked as anybody will check it. */
export function trusteesOf({ ceremony, certificates, polynomials, voutputs }: Transcript): string {
  const parameters = thresholdParameters(ceremony, whole(certificates), whole(polynomials), whole(voutputs));
  const text = writeJson([["Pedersen", parameters]]);
  readTrustees(ceremony.group, text);
  return text;
}

/** Whether everybody has spoken in a round. */
export function isComplete(round: readonly unknown[]): boolean {
  return !round.includes(undefined);
}

/** A round in which everybody has spoken. */
export function whole<T>(round: readonly (T | undefined)[]): readonly T[] {
  if (!isComplete(round)) throw new Refused("out-of-order", "not everybody has spoken yet");
  return round as readonly T[];
}

/**
 * Forty digits that all trustees must see alike once all certificates are in: compared aloud, they show that the
 * server has put nobody else in a trustee's place.
 */
export function comparison({ certificates }: Transcript): string {
  const spoken = whole(certificates).map(({ signed }) => signed.message);
  const digits = (BigInt(`0x${sha256Hex(writeJson(spoken))}`) % 10n ** 40n).toString().padStart(40, "0");
  return (digits.match(/.{5}/g) as string[]).join(" ");
}
