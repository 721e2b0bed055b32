/** The closed box: summing sealed ballots, decrypting by trustees, reading the result (Protocol tally). */
import { asList, asRecord, asText, type Json, readJson, writeJson } from "../encoding";
import type { Randomness } from "../randomness";
import { demand, Refused } from "../refused";
import type { Election } from "./form";
import { type Element, type Group, modulo, product } from "./group";
import { type Ciphertext, exponentProved, type Image, type Proof, proveExponent, readProof, writeProof } from "./proof";
import { type Ballot, readCiphertext, writeCiphertext } from "./seal";
import type { Entry } from "./trustee";

/** One ciphertext per question and answer: the sum of what was ticked. */
export type EncryptedTally = readonly (readonly Ciphertext[])[];

export interface PartialDecryption {
  readonly factors: readonly (readonly Element[])[];
  readonly proofs: readonly (readonly Proof[])[];
}

/** The last ballot of every credential. */
export function lastBallots<B extends Pick<Ballot, "credential">>(ballots: readonly B[]): B[] {
  return [...new Map(ballots.map((ballot) => [ballot.credential, ballot])).values()];
}

/** The pointwise product over the last ballot of every credential. */
export function encryptedTally(election: Election, ballots: readonly Ballot[]): EncryptedTally {
  const { identity } = election.group;
  const tallied = lastBallots(ballots);
  return election.questions.map((question, i) =>
    question.answers.map((_, j) =>
      tallied.reduce<Ciphertext>(
        (sum, { answers }) => {
          const choice = answers[i]?.choices[j] as Ciphertext;
          return { alpha: sum.alpha.times(choice.alpha), beta: sum.beta.times(choice.beta) };
        },
        { alpha: identity, beta: identity },
      ),
    ),
  );
}

/** The encrypted tally from its message; an empty box sums to the identity. Throws Refused. */
export function readEncryptedTally(election: Election, text: string): EncryptedTally {
  const tally = asList(
    readJson(text),
    (row) => asList(row, (item) => readCiphertext(election, item, "identity allowed"), "a question's ciphertexts"),
    "the encrypted tally",
  );
  demandShape(election, tally, "the encrypted tally");
  return tally;
}

/** The encrypted tally as its message. */
export function writeEncryptedTally(tally: EncryptedTally): string {
  return writeJson(tally.map((row) => row.map(writeCiphertext)));
}

/** A trustee's factors and proofs for every ciphertext, one question per step so that a page can show progress. */
export function* decryptInSteps(
  election: Election,
  tally: EncryptedTally,
  privateKey: bigint,
  random: Randomness,
): Generator<number, PartialDecryption> {
  const { group } = election;
  const prefix = decryptionPrefix(election, group.generator.power(privateKey));
  const factors: Element[][] = [];
  const proofs: Proof[][] = [];
  for (const row of tally) {
    factors.push(row.map(({ alpha }) => alpha.power(privateKey)));
    proofs.push(row.map(({ alpha }) => proveExponent(group, prefix, [group.generator, alpha], privateKey, random)));
    yield factors.length;
  }
  return { factors, proofs };
}

