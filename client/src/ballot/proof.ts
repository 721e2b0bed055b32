/**
 * Non-interactive zero-knowledge proofs (Protocol proof; Belenios specification 4.5, 4.6.1, 4.12, 4.14, 4.18). All of them hash
 * `prefix|commitments joined by commas`; only the prefix tells what is proved.
 */
import { asRecord, asText, type Json, sha256Number } from "../encoding";
import { type Randomness, randomScalar } from "../randomness";
import { demand } from "../refused";
import { type Element, type Group, modulo } from "./group";

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** An ElGamal encryption of m: alpha = g^r, beta = y^r·g^m. */
export interface Ciphertext {
  readonly alpha: Element;
  readonly beta: Element;
}

/** One base and what it becomes under the secret exponent. */
export type Image = readonly [base: Element, image: Element];

/** Prove knowledge of the one exponent that takes every base to its image. */
export function proveExponent(
  group: Group,
  prefix: string,
  bases: readonly Element[],
  exponent: bigint,
  random: Randomness,
): Proof {
  const nonce = randomScalar(group.order, random);
  const challenge = challengeOf(
    group,
    prefix,
    bases.map((base) => base.power(nonce)),
  );
  return { challenge, response: modulo(nonce - exponent * challenge, group.order) };
}

/** Whether the proof shows that one exponent takes every base to its image. */
export function exponentProved(group: Group, prefix: string, images: readonly Image[], proof: Proof): boolean {
  const commitments = images.map(([base, image]) =>
    base.powerInPublic(proof.response).times(image.powerInPublic(proof.challenge)),
  );
  return challengeOf(group, prefix, commitments) === proof.challenge;
}

/** What an interval proof is about: a ciphertext under the public key y, and the values it may hold. */
export interface Interval {
  readonly context: string;
  readonly publicKey: Element;
  readonly ciphertext: Ciphertext;
  readonly values: readonly number[];
}

/**
 * Prove that the ciphertext holds one of the values. Whoever knows r can write every simulated commitment with the
 * bases g and y alone (alpha^c = g^(r·c)), so that two prepared tables carry the whole ballot.
 */
export function proveInterval(group: Group, interval: Interval, held: number, r: bigint, random: Randomness): Proof[] {
  const scalar = () => randomScalar(group.order, random);
  const branches = interval.values.map((value) =>
    value === held ? { value, challenge: 0n, response: scalar() } : { value, challenge: scalar(), response: scalar() },
  );
  const commitments = branches.flatMap(({ value, challenge, response }) => {
    const exponent = response + r * challenge;
    const shift = BigInt(held - value) * challenge;
    return [group.generator.power(exponent), shifted(group, interval.publicKey.power(exponent), shift)];
  });
  const simulated = branches.reduce((sum, { challenge }) => sum + challenge, 0n);
  const own = modulo(challengeOf(group, intervalPrefix(interval), commitments) - simulated, group.order);
  return branches.map(({ value, challenge, response }) =>
    value === held ? { challenge: own, response: modulo(response - r * own, group.order) } : { challenge, response },
  );
}

/** Whether the proofs show that the ciphertext holds one of the values. */
export function intervalProved(group: Group, interval: Interval, proofs: readonly Proof[]): boolean {
  if (proofs.length !== interval.values.length) return false;
  const { alpha, beta } = interval.ciphertext;
  const commitments = proofs.flatMap(({ challenge, response }, j) => {
    const shift = -BigInt(interval.values[j] as number) * challenge;
    const mask = interval.publicKey.powerInPublic(response).times(beta.powerInPublic(challenge));
    return [group.generator.powerInPublic(response).times(alpha.powerInPublic(challenge)), shifted(group, mask, shift)];
  });
  const sum = proofs.reduce((total, { challenge }) => total + challenge, 0n);
  return challengeOf(group, intervalPrefix(interval), commitments) === sum % group.order;
}

/** A proof from its message. Throws Refused unless both numbers are canonical decimals below the order. */
export function readProof(group: Group, value: Json): Proof {
  const { challenge, response } = asRecord(value, ["challenge", "response"], "a proof");
  return { challenge: readScalar(group, challenge), response: readScalar(group, response) };
}

/** A proof as its message. */
export function writeProof(proof: Proof): Json {
  return { challenge: proof.challenge.toString(), response: proof.response.toString() };
}

/** A scalar from its decimal spelling. Throws Refused("number") unless canonical and below the order. */
export function readScalar(group: Group, value: Json | undefined): bigint {
  const text = asText(value, "a scalar");
  demand(/^(0|[1-9][0-9]{0,99})$/.test(text), "number", "a scalar is a decimal number without leading zeros");
  const scalar = BigInt(text);
  demand(scalar < group.order, "number", "a scalar must be smaller than the order of the group");
  return scalar;
}

function challengeOf(group: Group, prefix: string, commitments: readonly Element[]): bigint {
  return sha256Number(`${prefix}|${commitments.map((element) => element.text()).join(",")}`) % group.order;
}

function intervalPrefix({ context, ciphertext }: Interval): string {
  return `prove|${context}|${ciphertext.alpha.text()},${ciphertext.beta.text()}`;
}

function shifted(group: Group, element: Element, exponent: bigint): Element {
  return exponent === 0n ? element : element.times(group.generator.power(exponent));
}
