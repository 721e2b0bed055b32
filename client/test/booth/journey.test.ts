/** A respondent's way through the booth in a real browser, against a box that really checks, counts and opens. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { deriveCredential, readPublicCredentials } from "../../src/ballot/credential";
import { readCertificate } from "../../src/ballot/pedersen";
import { type Ballot, checkBallot } from "../../src/ballot/seal";
import { readPolynomial, readVoutput, recoverKey } from "../../src/ballot/setup";
import { decrypt, encryptedTally, lastBallots, readResult } from "../../src/ballot/tally";
import { readTrustees } from "../../src/ballot/trustee";
import { readJson } from "../../src/encoding";
import { browserRandomness } from "../../src/randomness";
import { faults, hasBrowser, launch, PHONE } from "../page/browser";
import { makeOld } from "../page/oldest";
import { type Answer, type Asked, FakeServer, page as render } from "../page/server";
import { fileOf, vector } from "../vectors";

const name = "ed25519-pedersen";
const { election, credentials, votes } = vector(name);
const listed = readPublicCredentials(credentials);
const code = votes[0]?.code as string;
const box = `/vote/${election.uuid}/`;

/** The box of the tests: it accepts what the real one would, and can be made to fail. */
class FakeBox {
  readonly ballots: Ballot[] = [];
  state = "open";
  /** What happens to posted ballots instead of a plain answer. */
  trouble: "none" | "hang up" | "accept and hang up" | "busy" | "proxy" | "portal" = "none";

  readonly route = ({ method, path, body }: Asked): Answer => {
    if (path === "/vote/" || path.startsWith("/vote/?") || path.startsWith("/vote/%23"))
      return {
        html: render(
          "booth",
          "booth",
          '<div id="booth" data-base="/vote/"></div>',
          path.includes("en") ? "en" : "zh-Hans",
        ),
      };
    if (path === "/vote/boxes.json")
      return { json: { boxes: [{ uuid: election.uuid, unit: { zh: "甲县科技局", en: "Jia" } }] } };
    if (path === `${box}form.json`) return { json: this.form() };
    if (path === `${box}election.json`) return { text: election.text };
    if (path === `${box}credentials.json`) return { text: credentials };
    if (path === `${box}ballots` && method === "POST") return this.post(body);
    if (path.startsWith(`${box}ballots/`)) return this.look(path.split("/").at(-1) as string);
    return { status: 404, json: { error: "absent", sentence: "" } };
  };

  private form(): object {
    return {
      state: this.state,
      opens: "2026-07-11T00:00:00+08:00",
      closes: "2026-07-25T18:00:00+08:00",
      unit: { zh: "甲县科技局", en: "Jia County Science and Technology Bureau" },
      opening: { zh: "您好！\n请按亲身经历作答。", en: "Hello.\nPlease answer from experience." },
      title: { zh: "群众满意度调查问卷", en: "Public satisfaction questionnaire" },
      remit: { zh: "科技项目、成果与人才服务", en: "science projects, results and talent" },
      legal: [{ zh: "表号 KJPY-01", en: "Form no. KJPY-01" }],
      translations: { 总体评价: "Overall", 优秀: "Excellent", 不了解: "Don't know" },
    };
  }

  private post(body: string): Answer {
    if (this.trouble === "hang up") return { hangUp: true };
    if (this.trouble === "busy") return { status: 503 };
    if (this.trouble === "proxy") return { status: 403, html: "<h1>Blocked by your network</h1>" };
    if (this.trouble === "portal") return { json: { tracker: "somebody else's" } };
    if (this.state !== "open") return { status: 403, json: { error: "not-open", sentence: "" } };
    const ballot = checkBallot(election, listed, body);
    const known = this.ballots.some(({ tracker }) => tracker === ballot.tracker);
    if (!known) this.ballots.push(ballot);
    if (this.trouble === "accept and hang up") return { hangUp: true };
    return { status: known ? 200 : 201, json: { tracker: ballot.tracker } };
  }

  private look(address: string): Answer {
    const tracker = address.replaceAll("-", "+").replaceAll("_", "/");
    const at = this.ballots.findIndex((ballot) => ballot.tracker === tracker);
    if (at < 0) return { json: { present: false } };
    const later = this.ballots.slice(at + 1).some(({ credential }) => credential === this.ballots[at]?.credential);
    return { json: { present: true, height: at + 1, replaced: later } };
  }

