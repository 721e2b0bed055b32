"""Which entries of a plan that nobody has signed yet rows rest on already: each room says it in its `holdings.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pingyi.records.campaign.errors import HeldBy, PlanHeld
from pingyi.records.rooms import declared
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import Unit
from pingyi.rules.rulebook.papers import PaperKind
from pingyi.rules.rulebook.registers import Register
from pingyi.rules.rulebook.survey import Stratum
from pingyi.rules.rulebook.words import Text

Entry = tuple[str, str]
"""A list of the plan (`units`, `strata`, `registers`, `papers`) and the code of an entry."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a room has: its word for rows, and how many rest on which entry of a campaign's plan."""

    rows: str
    count_rows: Callable[[str], Mapping[Entry, int]]


def ensure_nothing_orphaned(campaign_id: str, before: Rulebook, after: Rulebook) -> None:
    """Raises PlanHeld where the next version of a plan lacks an entry on which rows rest."""
    names, kept = _entries(before), _entries(after).keys()
    held = tuple(
        HeldBy(entry=names[entry], rows=holding.rows, count=str(count))
        for holding in declared("holdings", Holding)
        for entry, count in holding.count_rows(campaign_id).items()
        if entry in names and entry not in kept
    )
    if held:
        raise PlanHeld(held=held)


def _entries(book: Rulebook) -> dict[Entry, Text]:
    lists: dict[str, tuple[Unit | Stratum | Register | PaperKind, ...]] = {
        "units": book.units,
        "strata": book.survey.strata,
        "registers": book.registers,
        "papers": book.papers,
    }
    return {(name, each.code.lower()): each.name for name, own in lists.items() for each in own}
