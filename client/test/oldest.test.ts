/** The committed bundles run in the oldest browsers that docs/deploy.md promises: Chrome 80, Safari 14.1, Firefox 78. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parse } from "acorn";
import { describe, expect, it } from "vitest";

import { LATER } from "./page/oldest";

const desks = resolve(import.meta.dirname, "../../src/pingyi/desks");
const BUNDLES = [
  "booth/static/booth/booth",
  "survey/static/survey/registrar",
  "public/static/public/recount",
  "files/static/files/upload",
  "voices/static/voices/voices",
];
const KEYS = ["keys/static/keys/trustee", "custodian/static/custodian/custodian", "../ui/static/ui/sealing"];
const textOf = (bundle: string) => readFileSync(resolve(desks, `${bundle}.js`), "utf8");

/** Every node of a syntax tree. */
function* nodes(tree: unknown): Generator<{ readonly [name: string]: unknown }> {
  if (Array.isArray(tree)) for (const each of tree) yield* nodes(each);
  else if (tree !== null && typeof tree === "object" && !(tree instanceof RegExp)) {
    yield tree as { readonly [name: string]: unknown };
    for (const each of Object.values(tree)) yield* nodes(each);
  }
}

/** What a script asks of the browser by name, and which regular expressions it writes. */
function asked(text: string): { readonly names: ReadonlySet<string>; readonly patterns: readonly string[] } {
  const names = new Set<string>();
  const patterns: string[] = [];
  for (const node of nodes(parse(text, { ecmaVersion: 2020 }))) {
    const property = node["property"] as { readonly name?: string } | undefined;
    if (node["type"] === "MemberExpression" && !node["computed"]) names.add(property?.name as string);
    if (node["type"] === "NewExpression") names.add((node["callee"] as { readonly name?: string }).name ?? "");
    if (node["regex"]) patterns.push((node["regex"] as { readonly pattern: string }).pattern);
  }
  return { names, patterns };
}

describe("the bundles", () => {
  it.each([...BUNDLES, ...KEYS])("%s is ES2020, and nothing that Safari 14.1 cannot read", (bundle) => {
    const { patterns } = asked(textOf(bundle));
    expect(patterns.filter((pattern) => pattern.includes("(?<=") || pattern.includes("(?<!"))).toEqual([]);
  });

  it.each([...BUNDLES, ...KEYS])("%s calls nothing younger", (bundle) => {
    const { names } = asked(textOf(bundle));
    expect(LATER.filter((name) => names.has(name))).toEqual([]);
  });

  it("asks for nothing that a plain http page or an app's own browser withholds", () => {
    const { names } = asked(textOf("booth/static/booth/booth"));
    for (const withheld of ["subtle", "WebAssembly", "share", "localStorage", "serviceWorker", "indexedDB"])
      expect(names.has(withheld), withheld).toBe(false);
  });

  it("refuses what is younger, so that this test can fail", () => {
    expect(() => asked("class A { static { x } }")).toThrow(SyntaxError);
    expect(asked("a.findLast(b)").names.has("findLast")).toBe(true);
    expect(LATER).toContain("findLast");
  });
});
