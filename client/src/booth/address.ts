/**
 * The box and the code in the address. They stand after #; messengers and scanners move them into the path or the query
 * (%23, %2523, ＃), add their own marks at either end, or lose them. Whatever is left is used, and the address cleared.
 */
import { cleaned } from "./code";

export interface Address {
  readonly uuid?: string;
  readonly code?: string;
  /** The code came to the server with the address: somebody wrote # as %23 on the way. */
  readonly told?: boolean;
}

/** What an address says; `base` is where the booth is, ending in a slash. */
export function readAddress(place: Pick<Location, "pathname" | "search" | "hash">, base: string): Address {
  const kept = partsOf(place.hash);
  const path = partsOf(place.pathname.slice(base.length - 1));
  const own = named(kept);
  if (own) return own;
  const told = named([...path, ...partsOf(place.search)]);
  if (told) return { ...told, told: true };
  const uuid = [...kept, ...path].find((part) => /^[\w-]+$/.test(part));
  return uuid === undefined ? {} : { uuid };
}

/** What the address says; it is taken out, so that neither history nor a glance at the screen keeps it. */
export function takeAddress(base: string): Address {
  const address = readAddress(location, base);
  history.replaceState(history.state, "", address.told ? base : base + location.search);
  return address;
}

function named(parts: readonly string[]): Address | undefined {
  const found = parts.map((part) => /^([\w-]+)\.(.+)$/.exec(part)).find((match) => match !== null);
  return found ? { uuid: found[1] as string, code: found[2] as string } : undefined;
}

function partsOf(text: string): string[] {
  return cleaned(text)
    .split(/[#/?&]/)
    .filter((part) => part !== "");
}
