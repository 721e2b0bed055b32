"""The only way a desk obtains a team's sheet: absent and not yours are the same answer."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.errors import NoSuchTeam
from pingyi.records.inspection.models import Team
from pingyi.records.inspection.sheets import TeamView, teams_of
from pingyi.rules.mandate import MATRIX, Actor, Power, UnitRef, may
from pingyi.rules.mandate.role import INSPECTION

READERS = MATRIX[Power.INSPECTION_READ].roles - INSPECTION
"""Who reads every team's sheet; an inspector only their own team's."""


def access_team(actor: Actor, unit: str, *, campaign: CurrentCampaign) -> TeamView:
    """The team of a unit, for its members and for those who may read inspections. Raises NoSuchTeam."""
    for team in teams_of(Team.objects.filter(campaign_id=campaign.code, unit=unit), campaign.book.inspection):
        if actor.ref in team.members or _reads_all(actor, unit, campaign):
            return team
    raise NoSuchTeam(hidden=True)


def _reads_all(actor: Actor, unit: str, campaign: CurrentCampaign) -> bool:
    return actor.holds(*READERS) and may(actor, Power.INSPECTION_READ, phase=campaign.phase, unit=UnitRef(unit))
