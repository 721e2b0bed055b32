/**
 * Trustees: single keys, and Pedersen's k-of-n key made without a dealer (Belenios specification 3.1.1, 4.5 – 4.7).
 * Trustees are numbered from 1. Every refusal names the trustee whose message was refused.
 */
import { asCount, asList, asRecord, asText, type Json, readJson, writeJson } from "../encoding";
import { type Randomness, randomScalar } from "../randomness";
import { blaming, demand, Refused } from "../refused";
import {
  type ChannelKeys,
  deriveKeys,
  isSigned,
  readSigned,
  receive,
  send,
  sign,
  type SignedMessage,
  writeSigned,
} from "./channel";
import { type Element, type Group, modulo, product } from "./group";
import { exponentProved, type Proof, proveExponent, readProof, readScalar, writeProof } from "./proof";

/** What all trustees of one ceremony agree on. */
export interface Ceremony {
  readonly group: Group;
  readonly size: number;
  readonly threshold: number;
}

export interface Certificate {
  readonly signed: SignedMessage;
  readonly verification: Element;
  readonly encryption: Element;
}

/** What a trustee sends in the second round. */
export interface Polynomial {
  readonly polynomial: string;
  readonly secrets: readonly string[];
  readonly coefexps: SignedMessage;
  readonly exponents: readonly Element[];
  readonly signature: Proof;
}

/** A public key and the proof that somebody knows its private key. */
export interface VerificationKey {
  readonly pok: Proof;
  readonly publicKey: Element;
}

/** What a trustee sends in the third round. */
export interface Voutput {
  readonly privateKey: string;
  readonly publicKey: VerificationKey;
}

/** A private key's public part with its proof of knowledge. */
export function provenKey(group: Group, privateKey: bigint, random: Randomness): VerificationKey {
  const publicKey = group.generator.power(privateKey);
  return { publicKey, pok: proveExponent(group, pokPrefix(group, publicKey), [group.generator], privateKey, random) };
}

/** Read and check a public key with its proof. Throws Refused. */
export function readVerificationKey(group: Group, value: Json): VerificationKey {
  const record = asRecord(value, ["pok", "public_key"], "a public key");
  const publicKey = group.read(asText(record["public_key"], "public_key"));
  const pok = readProof(group, record["pok"] as Json);
  const proved = exponentProved(group, pokPrefix(group, publicKey), [[group.generator, publicKey]], pok);
  demand(proved, "key-proof", "the proof of knowing the private key does not hold");
  return { pok, publicKey };
}

/** A public key with its proof as its message. */
export function writeVerificationKey({ pok, publicKey }: VerificationKey): Json {
  return { pok: writeProof(pok), public_key: publicKey.text() };
}

// First round: certificates.

/** Trustee `index`'s certificate: its two public keys, signed, bound to this ceremony's numbers. */
export function makeCertificate(ceremony: Ceremony, index: number, seed: string, random: Randomness): string {
  const keys = deriveKeys(ceremony.group, seed);
  const message = writeJson({
    context: contextOf(ceremony, index),
    verification: keys.verification.text(),
    encryption: keys.encryption.text(),
  });
  return writeJson(writeSigned(sign(ceremony.group, keys.signing, message, random)));
}

/** Read and check the certificate of trustee `index`. Throws Refused. */
export function readCertificate(ceremony: Ceremony, index: number, value: Json): Certificate {
  return blaming(index, () => {
    const { group } = ceremony;
    const signed = readSigned(group, value);
    const record = asRecord(readJson(signed.message), ["context", "verification", "encryption"], "the message");
    const same = writeJson(record["context"] as Json) === writeJson(contextOf(ceremony, index));
    demand(same, "certificate", "the certificate was made for another ceremony or another place in it");
    const verification = group.read(asText(record["verification"], "verification"));
    demand(isSigned(group, verification, signed), "certificate", "the certificate is not well signed");
    return { signed, verification, encryption: group.read(asText(record["encryption"], "encryption")) };
  });
}

/** Check that no two trustees came with the same keys. Throws Refused. */
export function checkCertificates(certificates: readonly Certificate[]): void {
  const seen = new Set<string>();
  certificates.forEach(({ verification, encryption }, i) => {
    for (const key of [verification.text(), encryption.text()]) {
      if (seen.has(key)) throw new Refused("certificate", "this key is already in use in this ceremony", i + 1);
      seen.add(key);
    }
  });
}

// Second round: polynomials.

/** Trustee `index`'s polynomial: a secret share for everybody, sealed, and the public commitments to it. */
export function makePolynomial(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  index: number,
  seed: string,
  random: Randomness,
): string {
  const { group, threshold } = ceremony;
  const keys = ownKeys(ceremony, certificates, index, seed);
  const coefficients = Array.from({ length: threshold }, () => randomScalar(group.order, random));
  const exponents = coefficients.map((coefficient) => group.generator.power(coefficient).text());
  const seal = (recipient: Element, message: Json) => send(group, keys.signing, recipient, writeJson(message), random);
  return writeJson({
    polynomial: seal(keys.encryption, { polynomial: coefficients.map(String) }),
    secrets: certificates.map(({ encryption }, j) =>
      seal(encryption, { secret: evaluate(group, coefficients, j + 1).toString() }),
    ),
    coefexps: writeSigned(sign(group, keys.signing, writeJson({ coefexps: exponents }), random)),
    signature: writeProof(sign(group, keys.signing, roundMessage(certificates, exponents), random).signature),
  });
}

