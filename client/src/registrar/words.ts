/** Everything the registrar's page says, in both languages. */
import type { Language } from "../page/language";
import type { BadSheet } from "./csv";

export interface Words {
  readonly unreachable: string;
  readonly declined: (sentence: string) => string;
  readonly board: (box: string) => string;
  readonly sheets: Record<BadSheet["problem"], (where: string) => string>;

  readonly codes: {
    readonly title: string;
    readonly intro: string;
    readonly listed: (count: number, boxes: number) => string;
    readonly file: string;
    readonly fileHint: string;
    readonly incomplete: (unit: string, stratum: string, invited: number) => string;
    readonly make: string;
    readonly making: (done: number, count: number) => string;
    readonly saveTitle: string;
    readonly saveIntro: string;
    readonly save: string;
    readonly prove: string;
    readonly proveFirst: string;
    readonly notSame: string;
    readonly publish: string;
    readonly publishing: (done: number, count: number) => string;
    readonly published: (count: number, boxes: number) => string;
    readonly letters: string;
    readonly boxes: string;
  };

  readonly printing: {
    readonly title: string;
    readonly intro: string;
    readonly telephone: string;
    readonly telephoneMissing: string;
    readonly make: string;
    readonly lacking: (who: string) => string;
    readonly tooLong: (who: string) => string;
    readonly made: (count: number) => string;
    readonly print: string;
  };

  readonly reminders: {
    readonly title: string;
    readonly intro: string;
    readonly file: string;
    readonly submit: string;
    readonly loading: (done: number, count: number) => string;
    readonly result: (count: number) => string;
    readonly box: string;
    readonly invited: string;
    readonly voted: string;
    readonly save: string;
  };
}

const zh: Words = {
  unreachable: "暂时连不上服务器，请稍后再试。没有丢失任何内容。",
  declined: (sentence) => `服务器没有接受：${sentence || "原因不明"}。`,
  board: (box) => `票箱 ${box} 的公开记录不完整或被改动，请报告评议办和监督。`,
  sheets: {
    empty: () => "文件是空的，或只有标题行。",
    encoding: () => "读不懂文件的编码。请在 Excel 中另存为“CSV UTF-8”。",
    column: (where) => `标题行有问题：缺少、为空或重复的一列“${where}”。`,
    width: (where) => `第 ${where} 行的格数与标题行不一样。`,
    quote: (where) => `第 ${where} 行的引号不成对。`,
    value: (where) => `第 ${where} 行的单位和类别没有等待答题码的票箱。`,
    code: (where) => `第 ${where} 行的答题码不完整。`,
    sign: (where) =>
      `第 ${where.replace(": ", " 行，")}：此处丢失了一个字，或有各机显示不一的字。请在名单中改正后重试。`,
  },
  codes: {
    title: "为抽中的人制作答题码",
    intro:
      "答题码在这台电脑上制作，服务器只会得到排好序的公开凭证，从中看不出属于谁。请在统计局自己的电脑上操作，答题码文件不要经评议办的人之手。",
    listed: (count, boxes) => `有 ${boxes} 个票箱等待答题码，共抽中 ${count} 人。`,
    file: "名单文件（可不选）",
    fileHint: "不选文件，就用服务器上的抽样名单；也可以选择下载的 drawn.csv。",
    incomplete: (unit, stratum, invited) => `名单不全：单位 ${unit}、类别 ${stratum} 应有 ${invited} 人。`,
    make: "制作答题码",
    making: (done, count) => `正在制作 ${done} / ${count}`,
    saveTitle: "保存答题码文件",
    saveIntro:
      "请先保存，再选一次以确认确实存好，然后才能公布凭证。答题码无法再次生成；谁拿到这个文件，谁就能代人作答。",
    save: "保存答题码文件",
    prove: "选择刚保存的文件",
    proveFirst: "请先选择刚保存的文件，以确认它确实存好。",
    notSame: "这不是刚才保存的文件，请重新保存。",
    publish: "公布凭证",
    publishing: (done, count) => `正在公布 ${done} / ${count} 个票箱`,
    published: (count, boxes) => `已公布 ${boxes} 个票箱的 ${count} 个凭证。`,
    letters: "现在可以就在本页制作信件；也可以以后在“该提醒谁”处选择答题码文件来制作。",
    boxes: "下载 boxes.json",
  },
  printing: {
    title: "制作信件",
    intro:
      "信件在这台电脑上排好，每人一页 A4，地址在信封窗口处；不经过服务器。打印时请选 A4、实际大小（100%）；要存成文件，请在打印窗口选“另存为 PDF”。",
    telephone: "信中印的电话",
    telephoneMissing: "请填写信中要印的电话：不便上网的人靠它索取纸质问卷或用电话作答。",
    make: "排好信件",
    lacking: (who) =>
      `这台电脑的字体缺少下列字，没有制作信件：${who}。请安装含有这些字的字体后再试，或把这几封信另行手写。`,
    tooLong: (who) => `写给${who}的信一页放不下，没有制作信件。请缩短姓名或地址。`,
    made: (count) => `已排好 ${count} 封信，在本页下方，每人一页。信中有答题码，装封之前请妥善保管；打印完请关闭本页。`,
    print: "打印或存为 PDF",
  },
  reminders: {
    title: "该提醒谁",
    intro:
      "选择统计局保存的答题码文件。本页下载公开票箱，在这台电脑上比对出还没有作答的人；文件不会上传，服务器不知道您在查谁。",
    file: "答题码文件（codes.csv）",
    submit: "比对",
    loading: (done, count) => `正在下载公开票箱 ${done} / ${count}`,
    result: (count) => `还有 ${count} 人没有作答。`,
    box: "票箱",
    invited: "发出",
    voted: "已作答",
    save: "保存提醒名单",
  },
};

