/** The work that the citizens' form does is what the server asks for. */
import { createHash, createHmac } from "node:crypto";

import { expect, it } from "vitest";

import { type Challenge, solve } from "../../src/voices/work";

const salt = "00ff?until=1784500000&";
const challenge = createHash("sha256").update(`${salt}4711`).digest("hex");
const signature = createHmac("sha256", "key").update(challenge).digest("hex");
const asked: Challenge = { algorithm: "SHA-256", challenge, maxNumber: 5000, salt, signature };

it("finds the number and sends everything that the server checks", async () => {
  const found = JSON.parse((await solve(asked, () => Promise.resolve())) ?? "null") as unknown;
  expect(found).toEqual({ algorithm: "SHA-256", challenge, number: 4711, salt, signature });
});

it("lets the page breathe, and gives up beyond the greatest number", async () => {
  let breaths = 0;
  const none = await solve({ ...asked, maxNumber: 4000 }, () => Promise.resolve(void (breaths += 1)));
  expect(none).toBeUndefined();
  expect(breaths).toBe(3);
});
