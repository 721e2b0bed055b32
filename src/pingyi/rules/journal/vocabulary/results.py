"""What is recorded of results, rulings, disqualifications and objections."""

from dataclasses import field
from datetime import date

from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

RECKONING, OBJECTION = "reckoning", "objection"


def _prohibition(book: Rulebook, code: str) -> Text:
    return next(each.name for each in book.conduct.prohibitions if each.code == code)


FIELDS = {
    "decided_on": Field(zh="决定日期", en="Decided on"),
    "ground": Field(
        zh="异议事项",
        en="What is objected to",
        values={
            "arithmetic": Text(zh="计算", en="the arithmetic"),
            "evidence": Text(zh="评分佐证", en="the evidence behind a mark"),
        },
    ),
    "inputs": Field(zh="依据数据指纹", en="Fingerprint of the inputs"),
    "kind": Field(
        zh="事项",
        en="Which",
        identifies=True,
        values={"approved": Text(zh="已批准", en="approved"), "returned": Text(zh="已退回", en="returned")},
    ),
    "prohibition": Field(zh="所违反的禁令", en="Prohibition that was broken", identifies=True, named=_prohibition),
    "result": Field(zh="结果指纹", en="Fingerprint of the result"),
    "revokes": Field(zh="被撤销决定的文号", en="Number of the decision that is revoked"),
    "uncertainty": Field(zh="不确定性数据的指纹", en="Fingerprint of the uncertainty"),
    "upheld": Field(zh="异议成立", en="Objection upheld"),
}


@states(
    "reckoning:keep:1",
    Timing.EXACT,
    RECKONING,
    zh="计算了满意度、综合得分和排名",
    en="Satisfaction, composite and ranking were computed",
)
class ReckoningKept(Statement):
    """The digests of plan, inputs, exact result and what doubts it."""

    plan: str
    inputs: str
    result: str
    uncertainty: str


@states(
    "ranking:rule:1",
    Timing.EXACT,
    RECKONING,
    zh="领导小组对排名作出决定",
    en="The leading group decided on the ranking",
)
class RankingRuled(Statement):
    """Approved or returned; the reason is private."""

    kind: str
    digest: str
    reason: str = field(metadata=PRIVATE)


@states("ranking:release:1", Timing.EXACT, RECKONING, zh="公布了经批准的排名", en="The approved ranking was published")
class RankingReleased(Statement):
    """The digest of the exact result."""

    digest: str


@states(
    "disqualification:decide:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="领导小组决定将一个单位列为年度评议不合格单位",
    en="The leading group decided that a unit is unqualified for the year",
)
class DisqualificationDecided(Statement):
    """By which decision, for which prohibition; facts and hearing are private."""

    unit: str
    decision: str
    prohibition: str
    decided_on: date
    facts: str = field(metadata=PRIVATE)
    notified_on: date = field(metadata=PRIVATE)
    hearing: str = field(metadata=PRIVATE)


@states(
    "disqualification:revoke:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="领导小组撤销了将一个单位列为不合格的决定",
    en="The leading group revoked the disqualification of a unit",
)
class DisqualificationRevoked(Statement):
    """Which decision is revoked by which; the reason is private."""

    unit: str
    revokes: str
    decision: str
    decided_on: date
    reason: str = field(metadata=PRIVATE)


@states("objection:file:1", Timing.DAY, OBJECTION, zh="有单位对结果提出异议", en="A unit objected to the result")
class ObjectionFiled(Statement):
    """On what ground; which unit and its words are private."""

    ground: str
    unit: str = field(metadata=PRIVATE)
    text: str = field(metadata=PRIVATE)


@states(
    "objection:answer:1", Timing.DAY, OBJECTION, zh="答复了对结果的异议", en="An objection to the result was answered"
)
class ObjectionAnswered(Statement):
    """Upheld or not; which unit and the words are private."""

    upheld: bool
    unit: str = field(metadata=PRIVATE)
    text: str = field(metadata=PRIVATE)
