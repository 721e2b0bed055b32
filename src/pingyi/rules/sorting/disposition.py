"""Where an opinion ends, and how many of each source, unit and kind ended where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pingyi.rules.voices import Kind


class Disposition(StrEnum):
    """Where an original ends: in exactly one of these (R115, domain A5)."""

    FOR_FEEDBACK = "for_feedback"
    ANSWERED = "answered_directly"
    NOT_IN_REMIT = "not_in_remit"
    DISCIPLINE = "transferred_discipline"
    WITHHELD = "withheld_for_protection"
    MERGED = "merged"

    @property
    def explained(self) -> bool:
        """Whether a reason is asked for: the opinion is not passed on as it came."""
        return self not in (Disposition.FOR_FEEDBACK, Disposition.ANSWERED)


@dataclass(frozen=True, slots=True)
class Entered:
    """An opinion as it came in; `withdrawn`: its raiser took it back, so that it ends nowhere."""

    number: str
    source: str
    units: tuple[str, ...]
    kind: Kind
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """So many opinions of one source, about exactly these units, of one kind, that ended in the same place.

    `disposition` is None where they end nowhere yet; `withdrawn`: their raisers took them back.
    """

    source: str
    units: tuple[str, ...]
    kind: Kind
    withdrawn: bool
    disposition: Disposition | None
    many: int


@dataclass(frozen=True, slots=True)
class Total:
    """The opinions of one source, about exactly these units, of one kind: how many came, and how many ended where.

    `entered` is the sum of `ended`, `withdrawn` and `open`.
    """

    source: str
    units: tuple[str, ...]
    kind: Kind
    entered: int
    ended: Mapping[Disposition, int]
    withdrawn: int
    open: int


def totals(counted: Iterable[Counted]) -> list[Total]:
    """One line for each source, set of units and kind there is, in that order; an opinion is in exactly one of them.

    What was taken back ends nowhere, whatever was decided about it before (R115).
    """
    found: dict[tuple[str, tuple[str, ...], Kind], list[Counted]] = {}
    for each in counted:
        found.setdefault((each.source, each.units, each.kind), []).append(each)
    return [_total(key, found[key]) for key in sorted(found)]


def summed(lines: Iterable[Total]) -> tuple[int, int]:
    """How many came in by all these lines, and how many end nowhere yet: none, where the totals come out even."""
    known = list(lines)
    return sum(line.entered for line in known), sum(line.open for line in known)


def _total(key: tuple[str, tuple[str, ...], Kind], counted: list[Counted]) -> Total:
    entered = sum(each.many for each in counted)
    withdrawn = sum(each.many for each in counted if each.withdrawn)
    ended: Counter[Disposition] = Counter()
    for each in counted:
        if each.disposition and not each.withdrawn:
            ended[each.disposition] += each.many
    return Total(*key, entered, ended, withdrawn, entered - withdrawn - ended.total())
