/** Everything the trustee's page says, in both languages. */
import type { Language } from "../page/language";
import type { Reason } from "../refused";
import type { Kind } from "./transcript";

export interface Words {
  readonly loading: string;
  readonly unreachable: string;
  readonly declined: (sentence: string) => string;
  readonly trustee: (number: number, name: string) => string;
  readonly reasons: Partial<Record<Reason, string>>;
  readonly otherReason: (detail: string) => string;
  readonly blame: (who: string, why: string) => string;

  readonly file: {
    readonly label: string;
    readonly passphrase: string;
    readonly again: string;
    readonly hint: string;
    readonly make: string;
    readonly made: string;
    readonly short: string;
    readonly different: string;
    readonly missing: string;
    readonly working: string;
    readonly name: (ceremony: string, number: number) => string;
  };

  readonly setUp: {
    readonly title: string;
    readonly who: (number: number, name: string) => string;
    readonly intro: (size: number, threshold: number) => readonly string[];
    readonly begin: string;
    readonly passphraseTitle: string;
    readonly passphraseIntro: string;
    readonly save: string;
    readonly proveTitle: string;
    readonly proveIntro: string;
    readonly saveAgain: string;
    readonly prove: string;
    readonly resumeTitle: string;
    readonly resumeIntro: string;
    readonly resume: string;
    readonly waitingTitle: string;
    readonly waiting: string;
    readonly table: string;
    readonly rounds: Record<Kind, string>;
    readonly done: string;
    readonly open: string;
    readonly compareTitle: string;
    readonly compareIntro: string;
    readonly same: string;
    readonly notSame: string;
    readonly notSameReason: string;
    readonly finishedTitle: string;
    readonly finished: (size: number, threshold: number) => string;
    readonly fingerprint: string;
    readonly record: string;
    readonly abortedTitle: string;
    readonly aborted: string;
    readonly refusedTitle: string;
    readonly refusedNext: string;
    readonly report: string;
    readonly reported: string;
  };

  readonly trial: {
    readonly title: string;
    readonly intro: string;
    readonly submit: string;
    readonly works: (who: string) => string;
    readonly early: (who: string) => string;
  };

  readonly opening: {
    readonly title: string;
    readonly none: string;
    readonly intro: string;
    readonly start: string;
    readonly box: string;
    readonly state: string;
    readonly waiting: string;
    readonly given: string;
    readonly downloading: string;
    readonly checking: (done: number, count: number) => string;
    readonly decrypting: (done: number, count: number) => string;
    readonly handingIn: string;
    readonly tooFew: (count: number, minimum: number) => string;
    readonly failed: (why: string) => string;
    readonly finished: (count: number) => string;
    readonly partly: (count: number, all: number) => string;
    readonly holds: (voters: number, closed: string) => string;
    readonly compare: string;
  };
}

