"""Opinion forms that were sent and returned, against the opinions that were entered from them (R97, R98)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pingyi.rules.sorting.disposition import Entered


@dataclass(frozen=True, slots=True)
class Mailed:
    """Forms about one unit that come back by one way: how many were sent, and how many came back."""

    unit: str
    way: str
    sent: int
    returned: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The same, with the opinions about that unit that were entered by that way, those taken back among them."""

    unit: str
    way: str
    sent: int
    returned: int
    entered: int

    @property
    def missing(self) -> int:
        """Forms that came back and stand nowhere; letters by the same way can hide some, never make one up."""
        return max(0, self.returned - self.entered)


def reconciled(mailed: Iterable[Mailed], entered: Iterable[Entered]) -> list[Reconciled]:
    """One line for each unit and way by which forms come back, in that order."""
    came = Counter((unit, each.source) for each in entered for unit in each.units)
    sent, returned = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for each in mailed:
        sent[each.unit, each.way] += each.sent
        returned[each.unit, each.way] += each.returned
    return [Reconciled(*key, sent[key], returned[key], came[key]) for key in sorted(sent)]


def missing(lines: Iterable[Reconciled]) -> int:
    """How many forms came back and stand nowhere, by all these lines."""
    return sum(line.missing for line in lines)
