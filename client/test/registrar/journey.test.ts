/** The bureau makes codes and finds whom to remind, in a real browser; the server learns credentials and nothing more. */
import { readFile } from "node:fs/promises";

import type { Browser, Download, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { deriveCredential } from "../../src/ballot/credential";
import { readSheet, writeSheet } from "../../src/registrar/csv";
import { faults, hasBrowser, launch } from "../page/browser";
import { type Answer, type Asked, FakeServer, page as render } from "../page/server";
import { bytesOf, filesOf, vector } from "../vectors";

const name = "ed25519-pedersen";
const { election, votes } = vector(name);
const board = bytesOf(name, filesOf(name, ".bel")[0] as string);

describe.skipIf(!hasBrowser)("the statistics bureau", { timeout: 60_000 }, () => {
  let browser: Browser;
  let page: Page;
  let server: FakeServer;
  let origin: string;
  const published = new Map<string, string>();

  const route = ({ path, method, body, headers }: Asked): Answer => {
    const host = (mode: string) => `<div id="registrar" data-mode="${mode}" data-base="/r/" data-csrf="token"></div>`;
    if (path === `/vote/${election.uuid}/board.bel`) return { bytes: board };
    if (path === "/r/draw.json") {
      const people = ["受访人甲", "=2+3", "受访人丙"].map((person) => ({ 姓名: person }));
      const box = { uuid: election.uuid, group: "Ed25519", name: { "zh-hans": "甲县科技局" }, people };
      return { json: { address: "https://pingyi.example/vote/", boxes: [box] } };
    }
    if (method === "GET") return { html: render("statistics", "registrar", host(path.split("/")[2] ?? "")) };
    if (headers["x-csrftoken"] !== "token") return { status: 403 };
    published.set(path.split("/").at(-1) as string, body);
    return { status: 201, json: {} };
  };

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    published.clear();
    server = new FakeServer(route);
    origin = await server.start();
    page = await (await browser.newContext({ acceptDownloads: true })).newPage();
    page.setDefaultTimeout(15_000);
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

  it("makes codes, publishes credentials only after both files were saved", async () => {
    await page.goto(`${origin}/r/codes`);
    await page.getByText("抽样名单：3 人，1 个票箱").waitFor();
    expect(await faults(page)).toEqual([]);
    await press("制作代码");
    const letters = await save("保存信函表（含代码）");
    const roll = await save("保存名册（含公开凭证，不含代码）");
    expect(await faults(page)).toEqual([]);
    await press("公布凭证");
    await page.getByText("请先确认两份文件都已存好").waitFor();
    await choose("选择刚保存的信函表", roll);
    await choose("选择刚保存的名册", roll);
    await press("公布凭证");
    await page.getByText("这不是刚才保存的文件").waitFor();
    await choose("选择刚保存的信函表", letters);
    await press("公布凭证");
    await page.getByText("已公布 1 个票箱的 3 个凭证").waitFor();

    const codes = readSheet(letters).rows.map((row) => row["代码"] as string);
    const credentials = codes.map((code) => deriveCredential(election.group, election.uuid, code).public.text());
    expect(published.get(election.uuid)).toBe(JSON.stringify(credentials.sort()));
    expect(letters).toContain("'=2+3");
    const told = JSON.stringify(server.asked.map(({ path, body }) => [path, body]));
    for (const secret of [...codes, "受访人"]) expect(told).not.toContain(secret);
  });

  it("finds whom to remind without telling the server", async () => {
    const credential = (code: string) => deriveCredential(election.group, election.uuid, code).public.text();
    const rows = [votes[0]?.code as string, "11111-111111-11111-111111"].map((code, i) => ({
      姓名: `受访人${i}`,
      票箱: election.uuid,
      公开凭证: credential(code),
    }));
    await page.goto(`${origin}/r/reminders`);
    await choose("名册（CSV）", writeSheet({ columns: ["姓名", "票箱", "公开凭证"], rows }));
    await press("比对");
    await page.getByText("还有 1 人没有作答").waitFor();
    expect(await faults(page)).toEqual([]);
    expect(readSheet(await save("保存提醒名单")).rows).toEqual([{ 姓名: "受访人1", 票箱: election.uuid }]);
    const paths = server.asked.map(({ path }) => path).filter((path) => !path.startsWith("/static/"));
    expect(paths).toEqual(["/r/reminders", `/vote/${election.uuid}/board.bel`]);

    await choose("名册（CSV）", "姓名\n受访人");
    await press("比对");
    await page.getByText("“票箱”").waitFor();
  });
});
