"""Appointing the inspection teams: who may inspect which unit, and who must stay away (R138)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.inspector.forms import TeamForm
from pingyi.records.inspection import actions, queries
from pingyi.records.organisation.queries import Inspector, inspectors
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.INSPECTION_APPOINT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every ranked unit with its team, or with those from whom one can be made."""
    book = request.campaign.book
    teams = {team.unit: team for team in queries.teams(request.campaign.code, book.inspection)}
    candidates = inspectors()
    units = [(unit, teams.get(unit.code), *_eligible(unit.code, candidates)) for unit in book.ranked_units]
    return render(request, "inspector/teams.html", {"units": units})


def _eligible(unit: str, candidates: dict[str, tuple[Inspector, ...]]) -> tuple[tuple[Inspector, ...], list[Inspector]]:
    """Who may be on the unit's team, and who of them may head it."""
    own = candidates.get(unit, ())
    return own, [each for each in own if each.leads and each.home != unit]


@serves(Power.INSPECTION_APPOINT, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Appoint this team?"),
    gettext_lazy("Once appointed, the team cannot be changed; it begins when the inspection phase is open."),
)
def appoint(request: CampaignRequest, unit: str) -> HttpResponse:
    """Make the team of one unit from the people ticked."""
    given = TeamForm.posted(request).cleaned()
    ticked, head = given["members"], given["head"]
    chosen = [each for each in inspectors().get(unit, ()) if each.ref in ticked]
    with refusals_shown(request):
        actions.appoint(
            campaign=request.campaign.code,
            unit=unit,
            members={each.ref: each.name for each in chosen},
            homes={each.ref: each.home for each in chosen},
            head=head if any(each.ref == head and each.leads for each in chosen) else "",
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
        messages.success(request, _("The team is appointed; it can begin when the inspection phase is open."))
    return redirect("teams")
