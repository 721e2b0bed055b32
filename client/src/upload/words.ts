/** Everything the upload says, in both languages. */
import type { Language } from "../page/language";

export interface Words {
  readonly progress: (name: string, percent: number) => string;
  readonly checking: string;
  readonly stop: string;
  readonly paused: string;
  readonly stopped: (name: string) => string;
  readonly again: string;
}

const zh: Words = {
  progress: (name, percent) => `正在上传“${name}”：${percent}%`,
  checking: "已传完，正在检查内容……",
  stop: "暂停",
  paused: "已暂停。再点一次按钮，从中断处继续。",
  stopped: (name) => `“${name}”没有传完。`,
  again: "请检查网络和登录状态，再点一次按钮：已传的部分不会丢失，从中断处继续。",
};

const en: Words = {
  progress: (name, percent) => `Uploading “${name}”: ${percent}%`,
  checking: "All of it is there; its content is being checked…",
  stop: "Pause",
  paused: "Paused. Press the button again to go on where it stopped.",
  stopped: (name) => `“${name}” has not gone up whole.`,
  again:
    "Check the line and whether you are signed in, and press the button again: nothing is lost, it goes on where it stopped.",
};

export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
