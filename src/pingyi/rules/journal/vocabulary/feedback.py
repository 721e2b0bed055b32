"""What is recorded of feedback: a package is frozen, read out at a meeting, signed for; what it says stands nowhere."""

from dataclasses import field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

PACKAGE = "package"
PARTIES = {"unit": Text(zh="被评单位", en="the unit"), "office": Text(zh="评议办", en="the appraisal office")}
FIELDS = {"party": Field(zh="签字方", en="Who signed", values=PARTIES)}


@states(
    "package:freeze:1",
    Timing.DAY,
    PACKAGE,
    zh="一份意见反馈件已固定",
    en="A package of opinions for a unit was frozen",
)
class PackageFrozen(Statement):
    """For which unit, and the digest of its file; what is in it is nobody's but the unit's."""

    unit: str
    digest: str


@states("package:meet:1", Timing.DAY, PACKAGE, zh="召开了意见反馈会", en="A feedback meeting was held")
class FeedbackMet(Statement):
    """With which unit; what was recorded of it, as a digest, is private."""

    unit: str
    record: str = field(metadata=PRIVATE)


@states("package:sign:1", Timing.DAY, PACKAGE, zh="意见反馈件已签字", en="The receipt of a package was signed")
class PackageSigned(Statement):
    """Of which unit, for which side, and the digest of what was signed: the package and the record together."""

    unit: str
    party: str
    digest: str
