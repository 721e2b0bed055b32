/**
 * What is sealed to custodians (Protocol vault): a few texts as JSON, padded so that their length tells nothing, in one
 * age layer for each custodian, the last one's outermost. Any age program opens them, layer by layer.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { armor, Decrypter, Encrypter } from "age-encryption";

import { asText, type Json, readJson, writeJson } from "../encoding";
import { demand, Refused } from "../refused";

/** What stands in an envelope, by names of ours. */
export type Contents = { readonly [name: string]: string };

/** Every envelope of an identity has this many bytes inside, whatever was left out. */
export const BYTES = 4096;

/** The contents behind one layer for each recipient, the first one's innermost; armored. */
export async function seal(contents: Contents, recipients: readonly string[], bytes = BYTES): Promise<string> {
  const plain = utf8ToBytes(writeJson({ version: 1, ...contents }));
  demand(plain.length <= bytes, "shape", "this is too long to be sealed");
  let layer = new Uint8Array(bytes).fill(0x20);
  layer.set(plain);
  let text = "";
  for (const recipient of recipients) {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    text = armor.encode(await encrypter.encrypt(layer));
    layer = new Uint8Array(utf8ToBytes(text));
  }
  return text;
}

/** What is below the outermost layer. Throws Refused("unreadable") for another's key or a changed envelope. */
export async function peel(text: string, identity: string): Promise<string> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(armor.decode(text), "text");
  } catch {
    throw new Refused("unreadable", "this key does not open it, or it was changed");
  }
}

/** Envelopes that stand one behind the other, each for itself. */
export function blocksOf(text: string): readonly string[] {
  return text.match(/-----BEGIN AGE ENCRYPTED FILE-----[^-]+-----END AGE ENCRYPTED FILE-----/g) ?? [];
}

/** What stands in an envelope whose last layer is off. Throws Refused("shape") for anything else. */
export function read(plain: string): Contents {
  const value = readJson(plain.replace(/ +$/, ""));
  demand(value !== null && typeof value === "object" && !Array.isArray(value), "shape", "this is no envelope");
  const { version, ...contents } = value as { readonly [name: string]: Json };
  demand(version === 1, "shape", "only version 1 of an envelope is read here");
  return Object.fromEntries(Object.entries(contents).map(([name, text]) => [name, asText(text, name)]));
}
