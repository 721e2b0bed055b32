/** Boxes recounted in a real browser: a sound one, an open one, one that was tampered with. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { faults, hasBrowser, launch } from "../page/browser";
import { FakeServer, page as render } from "../page/server";
import { announced, bytesOf, filesOf, vector } from "../vectors";

const name = "ed25519-pedersen";
const bytes = Buffer.from(bytesOf(name, filesOf(name, ".bel")[0] as string));
const [result] = announced(vector(name).board, "Result", "whole") as [string];

describe.skipIf(!hasBrowser)("a recount", { timeout: 600_000 }, () => {
  let browser: Browser;
  let page: Page;
  const server = new FakeServer(() => ({ html: render("public", "recount", '<div id="recount"></div>') }));

  beforeAll(async () => {
    const origin = await server.start();
    browser = await launch();
    page = await browser.newPage({ reducedMotion: "reduce", acceptDownloads: true });
    page.setDefaultTimeout(300_000);
    await page.goto(origin);
  });
  afterAll(async () => {
    await browser?.close();
    server.stop();
  });

  it("finds the published result, sees an open box, and refuses an altered one; the server hears nothing of it", async () => {
    const firstBallot = bytes.indexOf('"type":"Ballot"');
    const altered = Buffer.from(bytes);
    altered[60_000] = (altered[60_000] as number) ^ 1;
    const open = bytes.subarray(0, Math.ceil(firstBallot / 512) * 512);
    const file = (label: string, buffer: Buffer) => ({ name: label, mimeType: "application/x-tar", buffer });
    await page
      .getByLabel("公开票箱文件")
      .setInputFiles([file("a.bel", bytes), file("b.bel", open), file("c.bel", altered)]);
    await page.getByRole("button", { name: "开始复算" }).click();
    await page.getByText("3 个票箱中 2 个完好").waitFor();
    await page.getByText("已开启，6 人的选票计入结果").waitFor();
    await page.getByText("票箱仍开放，已有 1 人投票").waitFor();
    await page.getByText("不能采信").waitFor();
    const counts = await page
      .locator("table")
      .evaluateAll((tables) =>
        tables.map((table) => [...table.querySelectorAll("td")].map((cell) => Number(cell.textContent))),
      );
    expect(JSON.stringify({ result: counts })).toBe(result);
    expect(await faults(page)).toEqual([]);
    expect(server.asked.filter(({ path }) => !path.startsWith("/static/")).length).toBe(1);
  });
});
