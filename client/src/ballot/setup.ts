/**
 * The messages in which n trustees make a key of which any k are enough, none of them ever seeing it whole (Protocol
 * setup). Every refusal names the trustee whose message was refused.
 */
import { asList, asRecord, asText, type Json, readJson, writeJson } from "../encoding";
import { type Randomness, randomScalar } from "../randomness";
import { blaming, demand } from "../refused";
import {
  type ChannelKeys,
  deriveKeys,
  readSigned,
  receive,
  send,
  sign,
  type SignedMessage,
  writeSigned,
} from "./channel";
import { type Element, type Group, modulo } from "./group";
import { provenKey, readVerificationKey, type VerificationKey, writeVerificationKey } from "./key";
import {
  type Ceremony,
  type Certificate,
  checkSignedKey,
  checkVerificationKey,
  committedShare,
  contextOf,
  readExponents,
  roundMessage,
} from "./pedersen";
import { type Proof, readProof, readScalar, writeProof } from "./proof";

/** What a trustee sends in the second round. */
export interface Polynomial {
  readonly polynomial: string;
  readonly secrets: readonly string[];
  readonly coefexps: SignedMessage;
  readonly exponents: readonly Element[];
  readonly signature: Proof;
}

/** What a trustee sends in the third round. */
export interface Voutput {
  readonly privateKey: string;
  readonly publicKey: VerificationKey;
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
  const own = polynomials[index - 1] as Polynomial;
  blaming(index, () => checkNotes(group, keys, own));
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
    public_key: writeVerificationKey(signedKey(group, keys, key, random)),
  });
}

function signedKey(group: Group, keys: ChannelKeys, key: bigint, random: Randomness): VerificationKey {
  const proven = provenKey(group, key, random);
  return { ...proven, signature: sign(group, keys.signing, proven.publicKey.text(), random).signature };
}

/**
 * Read and check trustee `index`'s last message against everybody's commitments. Throws Refused.
 *
 * Belenios before 3.0 makes keys that their trustees did not sign; they are read only when asked for.
 */
export function readVoutput(
  ceremony: Ceremony,
  certificates: readonly Certificate[],
  polynomials: readonly Polynomial[],
  index: number,
  value: Json,
  unsigned: "refused" | "read" = "refused",
): Voutput {
  return blaming(index, () => {
    const record = asRecord(value, ["private_key", "public_key"], "the message");
    const publicKey = readVerificationKey(ceremony.group, record["public_key"] as Json);
    checkVerificationKey(
      polynomials.map(({ exponents }) => exponents),
      index,
      publicKey,
    );
    if (publicKey.signature !== undefined || unsigned === "refused")
      checkSignedKey(ceremony.group, certificates[index - 1] as Certificate, publicKey);
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

// The outcome.

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

/** The commitments listed as ours must be those of our own notes: else we would vouch for another's polynomial. */
function checkNotes(group: Group, keys: ChannelKeys, own: Polynomial): void {
  const notes = readJson(receive(group, keys, keys.verification, own.polynomial));
  const listed = asRecord(notes, ["polynomial"], "our own notes")["polynomial"];
  const made = asList(listed, (item) => group.generator.power(readScalar(group, item)).text(), "our own notes");
  const same = made.join() === own.exponents.map((exponent) => exponent.text()).join();
  demand(same, "share", "the commitments listed as our own are not our own");
}

function ownKeys({ group }: Ceremony, certificates: readonly Certificate[], index: number, seed: string): ChannelKeys {
  const keys = deriveKeys(group, seed);
  const own = certificates[index - 1];
  const ours = own?.verification.equals(keys.verification) && own.encryption.equals(keys.encryption);
  demand(ours === true, "certificate", "the certificate shown is not the one made with this key file");
  return keys;
}

function evaluate(group: Group, coefficients: readonly bigint[], at: number): bigint {
  return coefficients.reduceRight((sum, coefficient) => modulo(sum * BigInt(at) + coefficient, group.order), 0n);
}
