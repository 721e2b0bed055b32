/** House law that a compiler does not check. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect, it } from "vitest";

const source = resolve(import.meta.dirname, "../src");
const modules = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const textOf = (file: string) => readFileSync(join(source, file), "utf8");

it("takes randomness from WebCrypto only, and from one place", () => {
  for (const file of modules) expect(textOf(file), file).not.toMatch(/Math\.random/);
  const sources = modules.filter((file) => /getRandomValues|randomUUID|generateKey/.test(textOf(file)));
  expect(sources).toEqual(["randomness.ts"]);
});

it("keeps the kernel pure: no page, no network, no storage, no clock", () => {
  const impure = /\b(document|window|localStorage|sessionStorage|performance|Date)\.\w|\b(fetch|setTimeout|Date)\(/;
  for (const file of modules.filter((name) => name.startsWith("ballot/"))) {
    expect(textOf(file), file).not.toMatch(impure);
    expect(textOf(file), file).not.toMatch(/from "\.\.\/(?!encoding|randomness|refused)/);
  }
});

it("never builds markup from text, sets styles or asks for cookies", () => {
  const unsafe =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|document\.cookie|\beval\(|new Function/;
  for (const file of modules) expect(textOf(file), file).not.toMatch(unsafe);
});

it("keeps modules readable", () => {
  for (const file of modules) expect(textOf(file).split("\n").length, file).toBeLessThanOrEqual(400);
});