/** A trustee's factors and proofs for every ciphertext. */
export function decrypt(
  election: Election,
  tally: EncryptedTally,
  privateKey: bigint,
  random: Randomness,
): PartialDecryption {
  const steps = decryptInSteps(election, tally, privateKey, random);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Read and check the partial decryption made with the private key of `verificationKey`. Throws Refused. */
export function readPartialDecryption(
  election: Election,
  tally: EncryptedTally,
  verificationKey: Element,
  text: string,
): PartialDecryption {
  const { group } = election;
  const record = asRecord(readJson(text), ["decryption_factors", "decryption_proofs"], "the partial decryption");
  const factor = (item: Json) => group.read(asText(item, "a factor"), "identity allowed");
  const rows = <T>(value: Json | undefined, read: (item: Json) => T) =>
    asList(value, (row) => asList(row, read, "a question's factors"), "the factors");
  const factors = rows(record["decryption_factors"], factor);
  const proofs = rows(record["decryption_proofs"], (item) => readProof(group, item));
  demandShape(election, factors, "the factors");
  demandShape(election, proofs, "the proofs");
  const prefix = decryptionPrefix(election, verificationKey);
  tally.forEach((row, i) =>
    row.forEach(({ alpha }, j) => {
      const images: Image[] = [
        [group.generator, verificationKey],
        [alpha, factors[i]?.[j] as Element],
      ];
      const proved = exponentProved(group, prefix, images, proofs[i]?.[j] as Proof);
      demand(proved, "decryption-proof", `question ${i + 1}, answer ${j + 1}: the factor is not proved`);
    }),
  );
  return { factors, proofs };
}

/** A partial decryption as its message. */
export function writePartialDecryption({ factors, proofs }: PartialDecryption): string {
  return writeJson({
    decryption_factors: factors.map((row) => row.map((factor) => factor.text())),
    decryption_proofs: proofs.map((row) => row.map(writeProof)),
  });
}

/**
 * Combine checked partial decryptions (by owner number, from 1 over all trustees) into the number of ticks per
 * question and answer (Protocol tally §5, §6). `ballots` is how many were counted. Throws Refused("too-few-shares") or Refused("no-result").
 */
export function readResult(
  election: Election,
  entries: readonly Entry[],
  tally: EncryptedTally,
  partials: ReadonlyMap<number, PartialDecryption>,
  ballots: number,
): number[][] {
  const weights = combination(election.group, entries, partials);
  const powers = powersOfGenerator(election.group, ballots);
  const result = tally.map((row, i) =>
    row.map(({ beta }, j) => {
      const factors = weights.map(([partial, weight]) => [partial.factors[i]?.[j] as Element, weight] as const);
      const count = powers.get(beta.over(product(factors)).text());
      demand(count !== undefined, "no-result", `question ${i + 1}, answer ${j + 1}: the shares do not open this box`);
      return count;
    }),
  );
  const whole = result.every((row) => row.reduce((sum, count) => sum + count, 0) === ballots);
  demand(whole, "no-result", "every ballot has one tick per question, but the counts do not add up to the ballots");
  return result;
}

/** For every partial decryption used, the exponent with which it enters the product (Lagrange at 0, or 1). */
function combination(
  group: Group,
  entries: readonly Entry[],
  partials: ReadonlyMap<number, PartialDecryption>,
): [PartialDecryption, bigint][] {
  let offset = 0;
  return entries.flatMap(({ kind, threshold, keys }) => {
    const present = keys.map((_, i) => i + 1).filter((i) => partials.has(offset + i));
    if (present.length < threshold) throw new Refused("too-few-shares", `${threshold - present.length} more needed`);
    const used = present.slice(0, threshold);
    const start = offset;
    offset += keys.length;
    return used.map((i): [PartialDecryption, bigint] => [
      partials.get(start + i) as PartialDecryption,
      kind === "Single" ? 1n : lagrangeAtZero(group, used, i),
    ]);
  });
}

function lagrangeAtZero(group: Group, indices: readonly number[], own: number): bigint {
  const others = indices.filter((index) => index !== own).map(BigInt);
  const numerator = others.reduce((all, k) => all * k, 1n);
  const denominator = others.reduce((all, k) => all * (k - BigInt(own)), 1n);
  return modulo(numerator * inverse(modulo(denominator, group.order), group.order), group.order);
}

/** The inverse modulo a prime, by Fermat. */
function inverse(number: bigint, prime: bigint): bigint {
  let result = 1n;
  for (let base = number, bits = prime - 2n; bits > 0n; bits >>= 1n, base = (base * base) % prime) {
    if (bits & 1n) result = (result * base) % prime;
  }
  return result;
}

function powersOfGenerator({ generator, identity }: Group, largest: number): Map<string, number> {
  const powers = new Map<string, number>();
  for (let element = identity, n = 0; n <= largest; element = element.times(generator), n += 1) {
    powers.set(element.text(), n);
  }
  return powers;
}

function decryptionPrefix(election: Election, publicKey: Element): string {
  return `decrypt|${election.hash}|${publicKey.text()}`;
}

function demandShape(election: Election, rows: readonly (readonly unknown[])[], what: string): void {
  const fits =
    rows.length === election.questions.length &&
    rows.every((row, i) => row.length === election.questions[i]?.answers.length);
  demand(fits, "shape", `${what} must have one entry per question and answer`);
}
