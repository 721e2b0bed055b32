/** A trustee's key: its public side and the proof of knowing the private one (Protocol trustee §1). */
import { asRecord, asText, type Json } from "../encoding";
import type { Randomness } from "../randomness";
import { demand } from "../refused";
import type { Element, Group } from "./group";
import { exponentProved, type Proof, proveExponent, readProof, writeProof } from "./proof";

/**
 * A public key and the proof that somebody knows its private key; in a threshold also its owner's signature over it
 * (Protocol pedersen §4), which boards of Belenios before 3.0 do not have.
 */
export interface VerificationKey {
  readonly pok: Proof;
  readonly publicKey: Element;
  readonly signature?: Proof;
}

/** A private key's public part with its proof of knowledge. */
export function provenKey(group: Group, privateKey: bigint, random: Randomness): VerificationKey {
  const publicKey = group.generator.power(privateKey);
  return { publicKey, pok: proveExponent(group, pokPrefix(group, publicKey), [group.generator], privateKey, random) };
}

/** Read and check a public key with its proof. Throws Refused. */
export function readVerificationKey(group: Group, value: Json): VerificationKey {
  const signed = typeof value === "object" && value !== null && "signature" in value;
  const record = asRecord(value, ["pok", "public_key", ...(signed ? ["signature"] : [])], "a public key");
  const publicKey = group.read(asText(record["public_key"], "public_key"));
  const pok = readProof(group, record["pok"] as Json);
  const proved = exponentProved(group, pokPrefix(group, publicKey), [[group.generator, publicKey]], pok);
  demand(proved, "key-proof", "the proof of knowing the private key does not hold");
  return { pok, publicKey, ...(signed && { signature: readProof(group, record["signature"] as Json) }) };
}

/** A public key with its proof as its message. */
export function writeVerificationKey({ pok, publicKey, signature }: VerificationKey): Json {
  return {
    pok: writeProof(pok),
    public_key: publicKey.text(),
    ...(signature && { signature: writeProof(signature) }),
  };
}

function pokPrefix(group: Group, publicKey: Element): string {
  return `pok|${group.name}|${publicKey.text()}`;
}
