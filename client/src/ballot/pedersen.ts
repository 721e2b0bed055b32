/** The public part of a k-of-n key, made without a dealer, and its check (Protocol pedersen). Trustees count from 1. */
import { asCount, asList, asRecord, asText, type Json, readJson, writeJson } from "../encoding";
import { blaming, demand, Refused } from "../refused";
import { isSigned, readSigned, type SignedMessage, writeSigned } from "./channel";
import { type Element, type Group, product } from "./group";
import { readVerificationKey, type VerificationKey } from "./key";
import { type Proof, readProof } from "./proof";

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

/** The checked threshold parameters of one entry of `trustees`. */
export interface Pedersen {
  readonly threshold: number;
  readonly subKey: Element;
  readonly keys: readonly Element[];
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

/** Check that no trustee came with the key of another. Throws Refused. */
export function checkCertificates(certificates: readonly Certificate[]): void {
  const seen = new Set<string>();
  certificates.forEach(({ verification }, i) => {
    if (seen.has(verification.text())) {
      throw new Refused("certificate", "this key is already in use in this ceremony", i + 1);
    }
    seen.add(verification.text());
  });
}

/** Read and check one Pedersen entry whole (Protocol pedersen §6). Throws Refused. */
export function readPedersen(group: Group, value: Json): Pedersen {
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
  const signed = keys.some(({ signature }) => signature !== undefined);
  keys.forEach((key, i) =>
    blaming(i + 1, () => {
      checkVerificationKey(exponents, i + 1, key);
      if (signed) checkSignedKey(group, certificates[i] as Certificate, key);
    }),
  );
  const subKey = exponents.map((own) => own[0] as Element).reduce((left, right) => left.times(right));
  return { threshold: ceremony.threshold, subKey, keys: keys.map(({ publicKey }) => publicKey) };
}

/** The commitments of one trustee, after both of their signatures were checked. Throws Refused. */
export function readExponents(
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

/** Refuse a public key that does not follow from everybody's commitments (Protocol pedersen §5). */
export function checkVerificationKey(
  exponents: readonly (readonly Element[])[],
  index: number,
  key: VerificationKey,
): void {
  const expected = exponents.map((own) => committedShare(own, index)).reduce((left, right) => left.times(right));
  demand(expected.equals(key.publicKey), "share", "the public key does not follow from the commitments");
}

/** Refuse a public key that the trustee of this certificate did not sign (Protocol pedersen §4). */
export function checkSignedKey(group: Group, { verification }: Certificate, key: VerificationKey): void {
  const { signature, publicKey } = key;
  demand(signature !== undefined, "signature", "the public key is not signed");
  demand(
    isSigned(group, verification, { message: publicKey.text(), signature }),
    "signature",
    "the public key is signed by somebody else",
  );
}

/** g^(f(index)) from the commitments to f. */
export function committedShare(exponents: readonly Element[], index: number): Element {
  return product(exponents.map((exponent, k) => [exponent, BigInt(index) ** BigInt(k)] as const));
}

/** What binds a trustee's commitments to the certificates it saw (new in Belenios 2.4). */
export function roundMessage(certificates: readonly Certificate[], exponents: readonly string[]): string {
  return `certs_sig|${writeJson({ certs: certificates.map(({ signed }) => writeSigned(signed)), coefexps: exponents })}`;
}

/** What a certificate is bound to (Protocol pedersen §1). */
export function contextOf({ group, size, threshold }: Ceremony, index: number): Json {
  return { group: group.name, size, threshold, index };
}
