"""The decision: approve the signed result as computed, or return it with a written reason (R152)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments, reckoning, ruling
from pingyi.ceremonies.reckoning import signed_reckoning
from pingyi.desks.leadership.acts import RESULT
from pingyi.desks.leadership.forms import ReturnForm
from pingyi.records.campaign.queries import book_of
from pingyi.records.results import queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.acts import noted, to_approve
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.pictures.ranking import places_chart, ranking_chart, weights_chart


@serves(Power.RANKING_READ)
def show(request: Request) -> HttpResponse:
    """Everything the group should know before it decides, on one page."""
    campaign = request.campaign
    kept = signed_reckoning(campaign) if campaign else None
    laid = reckoning.laid(campaign) if campaign and kept else None
    if campaign is None or kept is None or laid is None:
        return render(request, "leadership/nothing_to_decide.html")
    book = book_of(kept.plan)
    result = kept.announcement
    outdated, altered = queries.outdated(kept), commitments.refusal(campaign, laid, kept)
    decides = request.actor.holds(*RESULT.kind.parties) and not (kept.ruling or outdated or altered)
    context = {
        "book": book,
        "kept": kept,
        "result": result,
        "outdated": outdated,
        "altered": sentence_if_any(altered),
        "act": to_approve(RESULT, kept.digest if decides else ""),
        "return_form": ReturnForm(auto_id="%s"),
        "ranking": ranking_chart(result),
        "places": places_chart(result),
        "weights": weights_chart(result),
    }
    return render(request, "leadership/decision.html", context)


@serves(Power.RANKING_RETURN, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Return this result to be checked again?"),
    gettext_lazy("Your reason is recorded; the parties compute and sign anew."),
)
def send_back(request: CampaignRequest) -> HttpResponse:
    """Return it, saying why."""
    sent = ReturnForm.posted(request)
    with refusals_shown(request):
        ruling.send_back(campaign=request.campaign, **sent.taken(), actor=request.actor, at=request.at)
        messages.success(request, noted(None))
    return redirect("decision")
