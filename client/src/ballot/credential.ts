/** Private codes and the public credentials derived from them (Protocol credential). */
import { asList, asText, readJson, sha256Hex } from "../encoding";
import { type Randomness, randomText } from "../randomness";
import { demand } from "../refused";
import type { Element, Group } from "./group";

export const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BLOCKS = [5, 6, 5, 6] as const;
const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;

/** A private code and the public credential it proves to own. */
export interface Credential {
  readonly secret: bigint;
  readonly public: Element;
}

/** A fresh private code: 22 Base58 characters as XXXXX-XXXXXX-XXXXX-XXXXXX. */
export function newCode(random: Randomness): string {
  const characters = randomText(BASE58, 22, random);
  let start = 0;
  return BLOCKS.map((length) => characters.slice(start, (start += length))).join("-");
}

/** Whether the text has the shape of a private code. */
export function isCode(text: string): boolean {
  return SHAPE.test(text);
}

/** The credential of a code in the box `uuid`. Throws Refused("code") if the text has not the shape of a code. */
export function deriveCredential(group: Group, uuid: string, code: string): Credential {
  demand(isCode(code), "code", "a code has 22 letters and digits in four blocks");
  const half = (i: number) => sha256Hex(`derive_credential|${uuid}|${i}|${code}`);
  const secret = BigInt(`0x${half(0)}${half(1)}`) % group.order;
  return { secret, public: group.generator.power(secret) };
}

/**
 * The public credentials of a box from their message: a list of distinct elements.
 * Membership in the group is checked where a credential is used, not for every line of a long list.
 */
export function readPublicCredentials(text: string): ReadonlySet<string> {
  const credentials = asList(readJson(text), (item) => asText(item, "a public credential"), "the public credentials");
  const distinct = new Set(credentials);
  demand(distinct.size === credentials.length, "shape", "a public credential appears twice");
  return distinct;
}
