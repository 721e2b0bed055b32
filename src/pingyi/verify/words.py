"""What a report says to a person, in Chinese and English. Data only: the auditor's install has no catalogues.

Public: Said, LANGUAGES, CHECKS, VERDICTS, SIGNED, TITLES, UNSHOWN, place_of, more_faults.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pingyi.verify.bundle import Kind
from pingyi.verify.finding import Check, Fault, Outcome

LANGUAGES = ("zh", "en")


class Phrase(NamedTuple):
    """One sentence in both languages."""

    zh: str
    en: str

    def into(self, language: str, **values: object) -> str:
        """The sentence in `zh` or `en`, its places filled."""
        return (self.zh if language == "zh" else self.en).format(**values)


class CheckWords(NamedTuple):
    """A check's name, what it claims when all of `amount` things hold, and why it may not have been possible."""

    name: Phrase
    claim: Phrase
    skipped: Phrase


_WITHOUT = Phrase(
    "未核验：缺少所需文件，或其本身未通过", "not checked: what it needs is missing or does not hold itself"
)

CHECKS: Mapping[Check, CheckWords] = MappingProxyType(
    {
        Check.FILES: CheckWords(
            Phrase("文件", "Files"),
            Phrase(
                "{amount} 个文件齐全，写法规范，与目录一致",
                "{amount} files, complete and as listed",
            ),
            Phrase("未核验：给出的只是票箱记录，不是完整公布包", "not checked: these are boards, not a whole bundle"),
        ),
        Check.JOURNAL: CheckWords(
            Phrase("日志", "Journal"),
            Phrase(
                "{amount} 条日志逐条重算，与签名的树根一致",
                "{amount} entries hashed to the signed root",
            ),
            Phrase("未核验：没有日志", "not checked: there is no journal"),
        ),
        Check.PLAN: CheckWords(
            Phrase("方案", "Plan"),
            Phrase("方案有效，原文与规范值一致", "the plan is valid, its text and its value are the same"),
            Phrase("未核验：没有方案", "not checked: there is no plan"),
        ),
        Check.MINUTES: CheckWords(
            Phrase("纪要", "Minutes"),
            Phrase(
                "{amount} 份联合纪要摘要正确，各方签署齐全",
                "{amount} joint acts, signed by every party",
            ),
            Phrase("未核验：没有纪要", "not checked: there are no minutes"),
        ),
        Check.BOARDS: CheckWords(
            Phrase("票箱", "Boards"),
            Phrase(
                "{amount} 个票箱：每张密封选票的证明、签名、凭证，合计、份额、结果和事件链全部重算",
                "{amount} boards: every ballot's proofs, signature, credential; sums, shares, results, chains",
            ),
            Phrase("未核验：没有票箱记录", "not checked: there are no boards"),
        ),
        Check.KEYS: CheckWords(
            Phrase("密钥", "Keys"),
            Phrase(
                "{amount} 个票箱用同一组密钥保管人的密钥{signed}",
                "{amount} boxes, one key{signed}",
            ),
            Phrase("未核验：没有完好的票箱", "not checked: there is no sound board"),
        ),
        Check.FORMS: CheckWords(
            Phrase("问卷", "Forms"),
            Phrase(
                "{amount} 个票箱的问卷、单位和层与方案一致",
                "{amount} boxes, one per unit and stratum, ask what the plan asks",
            ),
            _WITHOUT,
        ),
        Check.SAMPLE: CheckWords(
            Phrase("抽样", "Sample"),
            Phrase(
                "{amount} 个票箱的凭证数等于签署的抽取人数",
                "{amount} boxes: as many credentials as were drawn",
            ),
            _WITHOUT,
        ),
        Check.COUNTS: CheckWords(
            Phrase("计票", "Counts"),
            Phrase(
                "纪要和结果输入中的计数与 {amount} 个票箱一致；人数过少的票箱从未打开",
                "minutes and inputs count what {amount} boards hold; boxes with too few voters were never opened",
            ),
            _WITHOUT,
        ),
        Check.RESULT: CheckWords(
            Phrase("结果", "Result"),
            Phrase(
                "{amount} 个单位的得分和名次由公布的输入重新算出",
                "scores and places of {amount} units, recomputed",
            ),
            _WITHOUT,
        ),
        Check.MENTIONS: CheckWords(
            Phrase("印证", "Mentions"),
            Phrase(
                "日志为每个事件、每份纪要和结果作证，共 {amount} 处",
                "{amount} events, acts and digests stand in the journal",
            ),
            _WITHOUT,
        ),
        Check.GROWTH: CheckWords(
            Phrase("只增", "Growth"),
            Phrase("{amount} 份较早的记录只增未改", "{amount} earlier records only grew"),
            Phrase("未核验：没有给出较早的副本（--since）", "not checked: no earlier copy was given (--since)"),
        ),
        Check.DRAWS: CheckWords(
            Phrase("抽人", "Draws"),
            Phrase(
                "{amount} 个候选人库先封定、后有随机数，抽中和递补的人选由随机数重新算出",
                "{amount} pools of people, closed before their seeds: who was drawn and who stepped in, repeated",
            ),
            Phrase("未核验：日志里没有抽取人员", "not checked: nobody was drawn by this journal"),
        ),
    }
)