/** Read and check what everybody can check in trustee `index`'s polynomial. Throws Refused. */
export function readPolynomial(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  index: number,
  value: Json,
): Polynomial {
  return blaming(index, () => {
    const { group } = ceremony;
    const record = asRecord(value, ["polynomial", "secrets", "coefexps", "signature"], "the message");
    const secrets = asList(record["secrets"], (item) => asText(item, "a secret"), "the secrets");
    demand(secrets.length === ceremony.size, "share", "there must be one secret for every trustee");
    const coefexps = readSigned(group, record["coefexps"] as Json);
    const signature = readProof(group, record["signature"] as Json);
    const exponents = readExponents(ceremony, certificates, index, coefexps, signature);
    return { polynomial: asText(record["polynomial"], "the polynomial"), secrets, coefexps, exponents, signature };
  });
}

/** The commitments of one trustee, after both of their signatures were checked. Throws Refused. */
function readExponents(
  { group, threshold }: Ceremony,
  certificates: readonly Certificate[],
  index: number,
  coefexps: SignedMessage,
  signature: Proof,
): Element[] {
  const { verification } = certificates[index - 1] as Certificate;
  demand(isSigned(group, verification, coefexps), "signature", "the commitments are not well signed");
  const { coefexps: list } = asRecord(readJson(coefexps.message), ["coefexps"], "the commitments");
  const spelled = asList(list, (item) => asText(item, "a commitment"), "the commitments");
  demand(spelled.length === threshold, "share", `there must be ${threshold} commitments`);
  const bound = { message: roundMessage(certificates, spelled), signature };
  demand(isSigned(group, verification, bound), "signature", "the round is not well signed");
  return spelled.map((text) => group.read(text));
}

// Third round: shares are opened and checked, keys are made.

/** Our decryption key: the sum of the shares that everybody sent us, each checked against its sender's commitments. */
export function collectShares(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  polynomials: readonly Polynomial[],
  index: number,
  seed: string,
): bigint {
  const { group } = ceremony;
  const keys = ownKeys(ceremony, certificates, index, seed);
  const shares = polynomials.map(({ secrets, exponents }, i) =>
    blaming(i + 1, () => {
      const sender = (certificates[i] as Certificate).verification;
      const opened = readJson(receive(group, keys, sender, secrets[index - 1] as string));
      const share = readScalar(group, asRecord(opened, ["secret"], "the share")["secret"]);
      const committed = group.generator.power(share).equals(committedShare(exponents, index));
      demand(committed, "share", "the share that was sent is not the one committed to");
      return share;
    }),
  );
  return modulo(
    shares.reduce((sum, share) => sum + share, 0n),
    group.order,
  );
}

/** Trustee `index`'s last message: its public key, and its private key sealed for itself. */
export function makeVoutput(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  polynomials: readonly Polynomial[],
  index: number,
  seed: string,
  random: Randomness,
): string {
  const { group } = ceremony;
  const keys = ownKeys(ceremony, certificates, index, seed);
  const key = collectShares(ceremony, certificates, polynomials, index, seed);
  const message = writeJson({ decryption_key: key.toString() });
  return writeJson({
    private_key: send(group, keys.signing, keys.encryption, message, random),
    public_key: writeVerificationKey(provenKey(group, key, random)),
  });
}

/** Read and check trustee `index`'s last message against everybody's commitments. Throws Refused. */
export function readVoutput(
  ceremony: Ceremony,
  polynomials: readonly Polynomial[],
  index: number,
  value: Json,
): Voutput {
  return blaming(index, () => {
    const record = asRecord(value, ["private_key", "public_key"], "the message");
    const publicKey = readVerificationKey(ceremony.group, record["public_key"] as Json);
    checkVerificationKey(
      polynomials.map(({ exponents }) => exponents),
      index,
      publicKey,
    );
    return { privateKey: asText(record["private_key"], "private_key"), publicKey };
  });
}

/** Our decryption key again, from our seed and our own last message. Throws Refused. */
export function recoverKey(ceremony: Ceremony, seed: string, voutput: Voutput): bigint {
  const { group } = ceremony;
  const keys = deriveKeys(group, seed);
  const opened = readJson(receive(group, keys, keys.verification, voutput.privateKey));
  const key = readScalar(group, asRecord(opened, ["decryption_key"], "the decryption key")["decryption_key"]);
  const fits = group.generator.power(key).equals(voutput.publicKey.publicKey);
  demand(fits, "share", "the private key does not fit the public key");
  return key;
}

// The public outcome.

