/** What the kernel must not accept: altered ballots, foreign elements, numbers out of range, boards out of order. */
import { describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { type Credential, deriveCredential, isCode, newCode, readPublicCredentials } from "../../src/ballot/credential";
import { readElection } from "../../src/ballot/form";
import { belenios2048Group, ed25519Group } from "../../src/ballot/group";
import { type Answer, checkBallot, sealBallot, signBallot } from "../../src/ballot/seal";
import { sha256Hex } from "../../src/encoding";
import { browserRandomness, randomScalar } from "../../src/randomness";
import { Refused } from "../../src/refused";
import { bytesOf, filesOf, vector } from "../vectors";

const { election, credentials, ballots, votes } = vector("ed25519-pedersen");
const listed = readPublicCredentials(credentials);
const genuine = ballots[0] as string;

function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
  return "accepted";
}

/** The genuine ballot with one thing in it changed. */
function changed(change: (ballot: Ballot) => void): string {
  const ballot = JSON.parse(genuine) as Ballot;
  change(ballot);
  return JSON.stringify(ballot);
}

interface RawProof {
  challenge: string;
  response: string;
}
interface Ballot {
  election_uuid: string;
  election_hash: string;
  credential: string;
  answers: {
    choices: { alpha: string; beta: string }[];
    individual_proofs: RawProof[][];
    overall_proof: RawProof[];
  }[];
  signature: { hash: string; proof: RawProof };
}

const answer = (ballot: Ballot) => ballot.answers[0] as Ballot["answers"][number];
const another = (credential: string) => [...listed].find((listedOne) => listedOne !== credential) as string;
const order = ed25519Group.order;

describe("an altered ballot", () => {
  const alterations: [string, string, string][] = [
    ["a space", `${genuine} `, "not-canonical"],
    ["a duplicate key", genuine.replace("{", '{"election_uuid":"x",'), "not-canonical"],
    ["an escaped letter", genuine.replace("election_uuid", "electi\\u006fn_uuid"), "not-canonical"],
    ["an extra key", genuine.replace(/}$/, ',"weight":2}'), "shape"],
    ["keys in another order", genuine.replace(/("alpha":"\w+"),("beta":"\w+")/, "$2,$1"), "shape"],
    ["another box", changed((b) => (b.election_uuid = "8NCi512nTea7hh")), "foreign-election"],
    ["another election", changed((b) => (b.election_hash = b.signature.hash)), "foreign-election"],
    ["a listed but foreign credential", changed((b) => (b.credential = another(b.credential))), "signature"],
    ["a missing answer", changed((b) => b.answers.pop()), "shape"],
    ["an answer too many", changed((b) => b.answers.push(answer(b))), "shape"],
    ["a missing choice", changed((b) => answer(b).choices.pop()), "shape"],
    ["exchanged choices", changed((b) => answer(b).choices.reverse()), "signature"],
    ["a challenge as large as the order", changed((b) => (b.signature.proof.challenge = `${order}`)), "number"],
    ["a number with a leading zero", changed((b) => (b.signature.proof.response = "01")), "number"],
    ["another hash", changed((b) => (b.signature.hash = b.election_hash)), "signature"],
    ["another response", changed((b) => (b.signature.proof.response = "1")), "signature"],
  ];

  it("is accepted when it is not altered", () => {
    expect(reasonOf(() => checkBallot(election, listed, genuine))).toBe("accepted");
  });

  it.each(alterations)("is refused: %s", (_, text, reason) => {
    expect(reasonOf(() => checkBallot(election, listed, text))).toBe(reason);
  });

  it("is refused when its credential is not listed", () => {
    expect(reasonOf(() => checkBallot(election, new Set(), genuine))).toBe("unlisted-credential");
  });
});

describe("a voter who signs what is not a ballot", () => {
  const { code, ticks } = votes[0] as (typeof votes)[number];
  const credential = deriveCredential(election.group, election.uuid, code);

  it("cannot tick nothing or an answer that does not exist", () => {
    for (const wrong of [-1, 5, 0.5, Number.NaN]) {
      const sealing = () => sealBallot(election, credential, [wrong, ...ticks.slice(1)], browserRandomness);
      expect(reasonOf(sealing)).toBe("choice");
    }
    expect(reasonOf(() => sealBallot(election, credential, ticks.slice(1), browserRandomness))).toBe("choice");
  });

  it("cannot pass off wrong proofs by signing them", () => {
    const { answers } = sealBallot(election, credential, ticks, browserRandomness);
    const [first, ...rest] = answers as [Answer, ...Answer[]];
    const other = deriveCredential(election.group, election.uuid, votes[1]?.code as string);
    const spoiled: [string, Credential, Answer][] = [
      ["accepted", credential, first],
      ["individual-proof", other, first],
      ["individual-proof", credential, { ...first, individualProofs: [...first.individualProofs].reverse() }],
      ["individual-proof", credential, { ...first, choices: [...first.choices].reverse() }],
      ["individual-proof", credential, { ...first, individualProofs: first.individualProofs.map(() => []) }],
      ["overall-proof", credential, { ...first, overallProof: (rest[0] as Answer).overallProof }],
      ["overall-proof", credential, { ...first, overallProof: [...first.overallProof, ...first.overallProof] }],
      ["shape", credential, { ...first, choices: first.choices.slice(1) }],
    ];
    for (const [reason, signer, answer] of spoiled) {
      const signed = signBallot(election, signer, [answer, ...rest], browserRandomness);
      expect(reasonOf(() => checkBallot(election, listed, signed.text))).toBe(reason);
    }
  });
});