const zh: Words = {
  loading: "正在读取……",
  unreachable: "暂时连不上服务器，稍后自动再试。",
  declined: (sentence) => `服务器没有接受：${sentence || "原因不明"}。`,
  trustee: (number, name) => `第 ${number} 位密钥保管人（${name}）`,
  reasons: {
    "not-canonical": "消息的写法不合规范，可能在途中被改动",
    "not-in-group": "消息中的数不在规定的群内，不能使用",
    number: "消息中的数超出范围",
    shape: "消息缺项或多项",
    "out-of-order": "消息来得不是时候，前一轮还没有齐",
    repeated: "同一轮里第二次发言，与第一次不同",
    certificate: "证书有误：签名不对、与他人重复，或是为另一次密钥生成制作的",
    signature: "签名不对，消息不是本人所发或被改动过",
    recipient: "消息是写给别人的",
    unreadable: "打不开：口令不对，或文件、消息已损坏",
    keyfile: "这不是您在本次密钥生成中的密钥文件",
    "key-proof": "没有证明自己掌握所公布公钥对应的私钥",
    share: "份额与其公开的承诺不符",
    "decryption-proof": "解密份额没有通过验证",
    board: "票箱的公开记录不完整或被改动",
    "foreign-election": "这是另一个票箱，或用别人的密钥封存的票箱",
    election: "票箱的问卷或公钥与密钥保管人不符",
    tally: "密封合计与箱内选票不符",
    "unlisted-credential": "箱内有名单以外的选票",
    "individual-proof": "箱内有一张选票不合规则",
    "overall-proof": "箱内有一张选票不合规则",
  },
  otherReason: (detail) => `检查没有通过（${detail}）`,
  blame: (who, why) => `${who}：${why}。`,
  file: {
    label: "密钥文件",
    passphrase: "口令",
    again: "再输入一次口令",
    hint: "至少 12 个字符。请与密钥文件分开保管；忘记口令，文件就打不开。",
    make: "替我生成一个",
    made: "已生成，请抄写下来：",
    short: "口令至少要 12 个字符。",
    different: "两次输入的口令不一样。",
    missing: "请选择密钥文件并输入口令。",
    working: "正在处理，大约需要几秒……",
    name: (ceremony, number) => `密钥文件-${ceremony}-第${number}位.age`,
  },
  setUp: {
    title: "共同生成票箱密钥",
    who: (number, name) => `您是第 ${number} 位密钥保管人：${name}。`,
    intro: (size, threshold) => [
      `${size} 位密钥保管人各用自己的浏览器，共同生成一把密钥。谁也看不到整把密钥；开箱时任意 ${threshold} 位到场即可，一位丢失密钥不影响开箱。`,
      "您的那一份只保存在您自己的密钥文件里，用口令加密。服务器不保存口令，也打不开文件。",
      "全程约十分钟。中途可以离开，凭密钥文件和口令随时接着做。",
    ],
    begin: "开始",
    passphraseTitle: "第一步：设定口令，保存密钥文件",
    passphraseIntro: "请设定一个口令，然后把密钥文件保存到只有您能取用的地方（如 U 盘），最好再备份一份。",
    save: "生成并保存密钥文件",
    proveTitle: "第二步：试开一次密钥文件",
    proveIntro: "请选择刚才保存的文件并输入口令。能打开，才说明将来也能打开。",
    saveAgain: "没有保存好，再保存一次",
    prove: "试开",
    resumeTitle: "接着做",
    resumeIntro: "您已在本次密钥生成中发过言。请选择您的密钥文件并输入口令，接着完成。",
    resume: "继续",
    waitingTitle: "等待其他密钥保管人",
    waiting: "本页会自动更新。可以先关闭，稍后凭密钥文件接着做。",
    table: "各位密钥保管人的进度",
    rounds: { certificate: "证书", polynomial: "份额", voutput: "公钥" },
    done: "已完成",
    open: "未完成",
    compareTitle: "第三步：当面或电话核对数字",
    compareIntro: "请与其他密钥保管人逐组念出下面的数字。三人看到的完全一样，才说明没有人被冒名顶替。",
    same: "完全一样，继续",
    notSame: "不一样",
    notSameReason: "各位密钥保管人看到的核对数字不一样",
    finishedTitle: "密钥已生成",
    finished: (size, threshold) =>
      `${size} 位密钥保管人的密钥已经生成，任意 ${threshold} 位可以共同开箱。请妥善保管密钥文件和口令，并不时用“试开密钥文件”检查。`,
    fingerprint: "公开密钥的指纹（会随结果一起公布）",
    record: "保存全部公开消息备查",
    abortedTitle: "本次密钥生成已中止",
    aborted: "请等评议办重新发起。这次的密钥文件不再有用。",
    refusedTitle: "检查没有通过，不能继续",
    refusedNext: "没有任何秘密因此泄露。请报告评议办，由其中止本次密钥生成并重新发起。",
    report: "报告评议办",
    reported: "已报告。",
  },
  trial: {
    title: "试开密钥文件",
    intro: "随时可以检查：您的密钥文件和口令能否打开、是不是本次评议用的那一份。文件只在这台设备上打开，不会上传。",
    submit: "试开",
    works: (who) => `可以打开，正是${who}的密钥，开箱时能用。`,
    early: (who) => `可以打开，正是${who}的密钥文件。密钥生成还没有全部完成。`,
  },
  opening: {
    title: "共同开箱",
    none: "现在没有等待您开启的票箱。",
    intro:
      "本页先下载每个票箱的公开记录，逐张检查选票、自行合计（每张约 0.2 秒）；与纪要比对之后，您再选择密钥文件、输入口令，算出并交出您的那一份。您的密钥不会离开这台设备。",
    start: "开始",
    box: "票箱",
    state: "进度",
    waiting: "等待",
    given: "已交出",
    downloading: "正在下载……",
    checking: (done, count) => `正在检查 ${done} / ${count}`,
    decrypting: (done, count) => `正在计算 ${done} / ${count} 题`,
    handingIn: "正在交出……",
    tooFew: (count, minimum) => `只有 ${count} 张选票，少于 ${minimum} 张，按规定不开启`,
    failed: (why) => `没有交出：${why}`,
    finished: (count) => `完成。您已交出全部 ${count} 个票箱的份额。`,
    partly: (count, all) =>
      `尚未完成：${all} 个票箱中已交出 ${count} 个。原因写在票箱旁；可以再次开始，已交出的不受影响。`,
    holds: (voters, closed) => `核对无误：${voters} 人投票，封箱记录 ${closed}`,
    compare: "请把每个票箱的投票人数和封箱记录与会上纪要逐一比对。有一处不同，就不要打开密钥文件，立即告知监督方。",
  },
};

