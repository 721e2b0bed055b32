"""For the office how far the feedback to each unit is; for a unit what it was handed."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import feedback
from pingyi.ceremonies.feedback import UnitFeedback
from pingyi.desks.feedback.wording import state_of, state_of_unit
from pingyi.records.feedback.queries import PackageView
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import translated

OWN: tuple[Head[PackageView], ...] = (
    Head("number", _("Package"), lambda own: own.package.number),
    Head("state", _("State"), lambda own: str(state_of(own))),
    Head("passages", _("Opinions in it"), lambda own: len(own.package.passages)),
    Head("handed", _("Handed over"), lambda own: own.handed_at),
)


@serves(Power.FEEDBACK_READ)
@in_campaign
def index(request: CampaignRequest) -> HttpResponse:
    """Unit by unit, or package by package."""
    campaign = request.campaign
    if not may(request.actor, Power.FEEDBACK_PREPARE, phase=campaign.phase):
        found = list_of(request, feedback.packages(campaign, actor=request.actor), OWN)
        rows = [(own, state_of(own)) for own in found.rows]
        return found.answer(request, "feedback/own.html", "feedback", rows=rows)
    names = {unit.code: translated(unit.name) for unit in campaign.book.units}
    heads: tuple[Head[UnitFeedback], ...] = (
        Head("unit", _("Unit"), lambda own: names[own.unit]),
        Head("ready", _("Ready to be fed back"), lambda own: len(own.ready)),
        Head("unmasked", _("Not masked yet"), lambda own: len(own.unmasked)),
        Head("state", _("State"), lambda own: str(state_of_unit(own))),
        Head("handed", _("Handed over"), lambda own: own.handed_at),
    )
    units = list_of(request, feedback.standings(campaign, actor=request.actor), heads)
    lines = [(own, names[own.unit], state_of_unit(own)) for own in units.rows]
    return units.answer(request, "feedback/list.html", "feedback", rows=lines)
