"""What is recorded of violations: that a step was taken, from the opening on; about whom and what is sealed."""

from dataclasses import field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

VIOLATION = "violation"

STEPS = {
    "investigate": Text(zh="立案调查", en="investigation opened"),
    "add_finding": Text(zh="补充调查情况", en="finding added"),
    "notify": Text(zh="告知陈述申辩权利", en="told of the right to answer"),
    "defend": Text(zh="陈述申辩", en="answered"),
    "record_silence": Text(zh="期满未陈述申辩", en="no answer in time"),
    "substantiate": Text(zh="认定违规", en="found to be so"),
    "clear": Text(zh="认定不属实", en="found to be unfounded"),
    "leave_unproved": Text(zh="认定证据不足", en="not proved"),
    "contest": Text(zh="提出异议", en="objected to"),
    "uphold": Text(zh="异议成立，重新调查", en="objection upheld"),
    "reject": Text(zh="异议不成立", en="objection rejected"),
    "hand_over": Text(zh="移送有权机关", en="handed over"),
    "record_answer": Text(zh="登记有权机关答复", en="answer recorded"),
}
FIELDS = {"step": Field(zh="环节", en="Step", values=STEPS)}


@states(
    "violation:move:1",
    Timing.SEALED,
    VIOLATION,
    zh="违规问题的调查处理办理了一个环节",
    en="A step was taken with a possible violation",
)
class ViolationMoved(Statement):
    """Which step; the digest of all steps so far, those before the opening among them, is private."""

    step: str
    digest: str = field(metadata=PRIVATE)
