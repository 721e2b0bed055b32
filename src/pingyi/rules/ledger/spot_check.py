"""Closed items are looked at again: those strongly felt all, of the others a share that a public seed draws (A6, R121).

The draw is that of people (protocol people §5): codes instead of numbers, a unit instead of a category.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from pingyi.rules.ledger.errors import NothingToCheck
from pingyi.rules.people.draw import Candidate, Pool

FELT = "+felt"
"""What is put behind a unit's code for its items that are all checked."""


class Finding(StrEnum):
    """What is found when a closed item is looked at again: done; not done well enough; made up (R121)."""

    PASSED = "passed"
    WANTING = "wanting"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A closed item that no check has drawn yet, under the code that the journal shows instead of its number."""

    code: str
    unit: str
    number: int
    prominent: bool

    @property
    def category(self) -> str:
        """What it is drawn among."""
        return f"{self.unit}{FELT}" if self.prominent else self.unit


def candidacies(closed: Collection[tuple[str, int, bool]]) -> tuple[Candidacy, ...]:
    """Unit, number and prominence of each closed item, in the order of units and numbers. Raises NothingToCheck."""
    if not closed:
        raise NothingToCheck
    return tuple(Candidacy(str(place), *each) for place, each in enumerate(sorted(closed), 1))


def spot_check(purpose: str, closed: Sequence[Candidacy], share: Fraction, least: int) -> Pool:
    """The pool to draw from: of every unit at least this share of its items and so many, those strongly felt all."""
    places: dict[str, int] = {}
    for unit in sorted({each.unit for each in closed}):
        own = [each for each in closed if each.unit == unit]
        felt = sum(each.prominent for each in own)
        wanted = min(len(own), max(ceil(share * len(own)), least))
        places |= {f"{unit}{FELT}": felt, unit: max(0, wanted - felt)}
    return Pool(purpose, places, tuple(Candidate(each.code, each.category) for each in closed))
