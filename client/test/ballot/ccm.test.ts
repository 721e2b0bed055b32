/** Our CCM against the one of OpenSSL. */
import { createCipheriv } from "node:crypto";

import { expect, it } from "vitest";

import { openCcm, sealCcm } from "../../src/ballot/ccm";
import { browserRandomness } from "../../src/randomness";

const key = browserRandomness(32);
const nonce = browserRandomness(13);

it.each([0, 1, 15, 16, 17, 31, 32, 400, 65535])("seals %i bytes as OpenSSL does, and opens them again", (length) => {
  const plain = new Uint8Array(length).map((_, i) => i);
  const cipher = createCipheriv("aes-256-ccm", key, nonce, { authTagLength: 8 });
  const expected = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const sealed = sealCcm(key, nonce, plain);
  expect(Buffer.from(sealed).equals(expected)).toBe(true);
  expect(openCcm(key, nonce, sealed)).toEqual(plain);
});

it("refuses any altered byte, a cut message and a message too long", () => {
  const sealed = sealCcm(key, nonce, Uint8Array.of(1, 2, 3));
  for (let i = 0; i < sealed.length; i += 1) {
    const altered = sealed.with(i, (sealed[i] as number) ^ 1);
    expect(openCcm(key, nonce, altered)).toBeUndefined();
  }
  expect(openCcm(key, nonce, sealed.subarray(1))).toBeUndefined();
  expect(openCcm(key, nonce, sealed.subarray(0, 7))).toBeUndefined();
  expect(() => sealCcm(key, nonce, new Uint8Array(65536))).toThrow(RangeError);
});
