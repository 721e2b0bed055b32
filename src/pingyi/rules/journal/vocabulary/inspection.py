"""What is recorded of inspection teams and their sheets."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

TEAM = "team"


def _indicator(book: Rulebook, code: str) -> Text:
    return next(each.name for block in book.inspection.blocks for each in block.indicators if each.code == code)


FIELDS = {
    "indicator": Field(zh="指标", en="Indicator", identifies=True, named=_indicator),
    "marks": Field(zh="评分数", en="How many marks"),
    "members": Field(zh="成员数", en="How many members"),
    "of": Field(zh="检查组人数", en="Members of the team"),
    "present": Field(zh="到场人数", en="Members present"),
}


@states("inspection:appoint:1", Timing.DAY, TEAM, zh="组建了一个检查评议组", en="An inspection team was appointed")
class TeamAppointed(Statement):
    """For which unit, of how many."""

    unit: str
    members: int


@states("inspection:mark:1", Timing.DAY, TEAM, zh="检查人员作出个人评分", en="An inspector gave marks of their own")
class MarksGiven(Statement):
    """How many; which is private."""

    unit: str
    marks: int
    points: Mapping[str, Decimal] = field(metadata=PRIVATE)


@states(
    "inspection:discuss:1", Timing.DAY, TEAM, zh="检查组开始集体讨论", en="An inspection team opened its discussion"
)
class DiscussionOpened(Statement):
    """How many members were present, of how many."""

    unit: str
    present: int
    of: int


@states("inspection:settle:1", Timing.DAY, TEAM, zh="检查组集体确定一项评分", en="An inspection team settled a mark")
class MarkSettled(Statement):
    """Of which indicator; points and reason are private."""

    unit: str
    indicator: str
    points: Decimal = field(metadata=PRIVATE)
    reason: str = field(metadata=PRIVATE)


@states("inspection:sign:1", Timing.EXACT, TEAM, zh="签署了一份检查评分表", en="An inspection sheet was signed")
class SheetSigned(Statement):
    """The digest of sheet and report; the points of each block are private, and shown after the release."""

    unit: str
    digest: str
    points: Mapping[str, Fraction] = field(metadata=PRIVATE)