SIGNED = Phrase("，与双方签署的一致", ", as signed")
"""What can be said of a key where there are minutes of the freeze."""

TITLES: Mapping[Kind, Phrase] = MappingProxyType(
    {Kind.BUNDLE: Phrase("公布包", "bundle"), Kind.BOARDS: Phrase("票箱记录", "boards")}
)

VERDICTS: Mapping[tuple[Kind, Outcome], Phrase] = MappingProxyType(
    {
        (Kind.BUNDLE, Outcome.HOLDS): Phrase(
            "全部属实：从每张密封选票到最终名次，都由公布的数据重新算出，一致。",
            "It all holds: from every sealed ballot to the ranking, everything was computed again and is the same.",
        ),
        (Kind.BOARDS, Outcome.HOLDS): Phrase(
            "这些票箱属实。只核验了票箱本身，没有核验方案、纪要、日志和名次。",
            "These boards hold. Only boards were checked: no plan, minutes, journal or ranking.",
        ),
        (Kind.BUNDLE, Outcome.WRONG): Phrase(
            "不属实：上面标 ✗ 的内容不成立。请保留这份副本。", "It does not hold: see what is marked ✗. Keep this copy."
        ),
        (Kind.BOARDS, Outcome.WRONG): Phrase(
            "不属实：上面标 ✗ 的内容不成立。请保留这份副本。", "It does not hold: see what is marked ✗. Keep this copy."
        ),
    }
)

UNSHOWN: Mapping[Kind, tuple[Phrase, ...]] = MappingProxyType(
    {
        Kind.BUNDLE: (
            Phrase(
                "抽样框是否完整，函件是否送达被抽中的人", "whether the frames were complete and the letters arrived"
            ),
            Phrase(
                "检查组的评分是否公道",
                "whether the inspectors' points are fair",
            ),
            Phrase(
                "达到门限人数的密钥保管人是否曾合谋拆票",
                "whether trustees colluded to open ballots",
            ),
        ),
        Kind.BOARDS: (Phrase("票箱以外的一切", "anything outside the boards"),),
    }
)

KEY_FROM_BUNDLE = Phrase(
    "日志公钥取自公布包本身（另行公布的用 --key）：",
    "the journal's key, which came with the bundle (--key): ",
)
NOTHING = Phrase("这里没有可核验的内容。", "There is nothing here that can be checked.")
UNREAD = Phrase("未读：{names}", "not read: {names}")
COUNTS_DIGEST = Phrase("计票指纹 {digest}", "counts digest {digest}")
HEADING = Phrase("{kind} · {boxes} 个票箱 · {ballots} 张密封选票", "{kind} · {boxes} boxes · {ballots} sealed ballots")
CANNOT = Phrase("任何核验都证明不了：", "What no check can show:")
VERDICT = Phrase("结论", "Verdict")
_BALLOT = Phrase("第 {ballot} 张票", "ballot {ballot}")
_BYTE = Phrase("第 {byte} 字节", "byte {byte}")
_MORE = Phrase("……另有 {more} 处", "… and {more} more")


def place_of(fault: Fault, language: str) -> str:
    """Where a fault is: file, ballot, byte."""
    parts = [fault.file]
    if fault.ballot is not None:
        parts.append(_BALLOT.into(language, ballot=fault.ballot))
    if fault.byte is not None:
        parts.append(_BYTE.into(language, byte=fault.byte))
    return (" " if language == "zh" else ", ").join(parts)


def more_faults(count: int, language: str) -> str:
    """That there are more faults than are shown."""
    return _MORE.into(language, more=count)