  /** What the ballots say, opened by trustees 1 and 3 with the keys in the vectors. */
  open(): number[][] {
    const ceremony = { group: election.group, size: 3, threshold: 2 };
    const lines = (file: string) => fileOf(name, file).trim().split("\n").map(readJson);
    const certificates = lines("certs.jsons").map((line, i) => readCertificate(ceremony, i + 1, line));
    const polynomials = lines("polynomials.jsons").map((line, i) =>
      readPolynomial(ceremony, certificates, i + 1, line),
    );
    const tally = encryptedTally(election, this.ballots);
    const partials = new Map(
      [
        [1, "87bd0ec4ef72b1902c08d2d3fd90a790b093f0d459960aa358aa7b7f3b3de571"] as const,
        [3, "10760dd296be12d84a070d5213d59a97b4829c026702ff570dbba0425e9c03e8"] as const,
      ].map(([owner, file]) => {
        const voutput = readVoutput(
          ceremony,
          certificates,
          polynomials,
          owner,
          readJson(fileOf(name, `${file}.voutput`).trim()),
          "read",
        );
        const key = recoverKey(ceremony, fileOf(name, `${file}.key`).trim(), voutput);
        return [owner, decrypt(election, tally, key, browserRandomness)];
      }),
    );
    const trustees = readTrustees(election.group, fileOf(name, "trustees.json").trim());
    return readResult(election, trustees, tally, partials, lastBallots(this.ballots).length);
  }
}

