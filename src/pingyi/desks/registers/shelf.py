"""All registers of which a person reads or writes rows, by the phase to which they belong."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.records.registers import queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest


@serves(Power.REGISTER_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The shelf: registers of the whole campaign first, then phase by phase."""
    lines = queries.registers_of(request.actor, request.campaign)
    order = {phase.code: place for place, phase in enumerate(request.campaign.book.calendar.phases, 1)}
    lines = tuple(sorted(lines, key=lambda line: order.get(line.register.phase or "", 0)))
    phases = {phase.code: phase.name for phase in request.campaign.book.calendar.phases}
    groups = [
        (phases.get(code or ""), list(those)) for code, those in groupby(lines, key=lambda line: line.register.phase)
    ]
    return render(request, "registers/shelf.html", {"groups": groups})
