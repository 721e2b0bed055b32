"""What the page of a pool shows where teams are drawn: who may be drawn for each unit, then each unit's team."""

from dataclasses import dataclass

from pingyi.ceremonies.drawing import prospects
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people.queries import PoolView
from pingyi.rules.people.aim import Work
from pingyi.rules.people.teams import POSTS, place, strength
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Ability:
    """How many may be drawn for a unit, as head and as member, and who stands back from it (R195)."""

    unit: Text
    heads: int
    sits: int
    back: tuple[str, ...]
    """Who stands back from it."""


@dataclass(frozen=True, slots=True)
class Seating:
    """A unit's team as it stands drawn."""

    unit: Text
    head: str
    members: tuple[str, ...]


def abilities(campaign: CurrentCampaign, work: Work) -> list[Ability]:
    """Every ranked unit with how many may be drawn for it now."""
    people = prospects(campaign, work)
    able = [each.able for each in people]
    return [
        Ability(unit.name, *strength(unit.code, able), tuple(each.name for each in people if unit.code in each.back))
        for unit in campaign.book.ranked_units
    ]


def seatings(campaign: CurrentCampaign, view: PoolView) -> list[Seating]:
    """Every unit's team, once drawn."""
    held: dict[str, list[str]] = {}
    for line in view.lines if view.seed else ():
        if line.holds:
            held.setdefault(line.category, []).append(line.name)
    found = []
    for unit in campaign.book.ranked_units if held else ():
        head, *rest = (name for post in POSTS for name in held.get(place(unit.code, post), ()))
        found.append(Seating(unit.name, head, tuple(rest)))
    return found
