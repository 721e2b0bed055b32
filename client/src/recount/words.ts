/** Everything the recount page says, in both languages. */
import type { Language } from "../page/language";

export interface Words {
  readonly title: string;
  readonly intro: string;
  readonly files: string;
  readonly submit: string;
  readonly none: string;
  readonly reading: string;
  readonly checking: (done: number, count: number) => string;
  readonly open: (count: number) => string;
  readonly closed: (count: number) => string;
  readonly counted: (count: number) => string;
  readonly refused: (why: string) => string;
  readonly head: string;
  readonly answer: string;
  readonly ticks: string;
  readonly finished: (good: number, all: number) => string;
  readonly save: string;
}

const zh: Words = {
  title: "自行复算",
  intro:
    "选择已下载的公开票箱文件（.bel）。本页在这台电脑上从头检查：密钥、名单、每一张选票、合计、各方份额和结果，不联系服务器。每张选票约需 0.2 秒；票箱多时，用命令 pingyi verify 更快。",
  files: "公开票箱文件（可多选）",
  submit: "开始复算",
  none: "请选择至少一个 .bel 文件。",
  reading: "正在读取……",
  checking: (done, count) => `正在检查 ${done} / ${count} 项`,
  open: (count) => `完好。票箱仍开放，已有 ${count} 人投票。`,
  closed: (count) => `完好。票箱已关闭，共 ${count} 人投票，尚未开启。`,
  counted: (count) => `完好。已开启，${count} 人的选票计入结果：`,
  refused: (why) => `有问题，不能采信：${why}`,
  head: "记录末项",
  answer: "选项",
  ticks: "票数",
  finished: (good, all) => `复算完成：${all} 个票箱中 ${good} 个完好。`,
  save: "保存复算结果",
};

const en: Words = {
  title: "Recount",
  intro:
    "Choose the public boxes (.bel) that you downloaded. This page checks them on this computer from the first byte to the last: keys, list, every ballot, sum, shares and result, without asking the server. It takes about 0.2 seconds per ballot; for many boxes, pingyi verify is faster.",
  files: "Public boxes (one or more files)",
  submit: "Recount",
  none: "Please choose at least one .bel file.",
  reading: "reading…",
  checking: (done, count) => `checking ${done} of ${count}`,
  open: (count) => `Sound. The box is still open; ${count} people have voted.`,
  closed: (count) => `Sound. The box is closed with ${count} voters and has not been opened.`,
  counted: (count) => `Sound. It was opened; the ballots of ${count} people count:`,
  refused: (why) => `Not sound, not to be relied on: ${why}`,
  head: "last entry",
  answer: "Answer",
  ticks: "Ticks",
  finished: (good, all) => `Done: ${good} of ${all} boxes are sound.`,
  save: "Save the recount",
};

export const WORDS: { readonly [language in Language]: Words } = { zh, en };
