"""What a pool is drawn for, as an address names it: a unit, or the organiser."""

from pingyi.rules.mandate import Power, ScopeRefused, UnitRef, check, reach
from pingyi.rules.people.aim import ORGANISER, Aim
from pingyi.ui.door.request import CampaignRequest


def aim_of(request: CampaignRequest, unit: str, power: Power) -> Aim:
    """The aim, for somebody who has this power there. Raises ScopeRefused for what is no unit, or not this person's."""
    own = "" if unit == ORGANISER else unit
    if own and own not in {each.code for each in request.campaign.book.ranked_units}:
        raise ScopeRefused(hidden=True)
    if not own and reach(request.actor, power) is not None:
        raise ScopeRefused(hidden=True)
    check(request.actor, power, phase=request.phase, unit=UnitRef(own) if own else None)
    return Aim(own)