const en: Words = {
  loading: "Loading…",
  unreachable: "The server cannot be reached at the moment; trying again shortly.",
  declined: (sentence) => `The server did not accept this: ${sentence || "no reason was given"}.`,
  trustee: (number, name) => `Trustee ${number} (${name})`,
  reasons: {
    "not-canonical": "the message is not in its proper form; it may have been altered on its way",
    "not-in-group": "a number in the message is outside the group and cannot be used",
    number: "a number in the message is out of range",
    shape: "something is missing from the message, or too much is in it",
    "out-of-order": "the message came too early; the round before was not complete",
    repeated: "it spoke twice in the same round",
    certificate: "the certificate is wrong: badly signed, another trustee's again, or made for another set-up",
    signature: "the signature does not fit; the message is not its own, or was altered",
    recipient: "the message was addressed to somebody else",
    unreadable: "it cannot be opened: the passphrase is wrong, or the file or message is damaged",
    keyfile: "this is not your key file of this key set-up",
    "key-proof": "it did not prove to know the private key behind its public key",
    share: "the share does not follow from the commitments",
    "decryption-proof": "the share of the decryption is not proved",
    board: "the box's public record is incomplete or was altered",
    "foreign-election": "this is another box, or one sealed for a key that is not yours",
    election: "the box's form or key is not the trustees'",
    tally: "the sealed total is not the sum of the ballots in the box",
    "unlisted-credential": "the box holds a ballot that is not on the list",
    "individual-proof": "a ballot in the box breaks the rules",
    "overall-proof": "a ballot in the box breaks the rules",
  },
  otherReason: (detail) => `a check failed (${detail})`,
  blame: (who, why) => `${who}: ${why}.`,
  file: {
    label: "Key file",
    passphrase: "Passphrase",
    again: "Passphrase again",
    hint: "At least 12 characters. Keep it apart from the key file; without it, the file cannot be opened.",
    make: "Make one for me",
    made: "Here it is; please write it down:",
    short: "The passphrase needs at least 12 characters.",
    different: "The two passphrases differ.",
    missing: "Please choose the key file and enter the passphrase.",
    working: "Working; this takes a few seconds…",
    name: (ceremony, number) => `key-file-${ceremony}-trustee-${number}.age`,
  },
  setUp: {
    title: "Make the boxes' key together",
    who: (number, name) => `You are trustee ${number}: ${name}.`,
    intro: (size, threshold) => [
      `${size} trustees make one key together, each in their own browser. Nobody ever sees the whole key. Any ${threshold} of them can open the boxes, so one lost key loses nothing.`,
      "Your part is kept in your own key file only, sealed with a passphrase. The server keeps no passphrase and cannot open the file.",
      "It takes about ten minutes. You can leave at any time and go on later with your key file and passphrase.",
    ],
    begin: "Begin",
    passphraseTitle: "Step 1: choose a passphrase, save the key file",
    passphraseIntro:
      "Choose a passphrase, then save the key file where only you can reach it (a USB stick, for instance), best with a second copy.",
    save: "Make and save the key file",
    proveTitle: "Step 2: open the key file once",
    proveIntro: "Choose the file you have just saved and enter the passphrase. If it opens now, it will open later.",
    saveAgain: "It was not saved; save it again",
    prove: "Open it",
    resumeTitle: "Go on",
    resumeIntro:
      "You have already taken part in this key set-up. Choose your key file and enter the passphrase to complete it.",
    resume: "Continue",
    waitingTitle: "Waiting for the other trustees",
    waiting: "This page updates by itself. You may close it and go on later with your key file.",
    table: "Progress of the trustees",
    rounds: { certificate: "Certificate", polynomial: "Shares", voutput: "Public key" },
    done: "done",
    open: "open",
    compareTitle: "Step 3: compare the digits, side by side or by telephone",
    compareIntro:
      "Read the digits below aloud with the other trustees. Only if all see exactly the same has nobody been impersonated.",
    same: "Exactly the same: continue",
    notSame: "They differ",
    notSameReason: "the trustees see different digits",
    finishedTitle: "The key is made",
    finished: (size, threshold) =>
      `The key of ${size} trustees is made; any ${threshold} of them can open the boxes. Keep your key file and passphrase safe, and check them now and then with “Test my key file”.`,
    fingerprint: "Fingerprint of the public key (published with the results)",
    record: "Save all public messages for the record",
    abortedTitle: "This key set-up was aborted",
    aborted: "Please wait for the office to start again. Key files of this set-up are of no more use.",
    refusedTitle: "A check failed; the set-up cannot go on",
    refusedNext:
      "No secret was lost by this. Please report it, so that the office aborts this set-up and starts again.",
    report: "Report to the office",
    reported: "Reported.",
  },
  trial: {
    title: "Test my key file",
    intro:
      "Check at any time whether your key file and passphrase open, and whether it is the file for this campaign. The file is opened on this device only and never uploaded.",
    submit: "Test",
    works: (who) => `It opens, and it is the key of ${who}: it will open the boxes.`,
    early: (who) => `It opens, and it is the key file of ${who}. The key set-up is not complete yet.`,
  },
  opening: {
    title: "Open the boxes together",
    none: "No box is waiting for you now.",
    intro:
      "This page first downloads the public record of every box, checks every ballot and adds them up itself (about 0.2 seconds each). When you have compared them with the minutes, choose your key file and enter the passphrase: it computes your share and hands it in. Your key never leaves this device.",
    start: "Start",
    box: "Box",
    state: "Progress",
    waiting: "waiting",
    given: "handed in",
    downloading: "downloading…",
    checking: (done, count) => `checking ${done} of ${count}`,
    decrypting: (done, count) => `computing ${done} of ${count} questions`,
    handingIn: "handing in…",
    tooFew: (count, minimum) => `only ${count} ballots, fewer than ${minimum}: not opened, as the plan says`,
    failed: (why) => `not handed in: ${why}`,
    finished: (count) => `Done. You have handed in your share of all ${count} boxes.`,
    partly: (count, all) =>
      `Not done: ${count} of ${all} shares are handed in. The reason stands beside the box. You can start again; what is handed in stays.`,
    holds: (voters, closed) => `Checked: ${voters} voters, closed by ${closed}`,
    compare:
      "Compare the number of voters and the closing event of every box with the minutes of the sitting. If one differs, do not open your key file, and tell the supervisor at once.",
  },
};

export const WORDS: { readonly [language in Language]: Words } = { zh, en };
