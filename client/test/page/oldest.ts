/** What came into browsers after the oldest that are promised (Chrome 80, Safari 14.1, Firefox 78). */
import type { Page } from "playwright-core";

/** Built-ins by owner; `supplied` are those that src/older.ts brings along. */
const BUILT_INS: { readonly [owner: string]: readonly string[] } = {
  "Array.prototype": ["findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"],
  "Element.prototype": ["replaceChildren", "checkVisibility", "setHTMLUnsafe"],
  Promise: ["any", "withResolvers", "try"],
  AbortSignal: ["timeout", "any"],
  "AbortSignal.prototype": ["throwIfAborted"],
  Object: ["groupBy"],
  "String.prototype": ["isWellFormed", "toWellFormed"],
  "Crypto.prototype": ["randomUUID"],
  window: ["structuredClone", "WeakRef", "FinalizationRegistry", "CompressionStream", "navigation", "scheduler"],
  "HTMLFormElement.prototype": ["requestSubmit"],
  Uint8Array: ["fromHex", "fromBase64"],
  "Uint8Array.prototype": ["toHex", "toBase64"],
};
const SUPPLIED: { readonly [owner: string]: readonly string[] } = {
  Object: ["hasOwn"],
  "Array.prototype": ["at"],
  "String.prototype": ["at", "replaceAll"],
};
/** Names that libraries use for methods of their own, or ask about before they call them. */
const OWN = new Set(["any", "try", "with", "toHex", "fromHex", "toBase64", "fromBase64", "at", "timeout"]);

/** What no bundle may call. */
export const LATER: readonly string[] = [...new Set(Object.values(BUILT_INS).flat())].filter((name) => !OWN.has(name));

/** Take everything younger away from a page before it begins. */
export async function makeOld(page: Page): Promise<void> {
  await page.addInitScript(
    (lists) => {
      for (const list of lists) {
        for (const [owner, names] of Object.entries(list)) {
          let holder: Record<string, unknown> = window as unknown as Record<string, unknown>;
          for (const part of owner.split(".")) if (part !== "window") holder = holder[part] as Record<string, unknown>;
          for (const name of names) delete holder[name];
        }
      }
    },
    [BUILT_INS, SUPPLIED],
  );
}
