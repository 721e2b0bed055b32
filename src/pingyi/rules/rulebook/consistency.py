"""What the parts of a plan owe each other: defined codes, fitting dates, agreeing sums, seats that can stand."""

from collections.abc import Iterator, Set

from .book import Rulebook
from .dates import misplaced
from .fault import Fault
from .references import dangling
from .standing import unfitting
from .sums import disagreeing


def inconsistencies(book: Rulebook, unsound: Set[str]) -> Iterator[Fault]:
    """Every contradiction between values that are themselves sound; `unsound` are the paths already refused."""
    for check in (dangling, misplaced, disagreeing, unfitting):
        for finding in check(book):
            if finding.stands(unsound):
                yield finding.fault()
