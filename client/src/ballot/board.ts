/**
 * A box's public board: the `.bel` file, an old-style append-only tar archive whose events form a hash chain
 * (Protocol board). Reading one checks the container, the chain and the order; `box.ts` checks what the payloads claim.
 */
import { asCount, asRecord, asText, type Json, readJson, sha256Hex } from "../encoding";
import { demand } from "../refused";

export type EventType = "Setup" | "Ballot" | "EndBallots" | "EncryptedTally" | "PartialDecryption" | "Result";

export interface BoardEvent {
  readonly hash: string;
  readonly height: number;
  readonly type: EventType;
  /** The data written since the event before, by key of the payload that refers to them. */
  readonly data: { readonly [key: string]: string };
}

export interface Board {
  readonly timestamp: string;
  readonly events: readonly BoardEvent[];
}

interface Member {
  readonly name: string;
  readonly content: string;
}

interface Rule {
  /** Keys of the payload that refer to data before it, in their order; `whole` is the payload itself. */
  readonly refers: readonly string[];
  /** All keys of the payload, where it is an object that refers to data. */
  readonly keys: readonly string[];
  readonly follows: readonly (EventType | undefined)[];
}

/** Protocol board §4. */
const RULES: Record<EventType, Rule> = {
  Setup: {
    refers: ["election", "trustees", "credentials"],
    keys: ["election", "trustees", "credentials"],
    follows: [undefined],
  },
  Ballot: { refers: [], keys: [], follows: ["Setup", "Ballot"] },
  EndBallots: { refers: [], keys: [], follows: ["Setup", "Ballot"] },
  EncryptedTally: {
    refers: ["encrypted_tally"],
    keys: ["num_tallied", "total_weight", "encrypted_tally"],
    follows: ["EndBallots"],
  },
  PartialDecryption: {
    refers: ["payload"],
    keys: ["owner", "payload"],
    follows: ["EncryptedTally", "PartialDecryption"],
  },
  Result: { refers: [], keys: [], follows: ["PartialDecryption"] },
};

const BLOCK = 512;

/** Read a board from its bytes. Throws Refused("board") for anything but a well-formed, well-chained archive. */
export function readBoard(bytes: Uint8Array): Board {
  const members = readMembers(bytes);
  const header = members.next();
  demand(header.done !== true && header.value.name === "BELENIOS", "board", "the archive must start with BELENIOS");
  const { version, timestamp } = asRecord(readJson(header.value.content), ["version", "timestamp"], "the header");
  demand(version === 1, "board", "only version 1 of the archive is read here");
  const events: BoardEvent[] = [];
  let pending: Member[] = [];
  for (const member of members) {
    const hash = sha256Hex(member.content);
    if (member.name === `${hash}.data.json`) {
      pending.push({ name: hash, content: member.content });
    } else {
      demand(member.name === `${hash}.event.json`, "board", `the name ${member.name} does not fit the content`);
      events.push(readEvent(hash, member.content, events.at(-1), pending));
      pending = [];
    }
  }
  demand(pending.length === 0, "board", "there are data at the end that no event announces");
  return { timestamp: asText(timestamp, "the timestamp"), events };
}

function readEvent(hash: string, content: string, parent: BoardEvent | undefined, data: readonly Member[]): BoardEvent {
  const value = readJson(content) as { readonly [key: string]: Json } | null;
  const type = Object.keys(RULES).find((name) => name === value?.["type"]) as EventType | undefined;
  demand(type !== undefined, "board", "an event of an unknown type");
  const keys = [...(parent ? ["parent"] : []), "height", "type", ...(type === "EndBallots" ? [] : ["payload"])];
  const record = asRecord(value, keys, `the event ${type}`);
  const height = asCount(record["height"], "the height");
  demand(height === (parent ? parent.height + 1 : 0), "board", `event ${height} is out of place`);
  demand(record["parent"] === parent?.hash, "board", `event ${height} does not follow the one before it`);
  const follows = RULES[type].follows.includes(parent?.type);
  demand(follows, "board", `${type} may not come after ${parent?.type ?? "nothing"}`);
  return { hash, height, type, data: announced(type, record["payload"], data) };
}

/** The data before an event are exactly those that it refers to, its payload last. */
function announced(type: EventType, payload: Json | undefined, data: readonly Member[]): { [key: string]: string } {
  const { refers, keys } = RULES[type];
  const count = type === "EndBallots" ? 0 : refers.length + 1;
  demand(data.length === count, "board", `${type}: the data before it are not the ones it announces`);
  if (count === 0) return {};
  const last = data.at(-1) as Member;
  demand(last.name === payload, "board", `${type}: the payload is not the data before it`);
  const found: { [key: string]: string } = { whole: last.content };
  if (refers.length === 0) return found;
  const record = asRecord(readJson(last.content), keys, `the payload of ${type}`);
  refers.forEach((key, i) => {
    demand(record[key] === data[i]?.name, "board", `${type}: ${key} is not the data before it`);
    found[key] = data[i]?.content as string;
  });
  return found;
}

/** The members of an old-style (V7) tar archive without end marker (Protocol board §2). */
function* readMembers(bytes: Uint8Array): Generator<Member> {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let offset = 0; offset < bytes.length;) {
    const header = bytes.subarray(offset, offset + BLOCK);
    const { name, size } = readHeader(header, offset);
    const start = offset + BLOCK;
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
    demand(offset <= bytes.length, "board", `byte ${start}: the last member is cut short`);
    const padding = bytes.subarray(start + size, offset);
    demand(
      padding.every((byte) => byte === 0),
      "board",
      `byte ${start + size}: something hides behind a member`,
    );
    yield { name, content: text.decode(bytes.subarray(start, start + size)) };
  }
}

/** A header has one spelling for its name, size and time; whatever differs from it is refused. */
function readHeader(header: Uint8Array, offset: number): { name: string; size: number } {
  const raw = String.fromCharCode(...header);
  const name = raw.slice(0, 100).replace(/\0+$/, "");
  const [size, time] = [raw.slice(124, 135), raw.slice(136, 147)];
  const start = `${name.padEnd(100, "\0")}0000644\x000000000\x000000000\0${size}\0${time}\0`;
  const end = "0".padEnd(BLOCK - 156, "\0");
  const sum = [...start, ..." ".repeat(8), ...end].reduce((total, char) => total + char.charCodeAt(0), 0);
  const expected = `${start}${sum.toString(8).padStart(6, "0")}\0 ${end}`;
  demand(raw === expected && /^[0-7]{22}$/.test(size + time), "board", `byte ${offset}: not a member's header`);
  return { name, size: Number.parseInt(size, 8) };
}
