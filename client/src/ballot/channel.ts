/**
 * Signed and sealed messages between trustees (Protocol channel). The server carries them and
 * reads none.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

import { asRecord, asText, type Json, readJson, sha256Number, writeJson } from "../encoding";
import { type Randomness, randomScalar, randomText } from "../randomness";
import { demand } from "../refused";
import { openCcm, sealCcm } from "./ccm";
import { BASE58 } from "./credential";
import type { Element, Group } from "./group";
import { exponentProved, type Proof, proveExponent, readProof, writeProof } from "./proof";

export interface SignedMessage {
  readonly message: string;
  readonly signature: Proof;
}

/** A trustee's four keys, all derived from one secret seed. */
export interface ChannelKeys {
  readonly signing: bigint;
  readonly verification: Element;
  readonly decryption: bigint;
  readonly encryption: Element;
}

/** A fresh seed: 22 Base58 characters. */
export function newSeed(random: Randomness): string {
  return randomText(BASE58, 22, random);
}

/** The four keys of a seed. */
export function deriveKeys(group: Group, seed: string): ChannelKeys {
  const signing = sha256Number(`sk|${seed}`) % group.order;
  const decryption = sha256Number(`dk|${seed}`) % group.order;
  return {
    signing,
    verification: group.generator.power(signing),
    decryption,
    encryption: group.generator.power(decryption),
  };
}

/** Sign a message. */
export function sign(group: Group, signing: bigint, message: string, random: Randomness): SignedMessage {
  return { message, signature: proveExponent(group, `sigmsg|${message}`, [group.generator], signing, random) };
}

/** Whether the message was signed with the key belonging to `verification`. */
export function isSigned(group: Group, verification: Element, { message, signature }: SignedMessage): boolean {
  return exponentProved(group, `sigmsg|${message}`, [[group.generator, verification]], signature);
}

/** A signed message from its JSON. Throws Refused. */
export function readSigned(group: Group, value: Json): SignedMessage {
  const { message, signature } = asRecord(value, ["message", "signature"], "a signed message");
  return { message: asText(message, "the message"), signature: readProof(group, signature as Json) };
}

/** A signed message as its JSON. */
export function writeSigned({ message, signature }: SignedMessage): Json {
  return { message, signature: writeProof(signature) };
}

/** Sign a message with our key and seal it for the owner of `recipient`. */
export function send(group: Group, signing: bigint, recipient: Element, message: string, random: Randomness): string {
  const addressed = writeJson({ recipient: recipient.text(), message });
  const signed = writeJson(writeSigned(sign(group, signing, addressed, random)));
  const alphaExponent = randomScalar(group.order, random);
  const alpha = group.generator.power(alphaExponent);
  const key = group.generator.power(randomScalar(group.order, random));
  const beta = recipient.power(alphaExponent).times(key);
  const data = sealCcm(...keyAndNonce(key, alpha), utf8ToBytes(signed));
  return writeJson({ alpha: alpha.text(), beta: beta.text(), data: bytesToHex(data) });
}

/**
 * Open a message sealed for us and signed by `sender`. Throws Refused("unreadable") if it was not sealed for us,
 * Refused("signature") or Refused("recipient") if it was not meant as it looks.
 */
export function receive(group: Group, keys: ChannelKeys, sender: Element, sealed: string): string {
  const signed = readSigned(group, readJson(unseal(group, keys.decryption, sealed)));
  demand(isSigned(group, sender, signed), "signature", "the message is not signed by its sender");
  const { recipient, message } = asRecord(readJson(signed.message), ["recipient", "message"], "a channel message");
  demand(recipient === keys.encryption.text(), "recipient", "the message was addressed to somebody else");
  return asText(message, "the message");
}

function unseal(group: Group, decryption: bigint, sealed: string): string {
  const record = asRecord(readJson(sealed), ["alpha", "beta", "data"], "a sealed message");
  const alpha = group.read(asText(record["alpha"], "alpha"));
  const key = group.read(asText(record["beta"], "beta")).over(alpha.power(decryption));
  const data = asText(record["data"], "data");
  demand(/^([0-9a-f]{2})+$/.test(data), "unreadable", "the sealed data must be hexadecimal");
  const plain = openCcm(...keyAndNonce(key, alpha), hexToBytes(data));
  demand(plain !== undefined, "unreadable", "the message was not sealed for this key, or was altered on its way");
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(plain);
}

function keyAndNonce(key: Element, alpha: Element): [Uint8Array, Uint8Array] {
  const digest = (text: string) => sha256(utf8ToBytes(text));
  return [digest(`key|${key.text()}`), digest(`iv|${alpha.text()}`).subarray(0, 13)];
}
