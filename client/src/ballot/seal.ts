/** Ballots: making one from a respondent's ticks, and checking one made by anybody (Protocol seal). */
import { asList, asRecord, asText, fingerprint, type Json, readJson, writeJson } from "../encoding";
import { type Randomness, randomScalar } from "../randomness";
import { demand } from "../refused";
import type { Credential } from "./credential";
import type { Election, Question } from "./form";
import type { Element } from "./group";
import {
  type Ciphertext,
  exponentProved,
  type Interval,
  intervalProved,
  type Proof,
  proveExponent,
  proveInterval,
  readProof,
  writeProof,
} from "./proof";

/** The one value that a question's ticks add up to. */
const ONE_TICK = [1];

export interface Answer {
  readonly choices: readonly Ciphertext[];
  readonly individualProofs: readonly (readonly Proof[])[];
  readonly overallProof: readonly Proof[];
}

export interface Ballot {
  readonly credential: string;
  readonly answers: readonly Answer[];
  /** What the respondent keeps: it proves that the ballot is in the box, never what it says. */
  readonly tracker: string;
  readonly text: string;
}

/** Seal one question of which answer `ticked` (from 0) is ticked. Throws Refused("choice"). */
export function sealAnswer(
  election: Election,
  credential: Credential,
  question: Question,
  ticked: number,
  random: Randomness,
): Answer {
  const { group, publicKey } = election;
  demand(question.answers[ticked] !== undefined, "choice", `${question.question}: one of the answers must be ticked`);
  const context = contextOf(election, credential.public.text());
  const sealed = question.answers.map((_, j) => {
    const held = j === ticked ? 1 : 0;
    const r = randomScalar(group.order, random);
    const ciphertext = encrypt(election, r, held);
    const interval = { context, publicKey, ciphertext, values: [0, 1] };
    return { r, ciphertext, proofs: proveInterval(group, interval, held, r, random) };
  });
  const choices = sealed.map(({ ciphertext }) => ciphertext);
  const total = sealed.reduce((sum, { r }) => sum + r, 0n);
  return {
    choices,
    individualProofs: sealed.map(({ proofs }) => proofs),
    overallProof: proveInterval(group, overallInterval(election, context, choices), 1, total, random),
  };
}

/** Sign sealed answers into the ballot that is sent. */
export function signBallot(
  election: Election,
  credential: Credential,
  answers: readonly Answer[],
  random: Randomness,
): Ballot {
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.hash,
    credential: credential.public.text(),
    answers: answers.map(writeAnswer),
  };
  const hash = fingerprint(writeJson(unsigned));
  const { group } = election;
  const proof = proveExponent(group, `sig|${hash}`, [group.generator], credential.secret, random);
  const text = writeJson({ ...unsigned, signature: { hash, proof: writeProof(proof) } });
  return { credential: unsigned.credential, answers, tracker: fingerprint(text), text };
}

/** Seal and sign at once; pages that must stay responsive call sealAnswer question by question. */
export function sealBallot(
  election: Election,
  credential: Credential,
  ticks: readonly number[],
  random: Randomness,
): Ballot {
  demand(ticks.length === election.questions.length, "choice", "every question must be answered");
  const answers = election.questions.map((question, i) =>
    sealAnswer(election, credential, question, ticks[i] as number, random),
  );
  return signBallot(election, credential, answers, random);
}

/**
 * Check a ballot as the box does: canonical form, right election, listed credential, signature and every proof.
 * Throws Refused with the first fault found.
 */
export function checkBallot(election: Election, listed: ReadonlySet<string>, text: string): Ballot {
  const { group } = election;
  const ballot = readBallot(election, text);
  demand(listed.has(ballot.credential), "unlisted-credential", "the credential is not on this box's list");
  demand(
    exponentProved(group, `sig|${ballot.hash}`, [[group.generator, group.read(ballot.credential)]], ballot.proof),
    "signature",
    "the ballot's signature does not fit",
  );
  const context = contextOf(election, ballot.credential);
  ballot.answers.forEach((answer, i) => checkAnswer(election, context, election.questions[i] as Question, answer));
  return ballot;
}

