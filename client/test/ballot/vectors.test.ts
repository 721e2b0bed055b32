/** Everything that Belenios 2.5.1 wrote is read, verified and, where it is determined, written again byte for byte. */
import { describe, expect, it } from "vitest";

import { deriveCredential, readPublicCredentials } from "../../src/ballot/credential";
import { type Ballot, checkBallot, sealBallot } from "../../src/ballot/seal";
import {
  decrypt,
  encryptedTally,
  readEncryptedTally,
  readPartialDecryption,
  readResult,
  writeEncryptedTally,
} from "../../src/ballot/tally";
import { electionKey, readTrustees } from "../../src/ballot/trustee";
import { fingerprint, readJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { ELECTIONS, fileOf, filesOf, type Name, payloads, referred, vector } from "../vectors";

describe.each(ELECTIONS)("%s", (name) => {
  const { board, election, credentials, trustees, ballots, votes } = vector(name);
  const listed = readPublicCredentials(credentials);
  let checked: Ballot[] = [];

  it("reads the election and its hash", () => {
    expect(fileOf(name, "election.json").trim()).toBe(election.text);
    expect((readJson(ballots[0] as string) as Record<string, string>)["election_hash"]).toBe(election.hash);
  });

  it("derives the listed credential from every code", () => {
    const derived = votes.map(({ code }) => deriveCredential(election.group, election.uuid, code).public.text());
    expect(new Set(derived)).toEqual(listed);
  });

  it("accepts every ballot on the board", () => {
    checked = ballots.map((ballot) => checkBallot(election, listed, ballot));
    for (const ballot of checked) expect(ballot.tracker).toBe(fingerprint(ballot.text));
  });

  it("finds the election's key in the trustees' messages", () => {
    expect(electionKey(election.group, readTrustees(election.group, trustees)).text()).toBe(election.publicKey.text());
  });

  it("sums the ballots into the encrypted tally byte for byte", () => {
    const published = referred(board, payloads(board, "EncryptedTally")[0] as string, "encrypted_tally");
    expect(writeEncryptedTally(encryptedTally(election, checked))).toBe(published);
  });

  it("verifies every decryption and finds the published result", () => {
    const entries = readTrustees(election.group, trustees);
    const published = referred(board, payloads(board, "EncryptedTally")[0] as string, "encrypted_tally");
    const tally = readEncryptedTally(election, published);
    const keys = entries.flatMap((entry) => entry.keys);
    const partials = new Map(
      payloads(board, "PartialDecryption").map((payload) => {
        const owner = (readJson(payload) as Record<string, number>)["owner"] as number;
        const key = keys[owner - 1];
        return [owner, readPartialDecryption(election, tally, key as never, referred(board, payload, "payload"))];
      }),
    );
    const result = readResult(election, entries, tally, partials, listed.size);
    expect(JSON.stringify({ result })).toBe(payloads(board, "Result")[0]);
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
    const published = referred(board, payloads(board, "EncryptedTally")[0] as string, "encrypted_tally");
    const tally = readEncryptedTally(election, published);
    const keys = filesOf(name, ".privkey").map((file) => BigInt(JSON.parse(fileOf(name, file)) as string));
    const factors = payloads(board, "PartialDecryption").map((payload) => {
      const shown = readJson(referred(board, payload, "payload")) as Record<string, string[][]>;
      return JSON.stringify(shown["decryption_factors"]);
    });
    const ours = keys.map((key) => decrypt(election, tally, key, browserRandomness).factors);
    const spelled = ours.map((rows) => JSON.stringify(rows.map((row) => row.map((factor) => factor.text()))));
    expect(spelled.sort()).toEqual(factors.sort());
  });
});
