"""Files beside what was said: scans of letters and forms put there, and each opened by somebody whose name is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pingyi.desks.hotline.forms import ScansForm
from pingyi.records.voices import actions
from pingyi.records.voices.access import access_opinion
from pingyi.rules.mandate import Power
from pingyi.ui.door.exhibits import taken_away
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.OPINION_ENTER, "POST")
@in_campaign
def exhibit(request: CampaignRequest, number: str) -> HttpResponse:
    """Put the scanned original beside what was taken down from it."""
    opinion = access_opinion(request.actor, number, request.campaign)
    chosen = ScansForm.posted(request).cleaned()["chosen"] or ()
    with refusals_shown(request, typed=False):
        actions.exhibit(opinion, actions.clean(chosen), actor=request.actor, at=request.at, campaign=request.campaign)
        if chosen:
            messages.success(request, _("The scanned original lies beside it."))
    return redirect("opinion", number)


@serves(Power.OPINION_READ, "POST")
@in_campaign
def open_one(request: CampaignRequest, number: str, key: str) -> HttpResponseBase:
    """One file; that it was opened, and by whom, stands in the tree of the hour."""
    opinion = access_opinion(request.actor, number, request.campaign)
    return taken_away(actions.open_exhibit(opinion, key, actor=request.actor, at=request.at, campaign=request.campaign))