function checkAnswer(election: Election, context: string, question: Question, answer: Answer): void {
  const { group, publicKey } = election;
  answer.choices.forEach((ciphertext, j) => {
    const interval = { context, publicKey, ciphertext, values: [0, 1] };
    const proofs = answer.individualProofs[j] as readonly Proof[];
    demand(intervalProved(group, interval, proofs), "individual-proof", `${question.question}: answer ${j + 1}`);
  });
  const overall = overallInterval(election, context, answer.choices);
  demand(intervalProved(group, overall, answer.overallProof), "overall-proof", question.question);
}

function readBallot(election: Election, text: string): Ballot & { readonly hash: string; readonly proof: Proof } {
  const keys = ["election_uuid", "election_hash", "credential", "answers", "signature"];
  const { signature, ...unsigned } = asRecord(readJson(text), keys, "the ballot");
  const ours = unsigned["election_uuid"] === election.uuid && unsigned["election_hash"] === election.hash;
  demand(ours, "foreign-election", "this ballot was made for another box");
  const questions = election.questions;
  const answers = asList(unsigned["answers"], (item, i) => readAnswer(election, questions[i], item), "the answers");
  demand(answers.length === questions.length, "shape", "every question must be answered");
  const { hash, proof } = asRecord(signature as Json, ["hash", "proof"], "the signature");
  demand(hash === fingerprint(writeJson(unsigned)), "signature", "the ballot's hash does not fit");
  const credential = asText(unsigned["credential"], "the credential");
  return {
    credential,
    answers,
    tracker: fingerprint(text),
    text,
    hash,
    proof: readProof(election.group, proof as Json),
  };
}

function readAnswer(election: Election, question: Question | undefined, value: Json): Answer {
  demand(question !== undefined, "shape", "there are more answers than questions");
  const keys = ["choices", "individual_proofs", "overall_proof"];
  const record = asRecord(value, keys, "an answer");
  const proofs = (item: Json | undefined) => asList(item, (one) => readProof(election.group, one), "a list of proofs");
  const choices = asList(record["choices"], (item) => readCiphertext(election, item), "the choices");
  const individualProofs = asList(record["individual_proofs"], proofs, "the individual proofs");
  const count = question.answers.length;
  demand(choices.length === count && individualProofs.length === count, "shape", "every answer has one choice");
  return { choices, individualProofs, overallProof: proofs(record["overall_proof"]) };
}

/** A ciphertext from its message; the identity is allowed where a sum over no ballot can produce it. */
export function readCiphertext({ group }: Election, value: Json, identity?: "identity allowed"): Ciphertext {
  const { alpha, beta } = asRecord(value, ["alpha", "beta"], "a ciphertext");
  return {
    alpha: group.read(asText(alpha, "alpha"), identity),
    beta: group.read(asText(beta, "beta"), identity),
  };
}

/** A ciphertext as its message. */
export function writeCiphertext({ alpha, beta }: Ciphertext): Json {
  return { alpha: alpha.text(), beta: beta.text() };
}

function writeAnswer(answer: Answer): Json {
  return {
    choices: answer.choices.map(writeCiphertext),
    individual_proofs: answer.individualProofs.map((proofs) => proofs.map(writeProof)),
    overall_proof: answer.overallProof.map(writeProof),
  };
}

function encrypt({ group, publicKey }: Election, r: bigint, held: number): Ciphertext {
  const mask = publicKey.power(r);
  return { alpha: group.generator.power(r), beta: held === 1 ? mask.times(group.generator) : mask };
}

/** The string S0: the election and the voter that every proof of the ballot is bound to. */
function contextOf(election: Election, credential: string): string {
  return `${election.hash}|${credential}`;
}

function overallInterval({ publicKey }: Election, context: string, choices: readonly Ciphertext[]): Interval {
  const spelled = choices.map(({ alpha, beta }) => `${alpha.text()},${beta.text()}`).join(",");
  const multiply = (elements: Element[]) => elements.reduce((left, right) => left.times(right));
  return {
    context: `${context}|${spelled}`,
    publicKey,
    ciphertext: {
      alpha: multiply(choices.map(({ alpha }) => alpha)),
      beta: multiply(choices.map(({ beta }) => beta)),
    },
    values: ONE_TICK,
  };
}
