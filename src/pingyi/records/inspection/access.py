"""The only way a desk obtains a team's sheet: absent and not yours are the same answer."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from pingyi.records.inspection.errors import NoSuchTeam
from pingyi.records.inspection.models import Mark, Settlement, Team
from pingyi.rules.mandate import MATRIX, Actor, PhaseState, Power, UnitRef, may
from pingyi.rules.mandate.role import INSPECTION

READERS = MATRIX[Power.INSPECTION_READ].roles - INSPECTION
"""Who reads every team's sheet; an inspector only their own team's."""


def access_team(actor: Actor, unit: str, *, campaign: str, phase: PhaseState) -> Team:
    """The team of a unit, for its members and for those who may read inspections. Raises NoSuchTeam."""
    team = whole(Team.objects.filter(campaign_id=campaign, unit=unit)).first()
    if team is None:
        raise NoSuchTeam(hidden=True)
    reads = actor.holds(*READERS) and may(actor, Power.INSPECTION_READ, phase=phase, unit=UnitRef(unit))
    if actor.ref not in team.members and not reads:
        raise NoSuchTeam(hidden=True)
    return team


def whole(rows: QuerySet[Team]) -> QuerySet[Team]:
    """Teams with all that `queries.sheet_of` needs: one query however many."""
    points = Cast("points", TextField())  # a number of JSON would be read as a float
    marks = Mark.objects.filter(team=OuterRef("pk")).order_by("pk")
    settlements = Settlement.objects.filter(team=OuterRef("pk")).order_by("pk")
    decided = JSONObject(indicator="indicator", points=points, reason="reason", dissent="dissent")
    return rows.select_related("discussion", "signature").annotate(
        given=ArraySubquery(
            marks.values(fields=JSONObject(inspector="inspector", indicator="indicator", points=points))
        ),
        settled=ArraySubquery(settlements.values(fields=decided)),
    )
