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
    readonly none: string;
    readonly intro: string;
    readonly listed: (count: number, boxes: number) => string;
    readonly file: string;
    readonly fileHint: string;
    readonly make: string;
    readonly making: (done: number, count: number) => string;
    readonly saveTitle: string;
    readonly saveIntro: string;
    readonly letters: string;
    readonly lettersHint: string;
    readonly lettersFile: string;
    readonly roll: string;
    readonly rollHint: string;
    readonly rollFile: string;
    readonly proveLetters: string;
    readonly proveRoll: string;
    readonly notSame: string;
    readonly publish: string;
    readonly proveFirst: string;
    readonly publishing: (done: number, count: number) => string;
    readonly published: (count: number, boxes: number) => string;
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
    readonly saveFile: string;
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
    value: (where) => `第 ${where} 行的票箱不在待发代码的票箱之列。`,
  },
  codes: {
    title: "为抽中的人制作代码",
    none: "现在没有等待代码的票箱。",
    intro:
      "代码在这台电脑上制作，服务器只会得到排好序的公开凭证，从中看不出属于谁。请在统计局自己的电脑上操作，不要让评议办的人经手两份文件。",
    listed: (count, boxes) => `抽样名单：${count} 人，${boxes} 个票箱。`,
    file: "或者选择抽样名单文件（CSV）",
    fileHint: "第一行是列名，其中“票箱”一列写票箱编号，其他列原样带到信函表中。",
    make: "制作代码",
    making: (done, count) => `正在制作 ${done} / ${count}`,
    saveTitle: "保存两份文件",
    saveIntro: "请先保存，再各选一次以确认确实存好，然后才能公布凭证。代码无法再次生成。",
    letters: "保存信函表（含代码）",
    lettersHint: "只用于印信，印完即销毁。",
    lettersFile: "信函表.csv",
    roll: "保存名册（含公开凭证，不含代码）",
    rollHint: "留在统计局，用来知道该提醒谁。",
    rollFile: "名册.csv",
    proveLetters: "选择刚保存的信函表",
    proveRoll: "选择刚保存的名册",
    notSame: "这不是刚才保存的文件，请重新保存。",
    publish: "公布凭证",
    proveFirst: "请先确认两份文件都已存好。",
    publishing: (done, count) => `正在公布 ${done} / ${count} 个票箱`,
    published: (count, boxes) => `已公布 ${boxes} 个票箱的 ${count} 个凭证。可以印信了。`,
  },
  reminders: {
    title: "该提醒谁",
    intro:
      "选择统计局保存的名册。本页下载公开票箱，在这台电脑上比对出还没有作答的人；名册不会上传，服务器不知道您在查谁。",
    file: "名册（CSV）",
    submit: "比对",
    loading: (done, count) => `正在下载公开票箱 ${done} / ${count}`,
    result: (count) => `还有 ${count} 人没有作答。`,
    box: "票箱",
    invited: "发出",
    voted: "已作答",
    save: "保存提醒名单",
    saveFile: "提醒名单.csv",
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
    value: (where) => `Line ${where} names a box that is not waiting for codes.`,
  },
  codes: {
    title: "Make codes for the people drawn",
    none: "No box is waiting for codes now.",
    intro:
      "Codes are made on this computer. The server only gets sorted public credentials, which do not tell whose they are. Please work on the bureau's own computer and let nobody from the office handle the two files.",
    listed: (count, boxes) => `The drawn list: ${count} people, ${boxes} boxes.`,
    file: "Or choose the drawn list as a file (CSV)",
    fileHint:
      "The first line names the columns; the column “票箱” holds the box number, all others are carried into the letters' sheet.",
    make: "Make the codes",
    making: (done, count) => `Making ${done} of ${count}`,
    saveTitle: "Save the two files",
    saveIntro:
      "Save both, then choose each once to show that it was really saved; only then can the credentials be published. Codes cannot be made again.",
    letters: "Save the letters' sheet (with codes)",
    lettersHint: "For printing the letters only; destroy it afterwards.",
    lettersFile: "letters.csv",
    roll: "Save the roll (credentials, no codes)",
    rollHint: "It stays with the bureau, to know whom to remind.",
    rollFile: "roll.csv",
    proveLetters: "Choose the letters' sheet just saved",
    proveRoll: "Choose the roll just saved",
    notSame: "This is not the file just saved; please save it again.",
    publish: "Publish the credentials",
    proveFirst: "Please show first that both files were saved.",
    publishing: (done, count) => `Publishing ${done} of ${count} boxes`,
    published: (count, boxes) => `${count} credentials of ${boxes} boxes are published. The letters can be printed.`,
  },
  reminders: {
    title: "Whom to remind",
    intro:
      "Choose the roll that the bureau keeps. This page downloads the public boxes and finds on this computer who has not answered yet; the roll is not uploaded, and the server does not learn whom you look for.",
    file: "Roll (CSV)",
    submit: "Compare",
    loading: (done, count) => `Downloading public boxes: ${done} of ${count}`,
    result: (count) => `${count} people have not answered yet.`,
    box: "Box",
    invited: "invited",
    voted: "answered",
    save: "Save the list of people to remind",
    saveFile: "remind.csv",
  },
};

export const WORDS: { readonly [language in Language]: Words } = { "zh-hans": zh, en };
