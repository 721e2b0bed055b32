"""What the parts of a plan owe each other: defined codes, fitting dates, agreeing sums, seats that can stand."""

from collections.abc import Iterator, Set

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.columns import mistabled
from pingyi.rules.rulebook.completing import uncompletable
from pingyi.rules.rulebook.dates import misplaced
from pingyi.rules.rulebook.fault import Fault
from pingyi.rules.rulebook.paperwork import misdirected
from pingyi.rules.rulebook.references import dangling
from pingyi.rules.rulebook.separation import unfitting
from pingyi.rules.rulebook.sums import disagreeing


def inconsistencies(book: Rulebook, unsound: Set[str]) -> Iterator[Fault]:
    """Every contradiction between values that are themselves sound; `unsound` are the paths already refused."""
    for check in (dangling, misplaced, disagreeing, unfitting, mistabled, uncompletable, misdirected):
        for finding in check(book):
            if finding.stands(unsound):
                yield finding.fault()
