/** Three trustees in three browsers make a key, test their files, and two of them open a box. */
import { readFile } from "node:fs/promises";

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { readBoard } from "../../src/ballot/board";
import { checkBox } from "../../src/ballot/box";
import { newSeed } from "../../src/ballot/channel";
import { deriveCredential, newCode } from "../../src/ballot/credential";
import { readElection } from "../../src/ballot/form";
import { ed25519Group } from "../../src/ballot/group";
import { sealBallot } from "../../src/ballot/seal";
import { makeCertificate } from "../../src/ballot/setup";
import { readPartialDecryption, readResult } from "../../src/ballot/tally";
import { electionKey, readTrustees } from "../../src/ballot/trustee";
import { writeJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { type Message, readTranscript, trusteesOf } from "../../src/trustee/transcript";
import { faults, hasBrowser, launch } from "../page/browser";
import { type Answer, type Asked, FakeServer, page as render } from "../page/server";
import { BoardWriter } from "../writer";

const NAMES = ["市科技评议办", "市统计局", "市纪委监委驻局组"];
const UUID = "9abcdefghijkmn";
const setUp = { group: ed25519Group, size: 3, threshold: 2 };
const passphrase = "correct horse battery";

/** The office's server: it carries messages and boards, and knows no secret. */
class FakeOffice {
  readonly messages: Message[] = [];
  readonly objections: { trustee: number | null; reason: string }[] = [];
  readonly shares = new Map<number, string>();
  state = "open";
  busy = false;
  board: Uint8Array | undefined;

  readonly route = (asked: Asked): Answer => {
    const [, , trustee, ...rest] = asked.path.split("/");
    if (asked.path === `/boards/${UUID}.bel`) return this.board ? { bytes: this.board } : { status: 404 };
    const index = Number(trustee);
    const host = (mode: string) =>
      `<div id="trustee" data-mode="${mode}" data-base="/t/${index}/" data-index="${index}" data-csrf="token"></div>`;
    if (rest[0] === "messages.json") return { json: this.setUp() };
    if (rest[0] === "openings.json") return { json: { boxes: this.openings(index) } };
    if (asked.method === "GET") return { html: render("keys", "trustee", host(rest[0] ?? "")) };
    if (asked.headers["x-csrftoken"] !== "token") return { status: 403 };
    if (rest[0] === "messages")
      this.messages.push({ trustee: index, ...(JSON.parse(asked.body) as Omit<Message, "trustee">) });
    if (rest[0] === "decryptions" && this.busy) return { status: 409, json: { sentence: "请稍后再交" } };
    if (rest[0] === "decryptions") this.shares.set(index, asked.body);
    if (rest[0] === "objections") {
      this.objections.push(JSON.parse(asked.body) as (typeof this.objections)[number]);
      this.state = "aborted";
    }
    return { status: 201, json: {} };
  };

  private setUp(): object {
    const trustees = NAMES.map((name) => ({ zh: name, en: name }));
    return {
      ceremony: "7wQm3Tn5Vx9Kbd",
      group: "Ed25519",
      size: 3,
      threshold: 2,
      trustees,
      state: this.state,
      messages: this.messages,
    };
  }

  private openings(owner: number): object[] {
    return this.board
      ? [{ uuid: UUID, name: { zh: "甲县科技局" }, minimum: 2, owner, given: this.shares.has(owner) }]
      : [];
  }
}

describe.skipIf(!hasBrowser)("three trustees", { timeout: 600_000 }, () => {
  let browser: Browser;
  let office: FakeOffice;
  let server: FakeServer;
  let origin: string;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    office = new FakeOffice();
    server = new FakeServer(office.route);
    origin = await server.start();
  });
  afterEach(() => server.stop());

  /** A trustee's own browser. */
  async function sit(index: number, mode = "setup"): Promise<Page> {
    const page = await (await browser.newContext({ acceptDownloads: true, reducedMotion: "reduce" })).newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(`${origin}/t/${index}/${mode}`);
    return page;
  }
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

  /** Choose a passphrase, save the key file, open it once: its content. */
  async function makeKeyFile(page: Page): Promise<string> {
    await press(page, "开始");
    await page.getByLabel("口令", { exact: true }).fill(passphrase);
    await page.getByLabel("再输入一次口令").fill(passphrase);
    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "生成并保存密钥文件")]);
    const file = await readFile(await download.path(), "utf8");
    await openKeyFile(page, file, "试开");
    return file;
  }

  async function openKeyFile(page: Page, file: string, label: string, secret = passphrase): Promise<void> {
    await page
      .getByLabel("密钥文件", { exact: true })
      .setInputFiles({ name: "key.age", mimeType: "text/plain", buffer: Buffer.from(file) });
    await page.getByLabel("口令", { exact: true }).fill(secret);
    await press(page, label);
  }

  it("make a key, test their files, and any two open a box", async () => {
    const pages = [await sit(1), await sit(2), await sit(3)];
    const files: string[] = [];
    for (const page of pages) files.push(await makeKeyFile(page));
    const digits = await Promise.all(pages.map((page) => page.locator(".desk-digits").innerText()));
    expect(new Set(digits).size).toBe(1);
    await press(pages[0] as Page, "完全一样，继续");
    await press(pages[2] as Page, "完全一样，继续");

    // The second trustee leaves and comes back with the key file.
    await pages[1]?.close();
    const returned = await sit(2);
    await openKeyFile(returned, files[1] as string, "继续");
    await press(returned, "完全一样，继续");
    for (const page of [pages[0], returned, pages[2]] as Page[]) await page.getByText("密钥已生成").waitFor();
    expect(office.messages.length).toBe(9);
    expect(JSON.stringify(server.asked)).not.toContain(passphrase);

    const tester = await sit(2, "test");
    expect(await faults(tester)).toEqual([]);
    await openKeyFile(tester, files[1] as string, "试开", "another passphrase");
    await tester.getByText("口令不对").waitFor();
    await openKeyFile(tester, files[1] as string, "试开");
    await tester.getByText("正是第 2 位密钥保管人（市统计局）的密钥，开箱时能用").waitFor();

    const { election, ticks } = fillBox();
    office.busy = true;
    const early = await sit(1, "opening");
    await openKeyFile(early, files[0] as string, "开始");
    await early.getByText("尚未完成：1 个票箱中已交出 0 个").waitFor();
    await early.getByText("服务器没有接受：请稍后再交。").waitFor();
    expect(await early.getByLabel("口令", { exact: true }).inputValue()).toBe("");
    office.busy = false;
    for (const index of [1, 3]) {
      const page = await sit(index, "opening");
      await openKeyFile(page, files[index - 1] as string, "开始");
      await page.getByText("您已交出全部 1 个票箱的份额").waitFor();
      expect(await page.getByLabel("口令", { exact: true }).count()).toBe(0);
    }
    const box = checkBox(readBoard(office.board as Uint8Array));
    const keys = box.trustees.flatMap((entry) => entry.keys);
    const partials = new Map(
      [...office.shares].map(([owner, share]) => [
        owner,
        readPartialDecryption(election, box.tally as never, keys[owner - 1] as never, share),
      ]),
    );
    const expected = election.questions.map(({ answers }, i) =>
      answers.map((_, j) => ticks.filter((row) => row[i] === j).length),
    );
    expect(readResult(election, box.trustees, box.tally as never, partials, 3)).toEqual(expected);
  });

  /** A box under the key just made, with three ballots in it, closed. */
  function fillBox() {
    const transcript = readTranscript(setUp, office.messages);
    const trustees = trusteesOf(transcript);
    const election = readElection(
      writeJson({
        version: 1,
        description: "群众满意度测评",
        name: "甲县科技局",
        group: "Ed25519",
        public_key: electionKey(ed25519Group, readTrustees(ed25519Group, trustees)).text(),
        questions: [{ answers: ["优秀", "满意", "不满意"], min: 1, max: 1, question: "总体评价" }],
        uuid: UUID,
        administrator: "市科技评议办",
        credential_authority: "市统计局",
      }),
    );
    const codes = [1, 2, 3].map(() => newCode(browserRandomness));
    const credentials = codes.map((code) => deriveCredential(ed25519Group, UUID, code));
    const ticks = [[0], [2], [2]];
    const ballots = credentials.map((own, i) => sealBallot(election, own, ticks[i] as number[], browserRandomness));
    const writer = new BoardWriter();
    writer.setUp(election, trustees, writeJson(credentials.map((own) => own.public.text()).sort()));
    for (const ballot of ballots) writer.ballot(ballot);
    writer.close(election, ballots);
    office.board = writer.bytes();
    return { election, ticks };
  }

  it("stop when a message was tampered with, and say whose", async () => {
    const text = makeCertificate(setUp, 1, newSeed(browserRandomness), browserRandomness);
    office.messages.push({ trustee: 1, kind: "certificate", text });
    const page = await sit(3);
    await page.getByText("您是第 3 位密钥保管人：市纪委监委驻局组").waitFor();
    office.messages.push({ trustee: 2, kind: "certificate", text });
    await page.getByText("第 2 位密钥保管人（市统计局）：证书有误").waitFor();
    await press(page, "报告评议办");
    await page.getByText("已报告。").waitFor();
    expect(office.objections).toMatchObject([{ trustee: 2 }]);
    const other = await sit(1);
    await other.getByText("本次密钥生成已中止").waitFor();
  });

  it("stop when the digits differ", async () => {
    for (const trustee of [2, 3]) {
      const text = makeCertificate(setUp, trustee, newSeed(browserRandomness), browserRandomness);
      office.messages.push({ trustee, kind: "certificate", text });
    }
    const page = await sit(1);
    await makeKeyFile(page);
    await page.locator(".desk-digits").waitFor();
    expect(await faults(page)).toEqual([]);
    await press(page, "不一样");
    await page.getByText("本次密钥生成已中止").waitFor();
    expect(office.state).toBe("aborted");
  });
});