describe.skipIf(!hasBrowser)("in the booth", { timeout: 600_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let fake: FakeBox;
  let server: FakeServer;
  let origin: string;
  /** The server answers nothing but its page and its files. */
  let absent = false;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    fake = new FakeBox();
    absent = false;
    server = new FakeServer((asked) => (absent && asked.path !== "/vote/" ? { hangUp: true } : fake.route(asked)));
    origin = await server.start();
    context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: "reduce" });
    page = await context.newPage();
    page.setDefaultTimeout(300_000);
  });
  afterEach(async () => {
    await context.close();
    server.stop();
  });

  const scan = (with_ = code, language = "") => page.goto(`${origin}/vote/${language}#${election.uuid}.${with_}`);
  const press = (label: string | RegExp) => page.getByRole("button", { name: label }).click();
  const title = (text: string | RegExp) => page.getByRole("heading", { level: 2, name: text }).waitFor();

  /** Answer all questions, the first with answer `first` and every other with the first one offered. */
  async function answerAll(first: number): Promise<void> {
    for (const [i, { answers }] of election.questions.entries()) {
      await title(`第 ${i + 1} 题`);
      await page.getByRole("radio", { name: answers[i === 0 ? first : 0] as string, exact: true }).check();
      await press("下一题");
    }
    await title("请核对您的回答");
  }

  async function vote(first: number): Promise<string> {
    await answerAll(first);
    await press("加密封存并提交");
    await title("您的选票已放入票箱");
    return page.locator(".booth-tracker").innerText();
  }

  it("goes from the QR code to a counted ballot, and tells nobody the code", async () => {
    await scan();
    await press("开始作答");
    await answerAll(2);
    await press(/^修改：总体评价/);
    await page.getByRole("radio", { name: "不了解" }).check();
    await press("下一题");
    await title("请核对您的回答");
    await press("加密封存并提交");
    await title("您的选票已放入票箱");
    expect(await page.locator(".booth-tracker").innerText()).toBe(fake.ballots[0]?.tracker);
    await press("核对我的选票是否在箱内");
    await page.getByText("公开记录的第 1 项").waitFor();

    expect(page.url()).toBe(`${origin}/vote/`);
    expect(fake.open()).toEqual(
      election.questions.map(({ answers }, i) => answers.map((_, j) => Number(j === (i === 0 ? 4 : 0)))),
    );
    const secret = deriveCredential(election.group, election.uuid, code).secret.toString();
    for (const { path, body, headers } of server.asked) {
      const told = [path, body, JSON.stringify(headers)].join();
      expect(told).not.toContain(code);
      expect(told).not.toContain(secret);
      expect(headers.cookie).toBeUndefined();
    }
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => sessionStorage.getItem("pingyi-booth"))).not.toMatch(/"ticks":\[\d/);
    await press("完成，清除本机记录");
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  });

  it("delivers exactly one ballot over a failing network, even across a reload", async () => {
    page.on("dialog", (dialog) => dialog.accept());
    fake.trouble = "hang up";
    await scan();
    await press("开始作答");
    await answerAll(0);
    await press("加密封存并提交");
    await page.getByText("没有丢失").waitFor();
    fake.trouble = "busy";
    await page.reload();
    await page.getByText("没有丢失").waitFor();
    for (const trouble of ["proxy", "portal"] as const) {
      fake.trouble = trouble;
      const asked = server.asked.length;
      await press("马上再试");
      await expect.poll(() => server.asked.length).toBeGreaterThan(asked);
      await page.getByText("没有丢失").waitFor();
    }
    fake.trouble = "accept and hang up";
    await press("马上再试");
    await expect.poll(() => fake.ballots.length, { timeout: 120_000 }).toBe(1);
    await page.getByText("没有丢失").waitFor();
    fake.trouble = "none";
    await press("马上再试");
    await title("您的选票已放入票箱");
    expect(fake.ballots.map(({ tracker }) => tracker)).toEqual([await page.locator(".booth-tracker").innerText()]);
  });

  it("is not ended by failures of other scripts, nor by what the browser refuses after the ballot is in the box", async () => {
    await page.addInitScript(() => {
      const denied = () => Promise.reject(new DOMException("Write permission denied.", "NotAllowedError"));
      Object.defineProperty(navigator, "clipboard", { value: { writeText: denied } });
      URL.createObjectURL = () => {
        throw new Error("no files here");
      };
    });
    await scan();
    await press("开始作答");
    await title("第 1 题");
    await page.evaluate(() => {
      setTimeout(() => void Promise.reject(new Error("not ours")), 0);
      setTimeout(() => {
        throw new Error("not ours");
      }, 0);
    });
    await page.waitForTimeout(200);
    const tracker = await vote(0);
    for (const label of ["复制查询码", "保存"]) {
      await press(new RegExp(label));
      await page.getByText("请手工抄下上面的查询码").waitFor();
    }
    expect(await page.locator(".booth-tracker").innerText()).toBe(tracker);
    expect(await page.getByText("没有提交任何内容").count()).toBe(0);
    expect(fake.ballots).toHaveLength(1);
  });

  it("takes a code out of the path, clears the address, and does not claim that the server never had it", async () => {
    await page.goto(`${origin}/vote/%23${election.uuid}.${code}`);
    await title("评议：");
    expect(page.url()).toBe(`${origin}/vote/`);
    await page.getByText("答题码因此随网址发到了服务器").waitFor();
    expect(await page.getByText("答题码不会发给服务器").count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  it("shows large print with its headings, and dark as the system or the respondent wishes", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await scan();
    await title("评议：");
    const size = () => page.locator("h2").evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
    const before = await size();
    await press("大字");
    expect(await size()).toBeCloseTo(before * 1.4, 0);
    expect(await faults(page)).toEqual([]);
    await press("深色");
    expect(await page.getByRole("button", { name: "深色" }).getAttribute("aria-pressed")).toBe("true");
    expect(await faults(page)).toEqual([]);
    await press("English");
    await page.getByRole("button", { name: "Large print", pressed: true }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("works in the oldest browser that is promised", async () => {
    await makeOld(page);
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    await scan();
    expect(await page.evaluate(() => "structuredClone" in window || "replaceChildren" in document.body)).toBe(false);
    await press("开始作答");
    await vote(1);
    await press("核对我的选票是否在箱内");
    await page.getByText("公开记录的第 1 项").waitFor();
    expect(broken).toEqual([]);
  });

  it("says so where a browser keeps nothing, and works all the same", async () => {
    await page.addInitScript(() => {
      const blocked = {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      };
      for (const store of ["localStorage", "sessionStorage"]) Object.defineProperty(window, store, blocked);
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    await scan();
    await page.getByText("请不要刷新或关闭本页").waitFor();
    await press("开始作答");
    await vote(0);
    expect(await page.getByRole("button", { name: "复制查询码" }).count()).toBe(0);
    expect(fake.ballots).toHaveLength(1);
  });

  it.each(["fetch", "crypto", "AbortController", "TextEncoder"])(
    "says that it cannot seal without %s",
    async (lost) => {
      await page.addInitScript((name) => Object.defineProperty(window, name, { value: undefined }), lost);
      await scan();
      await title("这个浏览器不能作答");
      await page.getByText("与网络无关").waitFor();
      expect(await page.getByText("检查网络").count()).toBe(0);
    },
  );

  it("waits for the network when the page cannot load its box, and keeps the answers over a reload", async () => {
    await scan();
    await press("开始作答");
    await page.getByRole("radio", { name: "满意", exact: true }).check();
    absent = true;
    await page.reload();
    await page.getByText("暂时连不上服务器").waitFor();
    absent = false;
    await press("再试一次");
    await press("继续作答");
    expect(await page.getByRole("radio", { name: "满意", exact: true }).isChecked()).toBe(true);
    await press("下一题");
    await page.goBack();
    await title("第 1 题");
  });

  it("lets the answer be changed until the box closes; the last one counts", async () => {
    await scan();
    await press("开始作答");
    const first = await vote(0);
    await press("重新作答");
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    const second = await vote(3);
    expect(second).not.toBe(first);
    expect(fake.open()[0]).toEqual([0, 0, 0, 1, 0]);

    fake.state = "closed";
    await press("完成，清除本机记录");
    await scan();
    await title("作答已截止");
    await press("核对选票是否在箱内");
    await page.getByLabel("查询码").fill(` ${first.slice(0, 20)} ${first.slice(20)}`);
    await press("核对");
    await page.getByText("计入结果的是后来的那张").waitFor();
    await page.getByLabel("查询码").fill(second);
    await press("核对");
    await page.getByText("将计入结果").waitFor();
    await page.getByLabel("查询码").fill("A".repeat(43));
    await press("核对");
    await page.getByText("没有这个查询码").waitFor();
    await page.getByLabel("查询码").fill("short");
    await press("核对");
    await page.getByText("43 个字符").waitFor();
  });

  it("says it kindly when the box closes just before the ballot arrives", async () => {
    await scan();
    await press("开始作答");
    await answerAll(0);
    fake.state = "closed";
    await press("加密封存并提交");
    await title("作答已截止");
    expect(fake.ballots).toEqual([]);
  });

  it("takes a typed code, offers the one that was meant, and explains every other mistake", async () => {
    await page.goto(`${origin}/vote/`);
    await title("请输入信中的答题码");
    const type = async (typed: string) => {
      await page.getByLabel("答题码", { exact: true }).fill(typed);
      await press("继续");
    };
    await type("");
    await page.getByText("请输入信中的答题码。").waitFor();
    await type("eBRNP");
    await page.getByText("您输入了 5 个").waitFor();
    await type(code.replace("e", "é"));
    await page.getByText("不会出现“é”").waitFor();
    await type("eBRNP-ULwFN8-5rhSw-4dm999");
    await page.getByText("名单上没有这个答题码").waitFor();
    await type(code.replaceAll("-", " ").replace("L", "l"));
    await page.getByText("您要输入的是不是").waitFor();
    expect(await page.locator(".booth-suggestion").innerText()).toBe(code);
    expect(await page.locator(".booth-suggestion mark").allInnerTexts()).toEqual(["L"]);
    await press("是，用这个答题码");
    await press("开始作答");
    await vote(1);
  });

  it("says so when the address names no box, or carries a code with a slip", async () => {
    await page.goto(`${origin}/vote/#1111111111111a.${code}`);
    await page.getByText("不对应任何票箱").waitFor();
    await scan(code.slice(0, -1) + (code.endsWith("2") ? "3" : "2"));
    await page.getByText("您要输入的是不是").waitFor();
  });

  it("works with the keyboard and a screen reader alone, in English", async () => {
    await scan(code, "?en");
    await title("Appraisal of Jia County Science and Technology Bureau");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("screen-title");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    for (let i = 0; i < election.questions.length; i += 1) {
      await title(`Question ${i + 1} of 8`);
      if (i === 0) {
        await page.getByRole("group", { name: "Overall" }).waitFor();
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").getByText("Please choose an answer").waitFor();
      } else await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    await title("Check your answers");
    await page.getByRole("button", { name: "Seal and send" }).focus();
    await page.keyboard.press("Enter");
    await title("Your ballot is in the box");
    expect(fake.open()[0]).toEqual([0, 1, 0, 0, 0]);
  });

  it("shows nothing that axe, a narrow phone or a thumb would object to", async () => {
    await page.goto(`${origin}/vote/`);
    await title("请输入信中的答题码");
    expect(await faults(page)).toEqual([]);
    await page.getByLabel("答题码", { exact: true }).fill(code.replace("e", "E"));
    await press("继续");
    await page.getByText("您要输入的是不是").waitFor();
    expect(await faults(page)).toEqual([]);
    await press("是，用这个答题码");
    expect(await faults(page)).toEqual([]);
    await press("开始作答");
    await press("下一题");
    expect(await faults(page)).toEqual([]);
    await answerAll(0);
    expect(await faults(page)).toEqual([]);
    await press("加密封存并提交");
    await title("您的选票已放入票箱");
    expect(await faults(page)).toEqual([]);
  });
});
