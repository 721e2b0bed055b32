/** Everything the booth says, in both languages. */
import type { Language } from "../page/language";

export interface Words {
  readonly otherLanguage: string;
  readonly largePrint: string;
  readonly dark: string;
  readonly loading: string;
  readonly back: string;
  readonly next: string;
  readonly tryAgain: string;
  readonly broken: {
    readonly title: string;
    /** Nothing was sent yet; a sealed ballot waits; the ballot is in the box. */
    readonly sentence: string;
    readonly waiting: string;
    readonly sent: string;
    readonly unableTitle: string;
    readonly unable: string;
  };

  readonly welcome: {
    readonly title: (unit: string) => string;
    readonly start: string;
    readonly resume: string;
    readonly remit: (remit: string) => string;
    readonly closes: (moment: string) => string;
    readonly protectedTitle: string;
    readonly protected: readonly string[];
    readonly codeStays: string;
    readonly told: string;
    readonly unkept: string;
    readonly seesTitle: string;
    readonly sees: readonly (readonly [who: string, what: string])[];
    readonly pressure: string;
  };

  readonly entry: {
    readonly title: string;
    readonly intro: string;
    readonly unit: string;
    readonly chooseUnit: string;
    readonly unitMissing: string;
    readonly code: string;
    readonly hint: string;
    readonly submit: string;
    readonly checking: string;
    readonly empty: string;
    readonly length: (typed: number) => string;
    readonly characters: (wrong: string) => string;
    readonly suggestion: string;
    readonly useSuggestion: string;
    readonly unknown: string;
    readonly noBox: string;
    readonly help: string;
    readonly lookUp: string;
  };

  readonly question: {
    readonly title: (number: number, count: number) => string;
    readonly progress: (number: number, count: number) => string;
    readonly missing: string;
  };

  readonly review: {
    readonly title: string;
    readonly intro: string;
    readonly change: string;
    readonly changeOf: (question: string) => string;
    readonly send: string;
  };

  readonly sending: {
    readonly title: string;
    readonly sealing: (done: number, count: number) => string;
    readonly sending: string;
    readonly waiting: (seconds: number) => string;
    readonly keepOpen: string;
    readonly now: string;
    readonly failed: string;
  };

  readonly receipt: {
    readonly title: string;
    readonly thanks: string;
    readonly tracker: string;
    readonly trackerHint: string;
    readonly copy: string;
    readonly copied: string;
    readonly byHand: string;
    readonly save: string;
    readonly check: string;
    readonly change: string;
    readonly changeHint: (moment: string) => string;
    readonly finish: string;
    readonly finished: string;
    readonly file: (unit: string, box: string, tracker: string, moment: string) => string;
  };

  readonly lookUp: {
    readonly title: string;
    readonly intro: string;
    readonly label: string;
    readonly submit: string;
    readonly malformed: string;
    readonly present: (height: number) => string;
    readonly replaced: (height: number) => string;
    readonly absent: string;
    readonly board: string;
  };

  readonly refused: {
    readonly unreachable: string;
    readonly closed: (moment: string) => string;
    readonly notOpen: (moment: string) => string;
    readonly closedTitle: string;
    readonly notOpenTitle: string;
    readonly unlisted: string;
    readonly changed: string;
    readonly other: (sentence: string) => string;
    readonly noBox: string;
  };
}

