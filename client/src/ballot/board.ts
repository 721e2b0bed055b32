/**
 * A box's public board: the `.bel` file (Belenios specification 4.4), an old-style append-only tar archive whose events
 * form a hash chain. Reading one checks the container, the chain and the order of events; what the payloads claim is
 * checked by `audit.ts`.
 */
import { asCount, asRecord, asText, type Json, readJson, sha256Hex } from "../encoding";
import { demand } from "../refused";

export const EVENT_TYPES = ["Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption", "Result"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface BoardEvent {
  readonly hash: string;
  readonly height: number;
  readonly type: EventType;
  /** The data that the event announces; EndBallots has none. */
  readonly payload: string | undefined;
}

export interface Board {
  readonly timestamp: string;
  readonly events: readonly BoardEvent[];
  /** Every data member by its SHA-256. */
  readonly data: ReadonlyMap<string, string>;
}

interface Member {
  readonly name: string;
  readonly content: string;
}

const BLOCK = 512;

/** Which event may follow which; the box is open until EndBallots. */
const SUCCESSORS: Record<EventType, readonly EventType[]> = {
  Setup: ["Ballot", "EndBallots"],
  Ballot: ["Ballot", "EndBallots"],
  EndBallots: ["EncryptedTally"],
  EncryptedTally: ["PartialDecryption"],
  PartialDecryption: ["PartialDecryption", "Result"],
  Result: [],
};

/** Read a board from its bytes. Throws Refused("board") for anything but a well-formed, well-chained archive. */
export function readBoard(bytes: Uint8Array): Board {
  const members = readMembers(bytes);
  const header = members.next();
  demand(header.done !== true && header.value.name === "BELENIOS", "board", "the archive must start with BELENIOS");
  const { version, timestamp } = asRecord(readJson(header.value.content), ["version", "timestamp"], "the header");
  demand(version === 1, "board", "only version 1 of the archive is read here");
  const data = new Map<string, string>();
  const events: BoardEvent[] = [];
  for (const { name, content } of members) {
    const hash = sha256Hex(content);
    if (name === `${hash}.data.json`) {
      demand(!data.has(hash), "board", `the data ${hash} is there twice`);
      data.set(hash, content);
    } else {
      demand(name === `${hash}.event.json`, "board", `the name ${name} does not fit the content`);
      events.push(readEvent(hash, content, events.at(-1), data));
    }
  }
  return { timestamp: asText(timestamp, "the timestamp"), events, data };
}

/** The content of the data with that hash. Throws Refused("board"). */
export function dataOf(board: Board, hash: Json | undefined): string {
  const content = board.data.get(asText(hash, "a hash"));
  demand(content !== undefined, "board", `the data ${String(hash)} is missing`);
  return content;
}

function readEvent(
  hash: string,
  content: string,
  parent: BoardEvent | undefined,
  data: ReadonlyMap<string, string>,
): BoardEvent {
  const record = readJson(content) as { readonly [key: string]: Json };
  const type = EVENT_TYPES.find((name) => name === record["type"]);
  demand(type !== undefined, "board", "an event of an unknown type");
  const keys = [...(parent ? ["parent"] : []), "height", "type", ...(type === "EndBallots" ? [] : ["payload"])];
  asRecord(record, keys, `the event ${type}`);
  const height = asCount(record["height"], "the height");
  demand(height === (parent ? parent.height + 1 : 0), "board", `event ${height} is out of place`);
  demand(record["parent"] === parent?.hash, "board", `event ${height} does not follow the one before it`);
  const allowed = parent ? SUCCESSORS[parent.type].includes(type) : type === "Setup";
  demand(allowed, "board", `${type} may not come after ${parent?.type ?? "nothing"}`);
  if (type === "EndBallots") return { hash, height, type, payload: undefined };
  const payload = data.get(asText(record["payload"], "the payload"));
  demand(payload !== undefined, "board", `event ${height} announces data that does not precede it`);
  return { hash, height, type, payload };
}

/** The members of an old-style (V7) tar archive without end marker: mode 0644, owner 0, one time for all. */
function* readMembers(bytes: Uint8Array): Generator<Member> {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let offset = 0; offset < bytes.length;) {
    const header = bytes.subarray(offset, offset + BLOCK);
    demand(header.length === BLOCK && isWellSummed(header), "board", `byte ${offset}: not a member's header`);
    const field = (start: number, length: number) =>
      String.fromCharCode(...header.subarray(start, start + length)).replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8);
    const start = offset + BLOCK;
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
    demand(offset <= bytes.length, "board", `byte ${start}: the last member is cut short`);
    const padding = bytes.subarray(start + size, offset);
    demand(
      padding.every((byte) => byte === 0),
      "board",
      `byte ${start + size}: something hides behind a member`,
    );
    yield { name: field(0, 100), content: text.decode(bytes.subarray(start, start + size)) };
  }
}

/** The header's checksum counts its own eight bytes as spaces. */
function isWellSummed(header: Uint8Array): boolean {
  const stated = Number.parseInt(String.fromCharCode(...header.subarray(148, 156)), 8);
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  return stated === sum;
}
