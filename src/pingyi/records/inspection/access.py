"""The only way a desk obtains a team's sheet: absent and not yours are the same answer."""

from pingyi.records.inspection.errors import NoSuchTeam
from pingyi.records.inspection.models import Team
from pingyi.rules.mandate import Actor, PhaseState, Power, UnitRef, may


def access_team(actor: Actor, unit: str, *, campaign: str, phase: PhaseState) -> Team:
    """The team of a unit, for its members and for those who may read inspections. Raises NoSuchTeam."""
    team = Team.objects.filter(campaign=campaign, unit=unit).first()
    if team is None:
        raise NoSuchTeam
    reads = may(actor, Power.INSPECTION_READ, phase=phase, unit=UnitRef(unit))
    if actor.ref not in team.members and not reads:
        raise NoSuchTeam
    return team
