/** The bureau makes codes and finds whom to remind, in a real browser; the server learns credentials and nothing more. */
import { readFile } from "node:fs/promises";

import type { Browser, Download, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { deriveCredential } from "../../src/ballot/credential";
import { HEADING } from "../../src/registrar/codes";
import { readSheet, writeSheet } from "../../src/registrar/csv";
import { faults, hasBrowser, launch } from "../page/browser";
import { type Answer, type Asked, FakeServer, page as render } from "../page/server";
import { bytesOf, filesOf, vector } from "../vectors";

const name = "ed25519-pedersen";
const { election, votes } = vector(name);
const board = bytesOf(name, filesOf(name, ".bel")[0] as string);

describe.skipIf(!hasBrowser)("the statistics bureau", { timeout: 600_000 }, () => {
  let browser: Browser;
  let page: Page;
  let server: FakeServer;
  let origin: string;
  const published = new Map<string, readonly string[]>();
  /** The server keeps the credentials, but its answer gets lost. */
  let answerLost = false;

  const route = ({ path, method, body, headers }: Asked): Answer => {
    if (path === `/boards/${election.uuid}.bel`) return { bytes: board };
    if (path === `/vote/${election.uuid}/credentials.json`) return { json: published.get(election.uuid) };
    if (path === "/r/boxes.json") return { json: survey() };
    if (path === "/r/members/jia/enterprises.json") return { json: { members } };
    if (method === "GET") {
      return {
        html: render("survey", "registrar", '<div id="registrar" data-base="/r/" data-csrf="token"></div>'),
      };
    }
    if (headers["x-csrftoken"] !== "token") return { status: 403 };
    if (published.size > 0) return { status: 409, json: { error: "wrong-step", sentence: "已经公布过了" } };
    for (const [uuid, list] of Object.entries(JSON.parse(body) as object)) published.set(uuid, list);
    return answerLost ? { hangUp: true } : { json: { published: 1 } };
  };

  const members = ["受访人甲", "=2+3", "受访人丙"].map((person, i) => ({
    ref: `${i + 1}`,
    name: person,
    address: "某街 1 号",
  }));
  const survey = () => ({
    group: "Ed25519",
    address: "https://pingyi.example/vote/",
    opens: "2026-07-11T00:00:00+08:00",
    closes: "2026-07-26T00:00:00+08:00",
    title: { zh: "群众满意度调查问卷" },
    issuer: { zh: "市统计局" },
    organiser: { zh: "市评议办" },
    bundle: "0".repeat(64),
    trustees: 3,
    threshold: 2,
    boxes: [
      {
        uuid: election.uuid,
        unit: "jia",
        stratum: "enterprises",
        unit_name: { zh: "甲县科技局" },
        stratum_name: { zh: "科技企业" },
        invited: 3,
        published: published.size > 0,
      },
    ],
  });

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    published.clear();
    answerLost = false;
    server = new FakeServer(route);
    origin = await server.start();
    page = await (await browser.newContext({ acceptDownloads: true, reducedMotion: "reduce" })).newPage();
    page.setDefaultTimeout(300_000);
  });
  afterEach(async () => {
    await page.context().close();
    server.stop();
  });

  const press = (label: string) => page.getByRole("button", { name: label }).click();
  async function save(label: string): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent("download"), press(label)]);
    return readFile(await (download as Download).path(), "utf8");
  }
  const choose = (label: string, text: string) =>
    page
      .getByLabel(label, { exact: true })
      .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

  it("makes codes, and publishes credentials only after the file was saved", async () => {
    await page.goto(`${origin}/r/`);
    await page.getByText("有 1 个票箱等待答题码，共抽中 3 人").waitFor();
    expect(await faults(page)).toEqual([]);
    await press("制作答题码");
    const sheet = await save("保存答题码文件");
    expect(await faults(page)).toEqual([]);
    await press("公布凭证");
    await page.getByText("请先选择刚保存的文件").waitFor();
    await choose("选择刚保存的文件", sheet.replace("受访人甲", "受访人乙"));
    await press("公布凭证");
    await page.getByText("这不是刚才保存的文件").waitFor();
    await choose("选择刚保存的文件", sheet);
    answerLost = true;
    await press("公布凭证");
    // Chromium repeats a request whose kept-alive connection broke; where it does not, the bureau presses again.
    await page.getByText(/暂时连不上服务器|已公布/).waitFor();
    if (await page.getByRole("button", { name: "公布凭证" }).isVisible()) await press("公布凭证");
    await page.getByText("已公布 1 个票箱的 3 个凭证").waitFor();
    const asked = server.asked.length;
    await press("制作信件");
    await press("排好信件");
    await page.getByText("请填写信中要印的电话").waitFor();
    await page.getByLabel("信中印的电话").fill("0000-1234567");
    await press("排好信件");
    await page.getByText("已排好 3 封信").waitFor();
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      ...(process.env["LETTERS"] && { path: process.env["LETTERS"] }),
    });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(3);
    expect(await page.locator(".letter").first().innerText()).toMatch(/受访人甲　收[\s\S]*2026年7月25日 24:00/);
    expect(await page.locator(".letter-large").allInnerTexts()).toEqual(
      readSheet(sheet).rows.map((row) => row[HEADING.code]),
    );
    expect(server.asked).toHaveLength(asked);

    const codes = readSheet(sheet).rows.map((row) => row["答题码"] as string);
    const credentials = codes.map((code) => deriveCredential(election.group, election.uuid, code).public.text());
    expect(published.get(election.uuid)).toEqual(credentials.sort());
    expect(sheet).toContain("'=2+3");
    const told = JSON.stringify(server.asked.map(({ path, body }) => [path, body]));
    for (const secret of [...codes, "受访人"]) expect(told).not.toContain(secret);
  });

  it("is told when the credentials on the server are not its own", async () => {
    await page.goto(`${origin}/r/`);
    await press("制作答题码");
    await choose("选择刚保存的文件", await save("保存答题码文件"));
    published.set(election.uuid, ["somebody else's"]);
    await press("公布凭证");
    await page.getByText("已经公布过了").waitFor();
  });

  it("finds whom to remind without telling the server", async () => {
    const rows = [votes[0]?.code as string, "11111-111111-11111-111111"].map((code, i) => ({
      票箱: election.uuid,
      姓名: `受访人${i}`,
      答题码: code,
    }));
    published.set(election.uuid, []);
    await page.goto(`${origin}/r/`);
    await choose("答题码文件（codes.csv）", writeSheet({ columns: Object.values(HEADING), rows }));
    await press("比对");
    await page.getByText("还有 1 人没有作答").waitFor();
    expect(await faults(page)).toEqual([]);
    expect(readSheet(await save("保存提醒名单")).rows).toMatchObject([{ 姓名: "受访人1", 票箱: election.uuid }]);
    const paths = server.asked.map(({ path }) => path).filter((path) => !path.startsWith("/static/"));
    expect(paths).toEqual(["/r/", "/r/boxes.json", `/boards/${election.uuid}.bel`]);

    const rare = rows.map((row) => ({ ...row, 姓名: `周\u{3fff0}` }));
    const long = rows.map((row) => ({ ...row, 地址: "很长的街".repeat(60) }));
    for (const [given, sentence] of [
      [rare, "缺少下列字，没有制作信件"],
      [long, "一页放不下"],
    ] as const) {
      await choose("答题码文件（codes.csv）", writeSheet({ columns: Object.values(HEADING), rows: given }));
      await press("制作信件");
      await page.getByLabel("信中印的电话").fill("0000-1234567");
      await press("排好信件");
      await page.getByText(sentence).waitFor();
      expect(await page.locator(".letter").count()).toBe(0);
      expect(await faults(page)).toEqual([]);
      await page.goto(`${origin}/r/`);
    }

    await choose("答题码文件（codes.csv）", "姓名\n受访人");
    await press("比对");
    await page.getByText("“票箱”").waitFor();
  });
});
