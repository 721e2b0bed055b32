/** Trustees: whose keys together open a box (Protocol trustee). They count from 1 over all entries. */
import { asList, asText, type Json, readJson } from "../encoding";
import { blaming, demand } from "../refused";
import type { Element, Group } from "./group";
import { readVerificationKey } from "./key";
import { readPedersen } from "./pedersen";

/** One entry of the `trustees` of a box: its sub-key, its members' verification keys and how many are needed. */
export interface Entry {
  readonly kind: "Single" | "Pedersen";
  readonly threshold: number;
  readonly subKey: Element;
  readonly keys: readonly Element[];
}

/** Read and check the `trustees` of a box. Throws Refused. */
export function readTrustees(group: Group, text: string): Entry[] {
  let first = 1;
  return asList(
    readJson(text),
    (item) => {
      const pair = asList(item, (half) => half, "a trustee");
      demand(pair.length === 2, "shape", "a trustee is a pair of kind and parameters");
      const entry = readEntry(group, asText(pair[0], "the kind"), pair[1] as Json, first);
      first += entry.keys.length;
      return entry;
    },
    "the trustees",
  );
}

/** The key under which a box is sealed: the product of the sub-keys. */
export function electionKey(group: Group, entries: readonly Entry[]): Element {
  return entries.map(({ subKey }) => subKey).reduce((left, right) => left.times(right), group.identity);
}

function readEntry(group: Group, kind: string, value: Json, first: number): Entry {
  if (kind === "Pedersen") return { kind, ...readPedersen(group, value) };
  demand(kind === "Single", "shape", "a trustee is Single or Pedersen");
  const { publicKey, signature } = blaming(first, () => readVerificationKey(group, value));
  demand(signature === undefined, "shape", "a single trustee has no certificate, hence nothing to sign its key with");
  return { kind, threshold: 1, subKey: publicKey, keys: [publicKey] };
}
