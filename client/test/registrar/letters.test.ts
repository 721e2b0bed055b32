/** Names lose no sign on paper. */
import { expect, it } from "vitest";

import { HEADING } from "../../src/registrar/codes";
import { lacking } from "../../src/registrar/letters";

it("names who has a sign that cannot be shown, and asks about each sign once", () => {
  const asked: string[] = [];
  const isShown = (sign: string) => {
    asked.push(sign);
    return sign !== "𰻝";
  };
  const rows = ["周𰻝", "周明"].map((name, i) => ({
    [HEADING.name]: name,
    [HEADING.ref]: `${i}`,
    [HEADING.address]: "甲 街",
  }));
  expect([...lacking(rows, isShown)]).toEqual([["周𰻝（0）", ["𰻝"]]]);
  expect(new Set(asked).size).toBe(asked.length);
});
