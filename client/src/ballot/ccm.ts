/**
 * AES-256-CCM (RFC 3610) as trustees use it (Protocol channel §3): 13-byte nonce, 8-byte tag, no associated data, messages below
 * 64 KiB. Browsers offer no CCM; the mode is put together here from the CBC and CTR of @noble/ciphers.
 */
import { cbc, ctr } from "@noble/ciphers/aes.js";
import { concatBytes, equalBytes } from "@noble/ciphers/utils.js";

const TAG = 8;
const NONCE = 13;
const LENGTH_BYTES = 15 - NONCE;
const LIMIT = 2 ** (8 * LENGTH_BYTES);
const NO_PADDING = { disablePadding: true };

/** Encrypt and authenticate: the ciphertext followed by its tag. */
export function sealCcm(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  if (plain.length >= LIMIT) throw new RangeError("a message between trustees must be shorter than 64 KiB");
  const tag = authenticate(key, nonce, plain);
  const stream = ctr(key, firstCounter(nonce)).encrypt(concatBytes(tag, plain));
  return concatBytes(stream.subarray(16), stream.subarray(0, TAG));
}

/** The plain text, or undefined if the tag does not fit. */
export function openCcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < TAG || sealed.length >= LIMIT + TAG) return undefined;
  const tag = sealed.subarray(-TAG);
  const padded = concatBytes(tag, new Uint8Array(16 - TAG), sealed.subarray(0, -TAG));
  const stream = ctr(key, firstCounter(nonce)).decrypt(padded);
  const plain = stream.subarray(16);
  return equalBytes(authenticate(key, nonce, plain).subarray(0, TAG), stream.subarray(0, TAG)) ? plain : undefined;
}

/** CBC-MAC over the first block (flags, nonce, length) and the padded message. */
function authenticate(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const flags = 8 * ((TAG - 2) / 2) + (LENGTH_BYTES - 1);
  const first = concatBytes(Uint8Array.of(flags), nonce, Uint8Array.of(plain.length >> 8, plain.length & 0xff));
  const padding = new Uint8Array((16 - (plain.length % 16)) % 16);
  return cbc(key, new Uint8Array(16), NO_PADDING)
    .encrypt(concatBytes(first, plain, padding))
    .slice(-16);
}

/** Counter 0 encrypts the tag, counters from 1 the message; they are one stream. */
function firstCounter(nonce: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(LENGTH_BYTES - 1), nonce, new Uint8Array(LENGTH_BYTES));
}
