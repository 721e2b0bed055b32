/**
 * Makes whole boxes with the client alone, keys to result, and prints them as JSON. They are kept in vectors/client, where
 * the Python kernel and Belenios' own tool must verify them. Run: npm run specimen
 */
import { type Box, checkBox } from "../src/ballot/box";
import { readBoard } from "../src/ballot/board";
import { newSeed } from "../src/ballot/channel";
import { deriveCredential, newCode } from "../src/ballot/credential";
import { readElection } from "../src/ballot/form";
import { groupNamed } from "../src/ballot/group";
import { sealBallot } from "../src/ballot/seal";
import { makeCertificate, makePolynomial, makeVoutput, readVoutput, recoverKey } from "../src/ballot/setup";
import {
  decrypt,
  encryptedTally,
  readPartialDecryption,
  readResult,
  writePartialDecryption,
} from "../src/ballot/tally";
import { electionKey, readTrustees } from "../src/ballot/trustee";
import { readJson, writeJson } from "../src/encoding";
import { browserRandomness as random } from "../src/randomness";
import { type Message, readTranscript, trusteesOf, whole } from "../src/trustee/transcript";
import { BoardWriter } from "./writer";

const QUESTIONS = [
  { answers: ["优秀", "满意", "不满意", "不了解"], min: 1, max: 1, question: "总体评价" },
  { answers: ["没有", "有"], min: 1, max: 1, question: "是否有人暗示您如何作答" },
];
/** Voter and ticks; the first voter votes again. */
const VOTES: readonly (readonly [number, readonly number[]])[] = [
  [0, [0, 0]],
  [1, [1, 0]],
  [2, [3, 1]],
  [0, [2, 0]],
];
const OPENERS = [1, 3];

function specimen(groupName: string, uuid: string): object {
  const group = groupNamed(groupName);
  const ceremony = { group, size: 3, threshold: 2 };
  const seeds = [1, 2, 3].map(() => newSeed(random));
  const messages: Message[] = [];
  const speak = (kind: Message["kind"], make: (index: number, seed: string) => string) =>
    seeds.forEach((seed, i) => messages.push({ trustee: i + 1, kind, text: make(i + 1, seed) }));
  speak("certificate", (index, seed) => makeCertificate(ceremony, index, seed, random));
  const certificates = whole(readTranscript(ceremony, messages).certificates);
  speak("polynomial", (index, seed) => makePolynomial(ceremony, certificates, index, seed, random));
  const polynomials = whole(readTranscript(ceremony, messages).polynomials);
  speak("voutput", (index, seed) => makeVoutput(ceremony, certificates, polynomials, index, seed, random));
  const trustees = trusteesOf(readTranscript(ceremony, messages));

  const election = readElection(
    writeJson({
      version: 1,
      description: "群众满意度测评",
      name: "甲县科技局",
      group: groupName,
      public_key: electionKey(group, readTrustees(group, trustees)).text(),
      questions: QUESTIONS,
      uuid,
      administrator: "市科技评议办",
      credential_authority: "市统计局",
    }),
  );
  const codes = [1, 2, 3].map(() => newCode(random));
  const credentials = codes.map((code) => deriveCredential(group, uuid, code));
  const ballots = VOTES.map(([voter, ticks]) => sealBallot(election, credentials[voter] as never, ticks, random));

  const writer = new BoardWriter();
  writer.setUp(election, trustees, writeJson(credentials.map((own) => own.public.text()).sort()));
  for (const ballot of ballots) writer.ballot(ballot);
  writer.close(election, ballots);
  const tally = encryptedTally(election, ballots);
  const entries = readTrustees(group, trustees);
  const partials = new Map(
    OPENERS.map((owner) => {
      const voutput = readVoutput(
        ceremony,
        certificates,
        polynomials,
        owner,
        readJson(messages[5 + owner]?.text as string),
      );
      const key = recoverKey(ceremony, seeds[owner - 1] as string, voutput);
      const share = writePartialDecryption(decrypt(election, tally, key, random));
      writer.share(owner, share);
      return [owner, readPartialDecryption(election, tally, entries[0]?.keys[owner - 1] as never, share)];
    }),
  );
  const result = readResult(election, entries, tally, partials, codes.length);
  writer.result(result);
  const board = writer.bytes();
  const checked: Box = checkBox(readBoard(board));
  return {
    uuid,
    board: Buffer.from(board).toString("base64"),
    secrets: { seeds, codes, messages },
    result: checked.result,
  };
}

console.log(
  JSON.stringify({
    ed25519: specimen("Ed25519", "CLientEd25519a"),
    "finite-field": specimen("BELENIOS-2048", "CLientFFie1dab"),
  }),
);
