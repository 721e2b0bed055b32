/** Everything that Belenios 2.5.1 wrote is read, verified and, where it is determined, written again byte for byte. */
import { describe, expect, it } from "vitest";

import { checkBox } from "../../src/ballot/box";
import { deriveCredential, readPublicCredentials } from "../../src/ballot/credential";
import { checkBallot, sealBallot } from "../../src/ballot/seal";
import { decrypt, readEncryptedTally, writePartialDecryption } from "../../src/ballot/tally";
import { fingerprint, writeJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { announced, ELECTIONS, fileOf, filesOf, type Name, vector } from "../vectors";

describe.each(ELECTIONS)("%s", (name) => {
  const { board, election, credentials, ballots, votes } = vector(name);
  const listed = readPublicCredentials(credentials);

  it("reads the election and its hash", () => {
    expect(fileOf(name, "election.json").trim()).toBe(election.text);
    expect((JSON.parse(ballots[0] as string) as Record<string, string>)["election_hash"]).toBe(election.hash);
  });

  it("derives the listed credential from every code", () => {
    const derived = votes.map(({ code }) => deriveCredential(election.group, election.uuid, code).public.text());
    expect(new Set(derived)).toEqual(listed);
  });

  it("verifies the whole box: trustees, ballots, sum, decryptions, result", () => {
    const box = checkBox(board);
    expect(box.ballots.map(({ text }) => text)).toEqual(ballots);
    expect(box.ballots.map(({ tracker }) => tracker)).toEqual(ballots.map(fingerprint));
    expect(writeJson({ result: box.result ?? [] })).toBe(announced(board, "Result", "whole")[0]);
  });

  it("counts a fresh ballot of its own exactly as ticked", () => {
    const { code, ticks } = votes[0] as (typeof votes)[number];
    const credential = deriveCredential(election.group, election.uuid, code);
    const sealed = sealBallot(election, credential, ticks, browserRandomness);
    expect(checkBallot(election, listed, sealed.text).tracker).toBe(sealed.tracker);
  });
});

describe.each(["ed25519-single", "finite-field-single"] as const)("%s, with its private keys", (name: Name) => {
  it("computes the same decryption factors", () => {
    const { board, election } = vector(name);
    const tally = readEncryptedTally(election, announced(board, "EncryptedTally", "encrypted_tally")[0] as string);
    const keys = filesOf(name, ".privkey").map((file) => BigInt(JSON.parse(fileOf(name, file)) as string));
    const ours = keys.map((key) => {
      const { decryption_factors: factors } = JSON.parse(
        writePartialDecryption(decrypt(election, tally, key, browserRandomness)),
      ) as Record<string, unknown>;
      return JSON.stringify(factors);
    });
    for (const share of announced(board, "PartialDecryption", "payload")) {
      expect(ours).toContain(JSON.stringify((JSON.parse(share) as Record<string, unknown>)["decryption_factors"]));
    }
  });
});