const zh: Words = {
  otherLanguage: "English",
  largePrint: "大字",
  dark: "深色",
  loading: "正在打开问卷……",
  back: "上一步",
  next: "下一题",
  tryAgain: "再试一次",
  broken: {
    title: "出了意外",
    sentence: "没有提交任何内容。请重新打开本页；仍不行，请换一个浏览器，或联系寄信的统计局。",
    waiting: "选票已加密封存，可能已送达，也可能尚未送达。请在同一标签页重新打开本页，会继续提交；重复提交只计一张。",
    sent: "选票已放入票箱，不受影响。请手工抄下查询码：",
    unableTitle: "这个浏览器不能作答",
    unable:
      "它缺少加密封存所需的功能，与网络无关，也没有提交任何内容。请换一个浏览器或另一台设备打开信中的网址；也可以填写纸质问卷，或拨打信中的电话。答题码不变。",
  },
  welcome: {
    title: (unit) => `评议：${unit}`,
    start: "开始作答",
    resume: "继续作答",
    remit: (remit) => `该单位职责：${remit}`,
    closes: (moment) => `可作答、也可改答至${moment}。`,
    protectedTitle: "您的回答怎样受到保护",
    protected: [
      "您的每个答案在这台设备上就已加密封存，离开时任何人都读不出内容，包括本系统。",
      "票箱只合计、不拆封：开箱时由多方各持的钥匙共同开启，得出的只有每个选项的总数。",
      "本页不使用 Cookie，也不记录您的网络地址和设备信息。",
    ],
    codeStays: "信中的答题码不会发给服务器。",
    told: "打开网址的软件把网址中的“#”改写了，答题码因此随网址发到了服务器。本系统不登记网址，您仍可作答；若想让答题码不经过服务器，请用手机相机或浏览器直接扫描信中的二维码。",
    unkept: "这个浏览器不允许网页暂存内容。可以照常作答，但提交完成之前请不要刷新或关闭本页，否则要从头答起。",
    seesTitle: "谁能看到什么",
    sees: [
      ["被评单位", "只看到公布的合计结果，看不到任何一份答卷。"],
      ["评议办公室", "看到密封的选票和总票数，看不到内容，也不知道是谁投的。"],
      ["统计局", "知道把答题码寄给了谁，从而能看出谁还没有作答，但看不到答案。"],
      ["任何人", "都可以核对：自己的选票在箱内，没有选票被增加、更改或丢弃。"],
    ],
    pressure: "如果有人要求您怎样作答：先照样作答也无妨，之后随时可以重新作答，只有最后一次算数。",
  },
  entry: {
    title: "请输入信中的答题码",
    intro: "如果手机能扫描信中的二维码，就不必输入。",
    unit: "信中写明的被评单位",
    chooseUnit: "请选择",
    unitMissing: "请先选择信中写明的被评单位。",
    code: "答题码",
    hint: "共 22 个字母和数字，区分大小写；横线和空格可以不输入。",
    submit: "继续",
    checking: "正在核对答题码……",
    empty: "请输入信中的答题码。",
    length: (typed) => `答题码应有 22 个字母和数字，您输入了 ${typed} 个。请对照信件，看看是否漏了或多了。`,
    characters: (wrong) => `答题码里不会出现“${wrong}”。答题码只由英文字母和数字组成，请对照信件再看一看。`,
    suggestion: "您输入的答题码不在名单上，但与名单上的一个答题码只差标出的地方。您要输入的是不是：",
    useSuggestion: "是，用这个答题码",
    unknown:
      "名单上没有这个答题码。请看一看：大小写是否一致；信件是不是本次调查、这个单位的；容易看混的有 1 和 i、5 和 S、8 和 B、2 和 Z、u 和 v。核对无误仍不行，请联系寄信的统计局，答题码不会因此失效。",
    noBox: "没有找到这个单位的票箱。请确认信件是本次调查的，或重新扫描整个二维码。",
    help: "需要帮助，请拨打信中的电话。",
    lookUp: "我已经投过票，想查看选票是否在箱内",
  },
  question: {
    title: (number, count) => `第 ${number} 题（共 ${count} 题）`,
    progress: (number, count) => `已到第 ${number} 题，共 ${count} 题`,
    missing: "请选择一个答案。不清楚的，请选“不了解”或“不便回答”。",
  },
  review: {
    title: "请核对您的回答",
    intro: "提交之前可以修改任何一题。提交后、截止之前，也可以凭同一答题码重新作答。",
    change: "修改",
    changeOf: (question) => `修改：${question}`,
    send: "加密封存并提交",
  },
  sending: {
    title: "正在提交",
    sealing: (done, count) => `正在加密封存：${done} / ${count}`,
    sending: "选票已封存，正在放入票箱……",
    waiting: (seconds) => `暂时连不上服务器。您的选票已封存在这台设备上，没有丢失；${seconds} 秒后自动再试。`,
    keepOpen: "请不要关闭本页。",
    now: "马上再试",
    failed: "封存时出了问题，选票没有寄出。您的回答还在，请再试一次；仍不行，请换一个浏览器或另一台设备，答题码不变。",
  },
  receipt: {
    title: "您的选票已放入票箱",
    thanks: "谢谢您参加评议。",
    tracker: "查询码",
    trackerHint: "查询码只能证明选票在箱内，看不出您怎样作答。想以后核对，请记下或保存它。",
    copy: "复制查询码",
    copied: "已复制。",
    byHand: "浏览器不允许这样做。请手工抄下上面的查询码；选票已在票箱里，不受影响。",
    save: "保存为文件",
    check: "核对我的选票是否在箱内",
    change: "重新作答",
    changeHint: (moment) => `截止（${moment}）之前，您可以随时凭同一答题码重新作答，只有最后一次算数。`,
    finish: "完成，清除本机记录",
    finished: "本机记录已清除，可以关闭本页。",
    file: (unit, box, tracker, moment) =>
      `评议单位：${unit}\n票箱：${box}\n查询码：${tracker}\n提交时间：${moment}\n查询码只证明选票在票箱内，不显示内容。\n`,
  },
  lookUp: {
    title: "核对选票是否在箱内",
    intro: "输入提交时给您的查询码，可以看到选票是否在这个票箱内。查询码不显示您的答案。",
    label: "查询码",
    submit: "核对",
    malformed: "查询码是 43 个字符，请再看一看是否完整。",
    present: (height) => `在箱内。这张选票是公开记录的第 ${height} 项，将计入结果。`,
    replaced: (height) => `在公开记录内（第 ${height} 项），但后来用同一答题码重新作答过，计入结果的是后来的那张。`,
    absent: "这个票箱里没有这个查询码。请核对查询码和单位；如果查询码无误，请联系寄信的统计局。",
    board: "下载公开票箱自行核对",
  },
  refused: {
    unreachable: "暂时连不上服务器。请检查网络后再试；您已填写的内容不会丢失。",
    closed: (moment) => `本次作答已于${moment}截止，不能再提交。已提交的选票都在箱内，您仍可核对。`,
    notOpen: (moment) => `票箱将于${moment}开放，请到时再来。您的答题码届时有效。`,
    closedTitle: "作答已截止",
    notOpenTitle: "尚未开始",
    unlisted: "票箱不认识这个答题码，选票没有被接受。请核对信件，或联系寄信的统计局。",
    changed: "问卷在您作答期间有变动，选票没有被接受。请重新打开本页作答。",
    other: (sentence) =>
      `票箱没有接受这张选票：${sentence || "原因不明"}。您的回答还在，请稍后再试，或联系寄信的统计局。`,
    noBox: "这个地址不对应任何票箱。请重新扫描信中的整个二维码，或在下面输入答题码。",
  },
};

