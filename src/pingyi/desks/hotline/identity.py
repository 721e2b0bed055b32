"""Who raised it: put away sealed when a raiser gives it, and asked for with a reason; never seen here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.ceremonies import unsealing
from pingyi.desks.hotline.forms import AskForm
from pingyi.records.voices.access import access_opinion
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.forms import SealedForm
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.OPINION_READ)
@in_campaign
def show(request: CampaignRequest, number: str) -> HttpResponse:
    """Whether there is one, the form to seal it, and the form to ask for it."""
    campaign = request.campaign
    opinion = access_opinion(request.actor, number, campaign)
    sealed = unsealing.is_sealed(str(opinion.key), campaign)
    files = unsealing.has_files(str(opinion.key), campaign)
    context = {
        "number": number,
        "sealed": sealed,
        "files": files,
        "recipients": unsealing.recipients(campaign.code),
        "form": SealedForm(),
        "ask": AskForm()
        if (sealed or files) and may(request.actor, Power.UNSEALING_ASK, phase=campaign.phase)
        else None,
    }
    return render(request, "hotline/identity.html", context)


@serves(Power.OPINION_ENTER, "POST")
@in_campaign
def seal(request: CampaignRequest, number: str) -> HttpResponse:
    """Put an envelope away that this browser sealed."""
    text = SealedForm.posted(request).cleaned()["sealed"]
    with refusals_shown(request, typed=False):
        unsealing.seal_for(number, text, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Sealed and put away: it opens with the keys of both custodians alone."))
    return redirect("opinion-identity", number)


@serves(Power.UNSEALING_ASK, "POST")
@in_campaign
def ask(request: CampaignRequest, number: str) -> HttpResponse:
    """Ask the custodians, saying why."""
    sent = AskForm.posted(request).cleaned()
    with refusals_shown(request):
        unsealing.ask(
            number,
            sent["reason"] or "",
            sent["quiet"] or "",
            campaign=request.campaign,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Asked. Both custodians decide, one after the other."))
    return redirect("opinion-identity", number)
