"""What is recorded of people for the work: who declared links. With which units is private."""

from collections.abc import Sequence
from dataclasses import field

from pingyi.rules.journal.vocabulary.organisation import ACCOUNT
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing


@states(
    "recusal:declare:1",
    Timing.SEALED,
    ACCOUNT,
    zh="评议人员申报了回避事项",
    en="Somebody who appraises declared links with appraised units",
)
class LinksDeclared(Statement):
    """With which units, and what links, is private."""

    units: Sequence[str] = field(metadata=PRIVATE)
    facts: str = field(metadata=PRIVATE)