const en: Words = {
  otherLanguage: "中文",
  largePrint: "Large print",
  dark: "Dark",
  loading: "Opening the questionnaire…",
  back: "Back",
  next: "Next",
  tryAgain: "Try again",
  broken: {
    title: "Something unexpected happened",
    sentence:
      "Nothing was sent. Please open this page again; if it stays so, try another browser or contact the statistics bureau that sent the letter.",
    waiting:
      "Your ballot is sealed; it may or may not have arrived. Open this page again in the same tab and it will be sent on; however often it is sent, it counts once.",
    sent: "Your ballot is in the box and is not affected. Please copy the tracker by hand:",
    unableTitle: "This browser cannot be used to answer",
    unable:
      "It lacks what sealing needs; the network is not the cause, and nothing was sent. Please open the address in the letter in another browser or on another device, or use the paper form or the telephone number in the letter. Your code stays valid.",
  },
  welcome: {
    title: (unit) => `Appraisal of ${unit}`,
    start: "Start",
    resume: "Continue",
    remit: (remit) => `Its remit: ${remit}`,
    closes: (moment) => `You can answer, and change your answer, until ${moment}.`,
    protectedTitle: "How your answers are protected",
    protected: [
      "Each answer is sealed by encryption on this device. Once it leaves, nobody can read it, not even this system.",
      "Ballots are only added up, never opened one by one: several bodies open the box together, each with its own key, and all that comes out is how often each answer was chosen.",
      "This page uses no cookies and keeps no network address or device data.",
    ],
    codeStays: "The code in your letter is never sent to the server.",
    told: "The app that opened the address rewrote its “#”, so the code reached the server with the address. This system notes no addresses, and you can answer all the same; if the code is not to pass through the server, scan the QR code in the letter with the phone's camera or browser.",
    unkept:
      "This browser lets pages keep nothing. You can answer as usual, but please do not reload or close the page before the ballot is sent, or you will have to start again.",
    seesTitle: "Who can see what",
    sees: [
      ["The appraised unit", "sees the published totals, never a single questionnaire."],
      ["The appraisal office", "sees sealed ballots and their number, neither their content nor who cast them."],
      [
        "The statistics bureau",
        "knows to whom each code was sent, so it can tell who has not answered yet, but sees no answers.",
      ],
      ["Anybody", "can check that their own ballot is in the box and that none was added, altered or lost."],
    ],
    pressure:
      "If somebody tells you how to answer: you may go along, and answer again later at any time. Only your last ballot counts.",
  },
  entry: {
    title: "Enter the code from your letter",
    intro: "If your phone can scan the QR code in the letter, you need not type anything.",
    unit: "The unit named in your letter",
    chooseUnit: "Please choose",
    unitMissing: "Please choose the unit named in your letter first.",
    code: "Code",
    hint: "22 letters and digits; capital and small letters differ. You may leave out dashes and spaces.",
    submit: "Continue",
    checking: "Checking the code…",
    empty: "Please enter the code from your letter.",
    length: (typed) =>
      `A code has 22 letters and digits; you entered ${typed}. Please compare with the letter: is one missing, or one too many?`,
    characters: (wrong) =>
      `“${wrong}” never occurs in a code. Codes are made of Latin letters and digits only; please look at the letter again.`,
    suggestion:
      "The code as you entered it is not on the list, but one on the list differs only where marked. Did you mean:",
    useSuggestion: "Yes, use this code",
    unknown:
      "This code is not on the list. Please check: are capital and small letters as in the letter? Is the letter for this survey and this unit? Easily confused are 1 and i, 5 and S, 8 and B, 2 and Z, u and v. If it is right and still refused, please contact the statistics bureau that sent the letter; your code stays valid.",
    noBox:
      "There is no box for this unit. Please make sure that the letter belongs to this survey, or scan the whole QR code again.",
    help: "If you need help, please call the number in the letter.",
    lookUp: "I have already voted and want to check that my ballot is in the box",
  },
  question: {
    title: (number, count) => `Question ${number} of ${count}`,
    progress: (number, count) => `Question ${number} of ${count}`,
    missing: "Please choose an answer. If you are not sure, choose “Don't know” or “I would rather not say”.",
  },
  review: {
    title: "Check your answers",
    intro:
      "You can change any answer before you send. Afterwards, until the box closes, you can answer again with the same code.",
    change: "Change",
    changeOf: (question) => `Change: ${question}`,
    send: "Seal and send",
  },
  sending: {
    title: "Sending",
    sealing: (done, count) => `Sealing: ${done} of ${count}`,
    sending: "Your ballot is sealed and on its way to the box…",
    waiting: (seconds) =>
      `The server cannot be reached at the moment. Your sealed ballot is safe on this device; trying again in ${seconds} s.`,
    keepOpen: "Please keep this page open.",
    now: "Try now",
    failed:
      "Sealing went wrong and nothing was sent. Your answers are still here; please try again. If it stays so, use another browser or device; your code stays valid.",
  },
  receipt: {
    title: "Your ballot is in the box",
    thanks: "Thank you for taking part.",
    tracker: "Ballot tracker",
    trackerHint:
      "The tracker proves that your ballot is in the box; it does not show how you answered. Note or save it if you want to check later.",
    copy: "Copy",
    copied: "Copied.",
    byHand:
      "The browser does not allow this. Please copy the tracker above by hand; your ballot is in the box and is not affected.",
    save: "Save as a file",
    check: "Check that my ballot is in the box",
    change: "Change my answer",
    changeHint: (moment) =>
      `Until the box closes (${moment}) you can answer again with the same code. Only your last ballot counts.`,
    finish: "Finish and clear this device",
    finished: "Nothing is left on this device. You can close the page.",
    file: (unit, box, tracker, moment) =>
      `Appraisal of: ${unit}\nBox: ${box}\nBallot tracker: ${tracker}\nSent: ${moment}\nThe tracker proves presence in the box, never content.\n`,
  },
  lookUp: {
    title: "Check that a ballot is in the box",
    intro: "Enter the tracker you were given when you sent your ballot. It does not reveal your answers.",
    label: "Ballot tracker",
    submit: "Check",
    malformed: "A tracker has 43 characters; please check that it is complete.",
    present: (height) => `It is in the box: entry ${height} of the public record. It will be counted.`,
    replaced: (height) =>
      `It is in the public record (entry ${height}), but the same code was used to answer again; the later ballot counts.`,
    absent:
      "This box holds no ballot with this tracker. Please check the tracker and the unit; if both are right, contact the statistics bureau that sent the letter.",
    board: "Download the public box and check it yourself",
  },
  refused: {
    unreachable:
      "The server cannot be reached at the moment. Please check your connection and try again; what you have filled in is not lost.",
    closed: (moment) =>
      `The box closed on ${moment}; no more ballots can be sent. All ballots sent before are in it, and you can still check yours.`,
    notOpen: (moment) => `The box opens on ${moment}. Please come back then; your code will be valid.`,
    closedTitle: "The box is closed",
    notOpenTitle: "Not open yet",
    unlisted:
      "The box does not know this code, and the ballot was not accepted. Please check the letter, or contact the statistics bureau that sent it.",
    changed:
      "The questionnaire changed while you answered, and the ballot was not accepted. Please open this page again.",
    other: (sentence) =>
      `The box did not accept the ballot: ${sentence || "no reason was given"}. Your answers are still here; please try later, or contact the statistics bureau that sent the letter.`,
    noBox:
      "There is no box at this address. Please scan the whole QR code in the letter again, or enter the code below.",
  },
};

export const WORDS: { readonly [language in Language]: Words } = { zh, en };