/** The threshold parameters: what is published of a finished ceremony. */
export function thresholdParameters(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  polynomials: readonly Polynomial[],
  voutputs: readonly Voutput[],
): Json {
  return {
    threshold: ceremony.threshold,
    certs: certificates.map(({ signed }) => writeSigned(signed)),
    coefexps: polynomials.map(({ coefexps }) => writeSigned(coefexps)),
    signatures: polynomials.map(({ signature }) => writeProof(signature)),
    verification_keys: voutputs.map(({ publicKey }) => writeVerificationKey(publicKey)),
  };
}

/** One entry of the `trustees` of a box: its sub-key, its members' verification keys and how many are needed. */
export interface Entry {
  readonly kind: "Single" | "Pedersen";
  readonly threshold: number;
  readonly subKey: Element;
  readonly keys: readonly Element[];
}

/** Read and check the `trustees` of a box. Throws Refused. */
export function readTrustees(group: Group, text: string): Entry[] {
  let first = 1;
  return asList(
    readJson(text),
    (item) => {
      const pair = asList(item, (half) => half, "a trustee");
      demand(pair.length === 2, "shape", "a trustee is a pair of kind and parameters");
      const entry = readEntry(group, asText(pair[0], "the kind"), pair[1] as Json, first);
      first += entry.keys.length;
      return entry;
    },
    "the trustees",
  );
}

/** The key under which a box is sealed: the product of the sub-keys. */
export function electionKey(group: Group, entries: readonly Entry[]): Element {
  return entries.map(({ subKey }) => subKey).reduce((left, right) => left.times(right), group.identity);
}

function readEntry(group: Group, kind: string, value: Json, first: number): Entry {
  if (kind === "Pedersen") return readPedersen(group, value);
  demand(kind === "Single", "shape", "a trustee is Single or Pedersen");
  const { publicKey } = blaming(first, () => readVerificationKey(group, value));
  return { kind, threshold: 1, subKey: publicKey, keys: [publicKey] };
}

function readPedersen(group: Group, value: Json): Entry {
  const names = ["threshold", "certs", "coefexps", "signatures", "verification_keys"];
  const record = asRecord(value, names, "the threshold parameters");
  const [certs = [], ...others] = names.slice(1).map((name) => asList(record[name], (item) => item, name));
  demand(
    others.every(({ length }) => length === certs.length),
    "shape",
    "every trustee must have sent every message",
  );
  const ceremony = { group, size: certs.length, threshold: asCount(record["threshold"], "the threshold", 1) };
  demand(ceremony.threshold <= ceremony.size, "shape", "the threshold is larger than the number of trustees");
  const certificates = certs.map((cert, i) => readCertificate(ceremony, i + 1, cert));
  checkCertificates(certificates);
  const signatures = asList(record["signatures"], (item) => readProof(group, item), "the signatures");
  const exponents = asList(
    record["coefexps"],
    (item, i) =>
      blaming(i + 1, () =>
        readExponents(ceremony, certificates, i + 1, readSigned(group, item), signatures[i] as Proof),
      ),
    "the commitments",
  );
  const keys = asList(
    record["verification_keys"],
    (item, i) => blaming(i + 1, () => readVerificationKey(group, item)),
    "the verification keys",
  );
  keys.forEach((key, i) => blaming(i + 1, () => checkVerificationKey(exponents, i + 1, key)));
  const subKey = exponents.map((own) => own[0] as Element).reduce((left, right) => left.times(right));
  return { kind: "Pedersen", threshold: ceremony.threshold, subKey, keys: keys.map(({ publicKey }) => publicKey) };
}

function ownKeys({ group }: Ceremony, certificates: readonly Certificate[], index: number, seed: string): ChannelKeys {
  const keys = deriveKeys(group, seed);
  const own = certificates[index - 1];
  const ours = own?.verification.equals(keys.verification) && own.encryption.equals(keys.encryption);
  demand(ours === true, "certificate", "the certificate shown is not the one made with this key file");
  return keys;
}

function checkVerificationKey(exponents: readonly (readonly Element[])[], index: number, key: VerificationKey): void {
  const expected = exponents.map((own) => committedShare(own, index)).reduce((left, right) => left.times(right));
  demand(expected.equals(key.publicKey), "share", "the public key does not follow from the commitments");
}

/** g^(f(index)) from the commitments to f. */
function committedShare(exponents: readonly Element[], index: number): Element {
  return product(exponents.map((exponent, k) => [exponent, BigInt(index) ** BigInt(k)] as const));
}

function evaluate(group: Group, coefficients: readonly bigint[], at: number): bigint {
  return coefficients.reduceRight((sum, coefficient) => modulo(sum * BigInt(at) + coefficient, group.order), 0n);
}

function contextOf({ group, size, threshold }: Ceremony, index: number): Json {
  return { group: group.name, size, threshold, index };
}

/** What binds a trustee's commitments to the certificates it saw (new in Belenios 2.4). */
function roundMessage(certificates: readonly Certificate[], exponents: readonly string[]): string {
  return `certs_sig|${writeJson({ certs: certificates.map(({ signed }) => writeSigned(signed)), coefexps: exponents })}`;
}

function pokPrefix(group: Group, publicKey: Element): string {
  return `pok|${group.name}|${publicKey.text()}`;
}
