/**
 * Bytes and digests of what Belenios publishes: compact JSON in a fixed key order, UTF-8, no escapes for non-ASCII.
 * The only place where a value becomes bytes (the twin of rules/encoding.py).
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import { demand, Refused } from "./refused";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Compact JSON; keys keep the order in which the object was written. */
export function writeJson(value: Json): string {
  return JSON.stringify(value);
}

/**
 * Parse JSON that is its own only spelling. White space, duplicate keys, needless escapes, `1.0` or a byte-order mark
 * all come back differently from the serialiser, so one comparison refuses them. Throws Refused("not-canonical").
 */
export function readJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new Refused("not-canonical", "this is not JSON");
  }
  demand(JSON.stringify(value) === text, "not-canonical", "this JSON is not in its compact form");
  return value;
}

/** An object with exactly these keys in exactly this order. Throws Refused("shape"). */
export function asRecord(value: Json, keys: readonly string[], what: string): { readonly [key: string]: Json } {
  demand(typeof value === "object" && value !== null && !Array.isArray(value), "shape", `${what} must be an object`);
  demand(Object.keys(value).join() === keys.join(), "shape", `${what} must have the keys ${keys.join(", ")}`);
  return value as { readonly [key: string]: Json };
}

/** An array whose items are read one by one. Throws Refused("shape"). */
export function asList<T>(value: Json | undefined, read: (item: Json, index: number) => T, what: string): T[] {
  demand(Array.isArray(value), "shape", `${what} must be a list`);
  return (value as readonly Json[]).map(read);
}

/** A string. Throws Refused("shape"). */
export function asText(value: Json | undefined, what: string): string {
  demand(typeof value === "string", "shape", `${what} must be a text`);
  return value;
}

/** A whole number from `least` upwards. Throws Refused("shape"). */
export function asCount(value: Json | undefined, what: string, least = 0): number {
  demand(typeof value === "number" && Number.isSafeInteger(value), "shape", `${what} must be a whole number`);
  demand(value >= least, "shape", `${what} must be at least ${least}`);
  return value;
}

/** Lower-case hex SHA-256 of a text's UTF-8 bytes, or of bytes. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** SHA-256 of a text, read as a 256-bit big-endian number. */
export function sha256Number(text: string): bigint {
  return BigInt(`0x${sha256Hex(text)}`);
}

/** Base64 (standard alphabet, no padding) of the SHA-256: how Belenios spells an election's hash and a tracker. */
export function fingerprint(text: string): string {
  return btoa(String.fromCharCode(...sha256(utf8ToBytes(text)))).replace(/=+$/, "");
}
