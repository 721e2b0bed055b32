/**
 * Proof of work (ALTCHA, version 1): the number that, behind the salt, gives the hash the page was served with.
 *
 * Without WebCrypto, so that it also runs where a page comes without a certificate.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export interface Challenge {
  readonly algorithm: string;
  readonly challenge: string;
  readonly maxNumber: number;
  readonly salt: string;
  readonly signature: string;
}

const AT_ONCE = 2000;

/** The solution as the form sends it; undefined when no number up to the greatest is it. */
export async function solve(challenge: Challenge, breathe: () => Promise<void>): Promise<string | undefined> {
  for (let number = 0; number <= challenge.maxNumber; number += 1) {
    if (number % AT_ONCE === 0) await breathe();
    if (bytesToHex(sha256(utf8ToBytes(`${challenge.salt}${number}`))) !== challenge.challenge) continue;
    const { algorithm, salt, signature } = challenge;
    return JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature });
  }
  return undefined;
}