const en: Words = {
  unreachable: "The server cannot be reached at the moment; please try again. Nothing was lost.",
  declined: (sentence) => `The server did not accept this: ${sentence || "no reason was given"}.`,
  board: (box) =>
    `The public record of box ${box} is incomplete or was altered. Please tell the office and the supervisor.`,
  sheets: {
    empty: () => "The file is empty, or has a header line only.",
    encoding: () => "The file's encoding cannot be read. Please save it as “CSV UTF-8” in Excel.",
    column: (where) => `The header line is wrong: the column “${where}” is missing, empty or there twice.`,
    width: (where) => `Line ${where} has not as many cells as the header line.`,
    quote: (where) => `Line ${where} has a quotation mark without its partner.`,
    value: (where) => `Line ${where}: no box of that unit and stratum is waiting for codes.`,
    code: (where) => `Line ${where}: the code is not complete.`,
    sign: (where) =>
      `Line ${where}: a character was lost here, or every machine shows another one. Correct the list and try again.`,
  },
  codes: {
    title: "Make codes for the people drawn",
    intro:
      "Codes are made on this computer. The server only gets sorted public credentials, which do not tell whose they are. Please work on the bureau's own computer, and let nobody from the office handle the file of codes.",
    listed: (count, boxes) => `${boxes} boxes are waiting for codes; ${count} people were drawn for them.`,
    file: "A file with the list (optional)",
    fileHint: "Without a file, the list on the server is used; you may also choose the drawn.csv that you downloaded.",
    incomplete: (unit, stratum, invited) =>
      `The list is not complete: unit ${unit}, stratum ${stratum} must have ${invited} people.`,
    make: "Make the codes",
    making: (done, count) => `Making ${done} of ${count}`,
    saveTitle: "Save the file of codes",
    saveIntro:
      "Save the file, then choose it once to show that it was really saved; only then can the credentials be published. Codes cannot be made again, and whoever has this file can answer in other people's place.",
    save: "Save the file of codes",
    prove: "Choose the file just saved",
    proveFirst: "Please choose the file just saved first, to show that it was really saved.",
    notSame: "This is not the file just saved; please save it again.",
    publish: "Publish the credentials",
    publishing: (done, count) => `Publishing ${done} of ${count} boxes`,
    published: (count, boxes) => `${count} credentials of ${boxes} boxes are published.`,
    letters: "The letters can now be made on this page, or later under “Whom to remind” from the file of codes.",
    boxes: "Download boxes.json",
  },
  printing: {
    title: "Make the letters",
    intro:
      "The letters are set on this computer, one A4 page each, the address in the window of the envelope; nothing passes through the server. Print on A4 at actual size (100%); to keep a file, choose “Save as PDF” in the print dialogue.",
    telephone: "Telephone number in the letters",
    telephoneMissing:
      "Please enter the telephone number for the letters: people without the internet ask there for the paper form or answer by telephone.",
    make: "Set the letters",
    lacking: (who) =>
      `The fonts of this computer lack these signs, and no letters were made: ${who}. Install a font that has them, or write these letters by hand.`,
    tooLong: (who) =>
      `The letter to ${who} does not fit on its page, and no letters were made. Shorten name or address.`,
    made: (count) =>
      `${count} letters are set at the end of this page, one page each. They carry the codes: keep them locked up until they are sealed, and close this page after printing.`,
    print: "Print or save as PDF",
  },
  reminders: {
    title: "Whom to remind",
    intro:
      "Choose the file of codes that the bureau keeps. This page downloads the public boxes and finds on this computer who has not answered yet; the file is not uploaded, and the server does not learn whom you look for.",
    file: "File of codes (codes.csv)",
    submit: "Compare",
    loading: (done, count) => `Downloading public boxes: ${done} of ${count}`,
    result: (count) => `${count} people have not answered yet.`,
    box: "Box",
    invited: "invited",
    voted: "answered",
    save: "Save the list of people to remind",
  },
};

export const WORDS: { readonly [language in Language]: Words } = { zh, en };
