"""Items as they are counted: for tasks that ask how far they are, and for the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.access import items_of
from pingyi.rules.ledger import Finding, Matter, Milestone, Origin, Pace
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.mandate import PhaseState

COLUMNS = (
    "number",
    "origin",
    "content",
    "state",
    "found_on",
    "prominent",
    "pace",
    "measures",
    "due",
    "done_on",
    "closed_on",
    "milestones",
    "findings",
)


def matters_by_unit(campaign: CurrentCampaign, units: Collection[str]) -> defaultdict[str, list[Matter]]:
    """What these units' items come to, by unit and number: one query."""
    found: defaultdict[str, list[Matter]] = defaultdict(list)
    for unit, *values in items_of(campaign).filter(unit__in=units).values_list("unit", *COLUMNS):
        found[unit].append(_matter(*values))
    return found


def keys_of(campaign: CurrentCampaign, unit: str) -> dict[int, int]:
    """The keys of a unit's items, by number: one query."""
    return dict(items_of(campaign).filter(unit=unit).values_list("number", "pk"))


def last_day(campaign: CurrentCampaign) -> date:
    """The last day of the phase in which problems are rectified; of the campaign where the plan has none."""
    phases = (each for each in campaign.book.calendar.phases if each.kind is PhaseState.RECTIFY)
    return next((each.ends for each in phases), campaign.book.ends)


def milestones_of(kept: Iterable[dict[str, Any]]) -> tuple[Milestone, ...]:
    """Milestones as an item keeps them."""
    return tuple(
        Milestone(
            date.fromisoformat(each["on"]), each["what"], date.fromisoformat(each["met"]) if each["met"] else None
        )
        for each in kept
    )


def _matter(*values: Any) -> Matter:
    given = dict(zip(COLUMNS, values, strict=True))
    return Matter(
        number=given["number"],
        origin=Origin(given["origin"]),
        content=given["content"],
        state=ItemState(given["state"]),
        found=given["found_on"],
        prominent=given["prominent"],
        pace=Pace(given["pace"]) if given["pace"] else None,
        measures=given["measures"],
        due=given["due"],
        done=given["done_on"],
        closed=given["closed_on"],
        milestones=milestones_of(given["milestones"]),
        findings=tuple(map(Finding, given["findings"])),
    )
