/** Randomness is an argument everywhere in the kernel; pages pass the browser's own generator. */
export type Randomness = (length: number) => Uint8Array;

/** The browser's cryptographic generator (WebCrypto); there is no other source in this client. */
export const browserRandomness: Randomness = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Whether this browser has that generator. */
export const hasRandomness = (): boolean => typeof globalThis.crypto?.getRandomValues === "function";

/** A uniform number in [0, order): 128 bits more than needed are drawn, so the bias is below 2⁻¹²⁸. */
export function randomScalar(order: bigint, random: Randomness): bigint {
  const bytes = random(Math.ceil(order.toString(2).length / 8) + 16);
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n) % order;
}

/** `length` characters drawn uniformly from `alphabet` (at most 256), by rejection. */
export function randomText(alphabet: string, length: number, random: Randomness): string {
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length) {
    for (const byte of random(length)) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
