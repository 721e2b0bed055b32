/** An election: what a box asks, in which group, under which key (Protocol form).
 * Every question of ours takes exactly one tick. */
import { asList, asRecord, asText, fingerprint, type Json, readJson } from "../encoding";
import { demand } from "../refused";
import { BASE58 } from "./credential";
import { type Element, type Group, groupNamed } from "./group";

export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
}

export interface Election {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly administrator: string;
  readonly credentialAuthority: string;
  readonly group: Group;
  readonly publicKey: Element;
  readonly questions: readonly Question[];
  /** The serialised election; every ballot commits to its hash. */
  readonly text: string;
  readonly hash: string;
}

const KEYS = [
  "version",
  "description",
  "name",
  "group",
  "public_key",
  "questions",
  "uuid",
  "administrator",
  "credential_authority",
] as const;
const UUID = new RegExp(`^[${BASE58}]{14,}$`);

/** Read an election from its serialisation. Throws Refused. */
export function readElection(text: string): Election {
  const record = asRecord(readJson(text), KEYS, "the election");
  demand(record["version"] === 1, "election", "only version 1 of the protocol is spoken here");
  const group = groupNamed(asText(record["group"], "the group"));
  const uuid = asText(record["uuid"], "the uuid");
  demand(UUID.test(uuid), "election", "a uuid has at least 14 Base58 characters");
  const questions = asList(record["questions"], readQuestion, "the questions");
  demand(questions.length > 0, "election", "an election asks at least one question");
  return {
    uuid,
    name: readLabel(record["name"]),
    description: readLabel(record["description"]),
    administrator: readLabel(record["administrator"]),
    credentialAuthority: readLabel(record["credential_authority"]),
    group,
    publicKey: group.read(asText(record["public_key"], "the public key")).prepared(),
    questions,
    text,
    hash: fingerprint(text),
  };
}

function readQuestion(value: Json): Question {
  const record = asRecord(value, ["answers", "min", "max", "question"], "a question");
  demand(record["min"] === 1 && record["max"] === 1, "election", "every question of ours takes exactly one tick");
  const answers = asList(record["answers"], readLabel, "the answers");
  demand(answers.length >= 2, "election", "a question needs at least two answers");
  return { question: readLabel(record["question"]), answers };
}

/** A text that people read: no control characters, no half of a surrogate pair. */
function readLabel(value: Json | undefined): string {
  const text = asText(value, "a name, question or answer");
  demand(!/[\p{Cc}\p{Cs}]/u.test(text), "election", "names, questions and answers hold no control characters");
  return text;
}
