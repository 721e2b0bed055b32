/** A server that lies to a trustee at the opening gets no share: only what the browser added up itself is decrypted. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { checkBox } from "../../src/ballot/box";
import { deriveCredential, newCode } from "../../src/ballot/credential";
import { type Election, readElection } from "../../src/ballot/form";
import { ed25519Group } from "../../src/ballot/group";
import { type Ballot, sealBallot } from "../../src/ballot/seal";
import { readPartialDecryption } from "../../src/ballot/tally";
import { electionKey, readTrustees } from "../../src/ballot/trustee";
import { writeJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { sealKeyFile } from "../../src/trustee/keyfile";
import { readTranscript, trusteesOf } from "../../src/trustee/transcript";
import { hasBrowser, launch } from "../page/browser";
import { type Answer, type Asked, FakeServer, page as render } from "../page/server";
import { BoardWriter } from "../writer";
import { ceremony, honest, seeds } from "./ceremony";

const NAME = "7wQm3Tn5Vx9Kbd";
const passphrase = "correct horse battery";
const messages = honest();
const ours = trusteesOf(readTranscript(ceremony, messages));

/** A box with three sealed ballots, and what it takes to write its board. */
class Box {
  readonly election: Election;
  readonly ballots: readonly Ballot[];
  private readonly listed: string;

  constructor(
    readonly uuid: string,
    private readonly trustees: string,
  ) {
    this.election = readElection(
      writeJson({
        version: 1,
        description: "群众满意度测评",
        name: "甲县科技局",
        group: "Ed25519",
        public_key: electionKey(ed25519Group, readTrustees(ed25519Group, trustees)).text(),
        questions: [{ answers: ["满意", "不满意"], min: 1, max: 1, question: "总体评价" }],
        uuid,
        administrator: "市科技评议办",
        credential_authority: "市统计局",
      }),
    );
    const credentials = [1, 2, 3].map(() => deriveCredential(ed25519Group, uuid, newCode(browserRandomness)));
    this.listed = writeJson(credentials.map((own) => own.public.text()).sort());
    this.ballots = credentials.map((own, i) => sealBallot(this.election, own, [i % 2], browserRandomness));
  }

  /** The board with the first `count` ballots; the sum it claims is that of `summed`. Without one it is still open. */
  board(count: number, summed?: readonly Ballot[]): Uint8Array {
    const writer = new BoardWriter();
    writer.setUp(this.election, this.trustees, this.listed);
    for (const ballot of this.ballots.slice(0, count)) writer.ballot(ballot);
    if (summed) writer.close(this.election, summed);
    return writer.bytes();
  }
}

interface Lie {
  readonly board: (box: Box, good: Box) => Uint8Array;
  /** What the row of the box says in the end. */
  readonly said: RegExp;
  readonly minimum?: unknown;
  readonly trustees?: string;
}

const WRONG_SUM = /没有交出：密封合计与箱内选票不符/;
const LIES: { readonly [title: string]: Lie } = {
  "a sum of one ballot": { board: (box) => box.board(3, box.ballots.slice(0, 1)), said: WRONG_SUM },
  "the sum of another box": { board: (box, good) => box.board(3, good.ballots), said: WRONG_SUM },
  "fewer ballots than the plan's minimum": { board: (box) => box.board(2, box.ballots.slice(0, 2)), said: /少于 3 张/ },
  "one ballot, and no minimum": {
    board: (box) => box.board(1, box.ballots.slice(0, 1)),
    said: /少于 2 张/,
    minimum: 0,
  },
  "one ballot, and nonsense": {
    board: (box) => box.board(1, box.ballots.slice(0, 1)),
    said: /少于 2 张/,
    minimum: "x",
  },
  "a box that takes ballots": { board: (box) => box.board(3), said: /没有交出：票箱的公开记录不完整/ },
  "a board that is not its own": { board: (_, good) => good.board(3, good.ballots), said: /没有交出：这是另一个票箱/ },
  "a key that is not ours": {
    board: (box) => box.board(3, box.ballots),
    said: /没有交出：这是另一个票箱，或用别人的密钥/,
    trustees: trusteesOf(readTranscript(ceremony, honest([...seeds].reverse()))),
  },
};

describe.skipIf(!hasBrowser)("a trustee at the opening", { timeout: 600_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it("opens the box that holds, and none that a lying server serves", async () => {
    const good = new Box("9abcdefghijkmZ", ours);
    const boards = new Map([[good.uuid, good.board(3, good.ballots)]]);
    const boxes: object[] = [];
    for (const [i, [title, { board, minimum = 3, trustees = ours }]] of Object.entries(LIES).entries()) {
      const box = new Box(`9abcdefghijkm${i + 1}`, trustees);
      boards.set(box.uuid, board(box, good));
      boxes.push({ uuid: box.uuid, name: { zh: title }, minimum, owner: 1, given: false });
    }
    boxes.push({ uuid: good.uuid, name: { zh: "the box that holds" }, minimum: 3, owner: 1, given: false });
    const shares = new Map<string, string>();
    const server = new FakeServer(office(boards, boxes, shares));
    const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
    page.setDefaultTimeout(300_000);
    try {
      await page.goto(`${await server.start()}/t/opening`);
      const seed = seeds[0] as string;
      const buffer = Buffer.from(await sealKeyFile({ ceremony: NAME, ...ceremony, index: 1, seed }, passphrase));
      await page.getByText("与会上纪要逐一比对").waitFor();
      expect(shares.size).toBe(0);
      const { hash } = readBoard(boards.get(good.uuid) as Uint8Array).events[4] as { hash: string };
      const row = page.getByRole("row", { name: "the box that holds" });
      expect(await row.innerText()).toContain(`3 人投票，封箱记录 ${hash.slice(0, 16)}`);
      await page
        .getByLabel("密钥文件", { exact: true })
        .setInputFiles({ name: "k.age", mimeType: "text/plain", buffer });
      await page.getByLabel("口令", { exact: true }).fill(passphrase);
      await page.getByRole("button", { name: "开始", exact: true }).click();
      await page.getByText("尚未完成：9 个票箱中已交出 1 个").waitFor();
      for (const [title, { said }] of Object.entries(LIES)) {
        expect(await page.getByRole("row", { name: title }).innerText(), title).toMatch(said);
      }
    } finally {
      server.stop();
    }
    expect([...shares.keys()]).toEqual([good.uuid]);
    const { election, tally, trustees } = checkBox(readBoard(boards.get(good.uuid) as Uint8Array));
    const key = trustees.flatMap((entry) => entry.keys)[0];
    readPartialDecryption(election, tally as never, key as never, shares.get(good.uuid) as string);
  });
});

/** What the office's server answers a trustee whose key is made. */
function office(boards: ReadonlyMap<string, Uint8Array>, boxes: readonly object[], shares: Map<string, string>) {
  const host = '<div id="trustee" data-mode="opening" data-base="/t/" data-index="1" data-csrf="token"></div>';
  const trustees = ["甲", "乙", "丙"].map((zh) => ({ zh }));
  const { size, threshold } = ceremony;
  const setUp = { ceremony: NAME, group: "Ed25519", size, threshold, trustees, state: "finished", messages };
  return ({ method, path, body }: Asked): Answer => {
    if (path === "/t/messages.json") return { json: setUp };
    if (path === "/t/openings.json") return { json: { boxes } };
    if (path.startsWith("/boards/")) return { bytes: boards.get(path.slice(8, -4)) as Uint8Array };
    if (method === "GET") return { html: render("keys", "trustee", host) };
    shares.set(path.split("/").at(-1) as string, body);
    return { status: 201, json: {} };
  };
}
