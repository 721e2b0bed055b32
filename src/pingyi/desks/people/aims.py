"""What a pool is drawn for, as an address names it: a unit, the organiser, or teams for every unit."""

from pingyi.rules.mandate import Power, ScopeRefused, UnitRef, check, reach
from pingyi.rules.people.aim import ORGANISER, TEAMS, Aim, Work
from pingyi.ui.door.request import CampaignRequest


def aim_of(request: CampaignRequest, name: str, power: Power) -> Aim:
    """The aim, for somebody who has this power there. Raises ScopeRefused for what is none, or not this person's."""
    aim = named(name)
    if aim.unit and aim.unit not in {each.code for each in request.campaign.book.ranked_units}:
        raise ScopeRefused(hidden=True)
    if not aim.unit and reach(request.actor, power) is not None:
        raise ScopeRefused(hidden=True)
    check(request.actor, power, phase=request.phase, unit=UnitRef(aim.unit) if aim.unit else None)
    return aim


def name_of(aim: Aim) -> str:
    """How an address names it."""
    return str(aim.work) if aim.work in TEAMS else aim.unit or ORGANISER


def named(name: str) -> Aim:
    """The aim of this name; any other is taken for a unit's."""
    if name == ORGANISER:
        return Aim()
    return Aim(work=Work(name)) if name in TEAMS else Aim(name)
