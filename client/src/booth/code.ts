/**
 * Codes as people type them. A code has no check digit, but its public credential is on the box's list: so a
 * correction can be offered with certainty instead of guessed. Nothing here leaves the browser.
 */
import { BASE58, deriveCredential, isCode } from "../ballot/credential";
import type { Election } from "../ballot/form";

export const CODE_LENGTH = 22;

/** Characters that a code never contains, and what a person most likely meant by them. */
const LOOKALIKES: { readonly [character: string]: string } = { "0": "oQD", O: "oQD", I: "1iLj", l: "1iLt" };
const TRIES_AT_ONCE = 64;
/** Enough for every single slip; a text with more slips than that cannot be told from any other. */
const MOST_TRIES = 3000;

export type Finding =
  | { readonly kind: "found"; readonly code: string }
  /** Not on the list as typed, but on it with `changed` letters replaced; counted from 0 over letters and dashes. */
  | { readonly kind: "suggestion"; readonly code: string; readonly changed: readonly number[] }
  | { readonly kind: "length"; readonly typed: number }
  | { readonly kind: "characters"; readonly wrong: readonly string[] }
  | { readonly kind: "unknown" };

/** A typed or scanned text without what travels along unseen: percent signs decoded, invisible signs and ends taken off. */
export function cleaned(text: string): string {
  return decoded(text)
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}\p{Mn}\p{Zl}\p{Zp}\u115f\u1160\u3164]/gu, "")
    .replace(/^(?:(?!#)[\s\p{P}])+|[\s\p{P}]+$/gu, "");
}

/** The letters of what was typed or pasted: a whole address counts by its end; spaces, dashes and dots make no difference. */
export function lettersOf(typed: string): string {
  const text = cleaned(typed);
  const end = text.includes("#") ? text.slice(text.lastIndexOf("#") + 1).split(".") : [text];
  return (end[1] ?? end[0] ?? "").replace(/[\s\p{Pd}_.·−]/gu, "");
}

/** Percent signs decoded, however often they were encoded; what decodes to nothing stays as it is. */
function decoded(text: string): string {
  const once = text.replace(/(?:%[0-9a-f]{2})+/gi, (signs) => {
    try {
      return decodeURIComponent(signs);
    } catch {
      return signs;
    }
  });
  return once === text ? text : decoded(once);
}

/** Letters in the blocks of the letter: XXXXX-XXXXXX-XXXXX-XXXXXX. */
export function inBlocks(letters: string): string {
  return [letters.slice(0, 5), letters.slice(5, 11), letters.slice(11, 16), letters.slice(16)]
    .filter((block) => block !== "")
    .join("-");
}

/**
 * What the typed text is: a code of this box, nearly one, or none. `pause` is awaited between batches so that the page
 * stays alive while some thousand corrections are tried.
 */
export async function findCode(
  election: Election,
  listed: ReadonlySet<string>,
  typed: string,
  pause: () => Promise<void>,
): Promise<Finding> {
  const letters = lettersOf(typed);
  const wrong = [...new Set([...letters].filter((letter) => !BASE58.includes(letter) && !(letter in LOOKALIKES)))];
  if (wrong.length > 0) return { kind: "characters", wrong };
  if (Math.abs(letters.length - CODE_LENGTH) > 1) return { kind: "length", typed: letters.length };
  let tries = 0;
  for (const candidate of candidates(letters)) {
    const code = inBlocks(candidate);
    if (isCode(code) && listed.has(deriveCredential(election.group, election.uuid, code).public.text())) {
      if (candidate === letters) return { kind: "found", code };
      return { kind: "suggestion", code, changed: differences(inBlocks(letters), code) };
    }
    tries += 1;
    if (tries === MOST_TRIES) break;
    if (tries % TRIES_AT_ONCE === 0) await pause();
  }
  return letters.length === CODE_LENGTH ? { kind: "unknown" } : { kind: "length", typed: letters.length };
}

/** What may have been meant, likeliest first: look-alikes, wrong case, one letter wrong, missing, doubled or swapped. */
function* candidates(letters: string): Generator<string> {
  const readings = withoutLookalikes(letters);
  yield* readings;
  for (const reading of readings) yield* neighbours(reading);
}

/** Every reading of the characters that no code contains; at most a few, since people mistake a few. */
function withoutLookalikes(letters: string): string[] {
  let readings = [""];
  for (const letter of letters) {
    const meant = [...(LOOKALIKES[letter] ?? letter)];
    readings =
      readings.length > 16 ? readings.map((r) => r + meant[0]) : readings.flatMap((r) => meant.map((m) => r + m));
  }
  return readings;
}

function* neighbours(letters: string): Generator<string> {
  const at = Array.from(letters, (_, i) => i);
  const replaced = (i: number, length: number, by: string) => letters.slice(0, i) + by + letters.slice(i + length);
  if (letters.length > CODE_LENGTH) {
    for (const i of at) yield replaced(i, 1, "");
    return;
  }
  if (letters.length < CODE_LENGTH) {
    for (const i of [...at, letters.length]) for (const letter of BASE58) yield replaced(i, 0, letter);
    return;
  }
  for (const i of at) yield replaced(i, 1, otherCase(letters[i] as string));
  for (const i of at) yield replaced(i, 2, [...letters.slice(i, i + 2)].reverse().join(""));
  for (const i of at) for (const letter of BASE58) yield replaced(i, 1, letter);
}

function otherCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

function differences(typed: string, meant: string): number[] {
  return Array.from(meant, (_, i) => i).filter((i) => meant[i] !== typed[i]);
}