describe("an element from outside", () => {
  const hex = (number: bigint) => number.toString(16).padStart(64, "0");
  const p = 2n ** 255n - 19n;
  const outside: [string, string][] = [
    ["the identity", hex(1n)],
    ["a second spelling of the identity", hex(p + 1n)],
    ["minus zero", hex((1n << 255n) + 1n)],
    ["a point of order two", hex(p - 1n)],
    ["a point of order four", hex(0n)],
    ["upper-case digits", election.publicKey.text().toUpperCase()],
    ["too few digits", "12"],
    ["the little-endian spelling", "58".padEnd(64, "6")],
  ];

  it.each(outside)("is refused: %s", (_, text) => {
    expect(reasonOf(() => ed25519Group.read(text))).toBe("not-in-group");
  });

  it("may be the identity only where it is allowed", () => {
    expect(ed25519Group.read(hex(1n), "identity allowed").isIdentity()).toBe(true);
    expect(belenios2048Group.read("1", "identity allowed").isIdentity()).toBe(true);
    expect(reasonOf(() => belenios2048Group.read("1"))).toBe("not-in-group");
  });

  it.each(["0", "2", "-1", "01", "1e3", "", `1${"0".repeat(700)}`])("is refused in BELENIOS-2048: %.8s", (text) => {
    expect(reasonOf(() => belenios2048Group.read(text))).toBe("not-in-group");
  });
});

describe.each([ed25519Group, belenios2048Group])("powers in $name", (group) => {
  const { order, generator } = group;
  const plain = group.read(generator.power(order - 2n).text());
  const scalars = [0n, 1n, 2n, 15n, 16n, order - 1n, order, order + 1n, -1n, randomScalar(order, browserRandomness)];

  it.each(scalars)("are the same in public, in secret and from a table: %s", (scalar) => {
    const expected = plain.power(scalar).text();
    expect(plain.powerInPublic(scalar).text()).toBe(expected);
    expect(generator.power(-2n * scalar).text()).toBe(expected);
  });
});

describe("an election", () => {
  it.each([
    [/"version":1/, '"version":2', "election"],
    [/Ed25519/, "RFC-3526-2048", "election"],
    [/"max":1/, '"max":2', "election"],
    [/8NCi512nTea7hg/, "8NCi512nTea7h0", "election"],
    [/总体评价/, "总体\\u0007评价", "election"],
    [/"min":1,"max":1/, '"max":1,"min":1', "shape"],
  ])("is refused when %s becomes %s", (from, to, reason) => {
    expect(reasonOf(() => readElection(election.text.replace(from, to)))).toBe(reason);
  });
});

describe("codes", () => {
  it("have the shape of the letters, and never repeat", () => {
    const codes = new Set(Array.from({ length: 200 }, () => newCode(browserRandomness)));
    expect(codes.size).toBe(200);
    for (const code of codes) expect(isCode(code)).toBe(true);
  });

  it.each(["", "eBRNP-ULwFN8-5rhSw-4dm4L", "0BRNP-ULwFN8-5rhSw-4dm4L2", "eBRNPULwFN85rhSw4dm4L2"])(
    "of another shape are refused: %s",
    (code) => {
      expect(reasonOf(() => deriveCredential(election.group, election.uuid, code))).toBe("code");
    },
  );
});

describe("a board", () => {
  const name = filesOf("ed25519-pedersen", ".bel")[0] as string;
  const bytes = bytesOf("ed25519-pedersen", name);
  const members = membersOf(bytes);
  const joined = (parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const without = (...left: number[]) => joined(members.filter((_, i) => !left.includes(i)));

  it("is read whole", () => {
    expect(readBoard(bytes).events.length).toBe(14);
    expect(readBoard(joined(members)).events.at(-1)?.hash).toBe(sha256Hex(lastContent(bytes)));
  });

  it.each([
    ["cut short", bytes.subarray(0, -1)],
    ["without its header", without(0)],
    ["without the data of an event", without(6)],
    ["without an event", without(7)],
    ["with two events exchanged", joined([...members.slice(0, 6), ...members.slice(8, 10), ...members.slice(6, 8)])],
    ["with a member twice", joined([...members.slice(0, 8), ...members.slice(6, 8)])],
    ["with one bit changed", bytes.with(60_000, (bytes[60_000] as number) ^ 1)],
    ["with something behind a member", bytes.with(1023, 1)],
  ])("is refused %s", (_, spoiled) => {
    expect(reasonOf(() => readBoard(spoiled))).not.toBe("accepted");
  });

  function membersOf(archive: Uint8Array): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (let offset = 0; offset < archive.length;) {
      const size = Number.parseInt(Buffer.from(archive.subarray(offset + 124, offset + 135)).toString(), 8);
      const end = offset + 512 + Math.ceil(size / 512) * 512;
      found.push(archive.subarray(offset, end));
      offset = end;
    }
    return found;
  }

  function lastContent(archive: Uint8Array): Uint8Array {
    const last = membersOf(archive).at(-1) as Uint8Array;
    return last.subarray(512, last.indexOf(0, 512));
  }
});
