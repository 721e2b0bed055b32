"""The letters: how the bureau prints, seals and sends them on its own machine. No code comes to this server."""

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.ceremonies import freeze
from pingyi.records.box import queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.shell.script import digest_of


@serves(Power.LETTER_PRINT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """What to do, with the commands to type."""
    campaign = request.campaign
    made = queries.boxes(campaign.code)
    context = {
        "ready": bool(made) and all(box.type for box in made),
        "window": freeze.field_window(campaign),
        "bundle": digest_of("booth/booth.js"),
    }
    return render(request, "survey/letters.html", context)
