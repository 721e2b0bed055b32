"""The decision: approve the signed result as computed, or return it with a written reason (R152)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments, reckoning, ruling
from pingyi.ceremonies.reckoning import signed_reckoning
from pingyi.desks.leadership.forms import ReturnForm
from pingyi.records.campaign.queries import book_of
from pingyi.records.results import queries
from pingyi.rules.acts.kind import RESULT
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.acts import signs
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import sentence_if_any
from pingyi.ui.door.request import Request
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
    context = {
        "book": book,
        "kept": kept,
        "result": result,
        "outdated": outdated,
        "altered": sentence_if_any(altered),
        "decides": request.actor.holds(Role.LEADING_GROUP_LEADER) and not (kept.ruling or outdated or altered),
        "return_form": ReturnForm(auto_id="%s"),
        "ranking": ranking_chart(result),
        "places": places_chart(result),
        "weights": weights_chart(result),
    }
    return render(request, "leadership/decision.html", context)


def _decided(_kept: queries.ReckoningView) -> str:
    return _("Decided, and noted in the journal.")


approve = signs(
    RESULT.signs,
    ruling.approve,
    "decision",
    gettext_lazy("Approve this result as computed?"),
    gettext_lazy("The objection window opens today; afterwards the office publishes the result."),
    message=_decided,
)
send_back = signs(
    Power.RANKING_RETURN,
    ruling.send_back,
    "decision",
    gettext_lazy("Return this result to be checked again?"),
    gettext_lazy("Your reason is recorded; the parties compute and sign anew."),
    message=_decided,
    form=ReturnForm,
)
