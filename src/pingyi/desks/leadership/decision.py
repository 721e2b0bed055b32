"""The decision: approve the signed result as computed, or return it with a written reason (R152)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments, reckoning, ruling
from pingyi.ceremonies.reckoning import signed_reckoning
from pingyi.desks.leadership.forms import ReturnForm
from pingyi.records.campaign.queries import book_of
from pingyi.records.results import queries
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.confirm import asks_once
from pingyi.ui.door.forms import Sent, Signing
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import said_of, telling
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.ranking import places_chart, ranking_chart, weights_chart


@serves(Power.RANKING_READ)
def show(request: Request) -> HttpResponse:
    """Everything the group should know before it decides, on one page."""
    kept = signed_reckoning(request.campaign) if request.campaign else None
    laid = reckoning.laid(request.campaign) if kept else None
    if kept is None or laid is None:
        return render(request, "leadership/nothing_to_decide.html")
    book = book_of(kept.plan)
    result = kept.announcement
    outdated, altered = queries.outdated(kept), commitments.refusal(request.campaign, laid, kept)
    context = {
        "book": book,
        "kept": kept,
        "result": result,
        "outdated": outdated,
        "altered": said_of(altered),
        "decides": request.actor.holds(Role.LEADING_GROUP_LEADER) and not (kept.ruling or outdated or altered),
        "return_form": ReturnForm(auto_id="%s"),
        "ranking": ranking_chart(result),
        "places": places_chart(result),
        "weights": weights_chart(result),
    }
    return render(request, "leadership/decision.html", context)


@serves(Power.RANKING_APPROVE, "POST")
@asks_once(
    gettext_lazy("Approve this result as computed?"),
    gettext_lazy("The objection window opens today; afterwards the office publishes the result."),
)
def approve(request: Request) -> HttpResponse:
    """The result stands as computed."""
    return _rule(request, ruling.approve, Signing)


@serves(Power.RANKING_RETURN, "POST")
@asks_once(
    gettext_lazy("Return this result to be checked again?"),
    gettext_lazy("Your reason is recorded; the parties compute and sign anew."),
)
def send_back(request: Request) -> HttpResponse:
    """To be checked again, for a written reason."""
    return _rule(request, ruling.send_back, ReturnForm)


def _rule(request: Request, rule: Callable[..., object], form: type[Sent]) -> HttpResponse:
    """Rule on the signed result, if it is the one that was on the page."""
    with telling(request):
        rule(campaign=request.campaign, actor=request.actor, at=request.at, **form.posted(request).taken())
        messages.success(request, _("Decided, and noted in the journal."))
    return redirect("decision")
