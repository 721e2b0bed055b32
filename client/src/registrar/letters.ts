/**
 * The letters, one A4 page each, built in the bureau's own browser from its sheet of codes. They say what
 * `pingyi letters` says (src/pingyi/printing/letter.typ), and are printed, or saved as PDF, by the browser.
 */
import qrcode from "qrcode-generator";

import { el } from "../page/dom";
import { dayAndTime, endOf, inLanguage } from "../page/language";
import { HEADING } from "./codes";
import type { Row } from "./csv";
import type { Survey } from "./server";

/** Level M still reads when a fold or a stain hides a seventh of the QR code. */
const LEVEL = "M";
const QUIET = 4;

/** One letter. */
export function letter(survey: Survey, row: Row, telephone: string): HTMLElement {
  const said = (column: keyof typeof HEADING) => row[HEADING[column]] ?? "";
  const issuer = inLanguage(survey.issuer, "zh");
  const lead = (words: string) => el("strong", {}, words);
  return el(
    "section",
    { class: "letter", lang: "zh-Hans" },
    el(
      "div",
      { class: "letter-window" },
      el("p", { class: "letter-small" }, `寄：${issuer}`),
      el("p", {}, said("address")),
      el("p", { class: "letter-name" }, `${said("name")}　收`),
    ),
    el("p", { class: "letter-title" }, inLanguage(survey.title, "zh")),
    el("p", {}, `${said("name")}：`),
    el("p", {}, `您由公开的随机数抽中，请您谈谈与${said("unit")}打交道的真实感受。约 3 分钟即可答完。`),
    el(
      "div",
      { class: "letter-code" },
      qrOf(said("link")),
      el(
        "div",
        {},
        el("p", {}, lead("用手机扫描左边的二维码作答；"), "或打开网址"),
        el("p", { class: "letter-mono" }, survey.address),
        el("p", {}, "输入您的答题码："),
        el("p", { class: "letter-mono letter-large" }, said("code")),
        el("p", { class: "letter-small" }, `区分大小写，代码中没有数字 0 和字母 O、I、l。票箱编号 ${said("box")}`),
      ),
    ),
    el(
      "p",
      {},
      lead("截止时间："),
      `${dayAndTime(survey.opens, "zh")}起，${endOf(survey.closes, "zh")}止。截止前可以重新作答，以最后一次为准。`,
    ),
    el(
      "p",
      {},
      lead("谁也看不到您怎样作答："),
      `您的回答在您自己的手机上加密封存后才送出，封存的选票里没有您的姓名。密钥由${survey.trustees}方分别保管，至少${survey.threshold}方同时到场才能开箱，开箱时只算出总数。${issuer}只知道这封信寄给了您、您是否已作答（以便提醒），不知道您的回答；${inLanguage(survey.organiser, "zh")}和被评单位看不到寄信名单，也看不到您的回答。`,
    ),
    el(
      "p",
      {},
      lead("没有标准答案："),
      "请按亲身经历作答，不清楚的请选“不了解”，不想答可以不答。任何人不得打听、暗示或代您作答；若有人这样做，您可以另行重答，并请告诉我们。",
    ),
    el(
      "p",
      {},
      lead("怎样核对："),
      "提交后屏幕会显示查询码，请记下。凭它可随时在同一网址核对您的选票是否在票箱内。票箱对外公开，任何人都可以下载并验算结果。作答页程序的 SHA-256 应为 ",
      el("span", { class: "letter-mono letter-small" }, survey.bundle),
      "。",
    ),
    el(
      "p",
      {},
      lead("不便上网或有疑问："),
      `请致电${issuer}（${telephone}），可以索取纸质问卷或用电话作答。本信请勿转交他人，答题码只供您本人使用。`,
    ),
  );
}

/** The signs of these letters that this browser has no glyph for, by person; a name must not lose one. */
export function lacking(rows: readonly Row[], isShown: (sign: string) => boolean): Map<string, readonly string[]> {
  const known = new Map<string, boolean>();
  const shown = (sign: string) => known.get(sign) ?? (known.set(sign, isShown(sign)).get(sign) as boolean);
  const found = new Map<string, readonly string[]>();
  for (const row of rows) {
    const text = [HEADING.name, HEADING.address, HEADING.unit].map((column) => row[column] ?? "").join("");
    const absent = [...new Set(text)].filter((sign) => !/\s/.test(sign) && !shown(sign));
    if (absent.length > 0) found.set(`${row[HEADING.name]}（${row[HEADING.ref]}）`, absent);
  }
  return found;
}

/** Whether this browser draws a sign otherwise than one that no font has. */
export function drawer(): (sign: string) => boolean {
  const canvas = el("canvas", { width: 40, height: 40 });
  const pen = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  pen.font = "32px sans-serif";
  const drawn = (sign: string) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(sign, 2, 34);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  const box = drawn("\u{10fffd}");
  return (sign) => drawn(sign) !== box;
}

function qrOf(text: string): SVGElement {
  const code = qrcode(0, LEVEL);
  code.addData(text);
  code.make();
  const side = code.getModuleCount();
  const at = Array.from({ length: side }, (_, i) => i);
  const path = at.flatMap((y) => at.filter((x) => code.isDark(y, x)).map((x) => `M${x} ${y}h1v1h-1z`)).join("");
  const drawing = (name: string, attributes: { readonly [name: string]: string }) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name) as SVGElement;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const viewBox = `${-QUIET} ${-QUIET} ${side + 2 * QUIET} ${side + 2 * QUIET}`;
  const image = drawing("svg", { viewBox, class: "letter-qr", "shape-rendering": "crispEdges", "aria-hidden": "true" });
  image.append(drawing("path", { d: path }));
  return image;
}
