"""Tables that go with a paper: whichever room holds the rows names a `Tables` in its module `annexes`, and is found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.rooms import declared
from pingyi.rules.paper.content import Annex
from pingyi.rules.register import Value
from pingyi.rules.rulebook.papers import Annexed, Annexing


@dataclass(frozen=True, slots=True)
class Tables:
    """What one room can put beside a paper: the table a plan asks for, of one unit, or of all for a body (None)."""

    of: Annexing
    annex: Callable[[CurrentCampaign, Annexed, str | None], Annex]


@dataclass(frozen=True, slots=True)
class Feed:
    """The room whose rows fill the table of a report: the rows of a register that belong to this unit or body."""

    rows: Callable[[CurrentCampaign, str, str | None], Sequence[Mapping[str, Value]]]


def annex(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """The table as the records have it now."""
    rooms: tuple[Tables, ...] = declared("annexes", Tables)
    (tables,) = (each for each in rooms if each.of is asked.of)
    return tables.annex(campaign, asked, unit)


def feed(campaign: CurrentCampaign, register: str, unit: str | None) -> Sequence[Mapping[str, Value]]:
    """The rows that a register feeds into a report of this unit, or of the organiser."""
    rooms: tuple[Feed, ...] = declared("annexes", Feed)
    (found,) = rooms
    return found.rows(campaign, register, unit)
