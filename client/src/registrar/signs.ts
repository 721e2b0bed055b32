/** Signs that cannot stand in a name (src/pingyi/rules/writing.py): no letter goes to a name of which one was lost. */

const LOST = /锟斤拷|烫烫烫|屯屯屯|[\ufffd?？□〓\ufffc]/u;
const NO_CHARACTER = /[\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\n\r\t])\p{Cc}/u;
/** Where older programs show another character, or none: BOM and marks without width between letters. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/u;

/** The first such sign, as it can be named; undefined for a sound name. */
export function lostSign(text: string): string | undefined {
  const found = LOST.exec(text) ?? NO_CHARACTER.exec(text) ?? HIDDEN.exec(text);
  if (!found) return undefined;
  const sign = found[0];
  return LOST.test(sign) && sign !== "\ufffd" && sign !== "\ufffc"
    ? `“${sign}”`
    : `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}
