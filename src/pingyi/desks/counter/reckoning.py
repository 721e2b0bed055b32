"""The reckoning on the table: compute, read, sign; after the leading group's word, wait for objections and publish."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments, reckoning, release
from pingyi.records.acts import queries as acts
from pingyi.records.results import queries as results
from pingyi.records.results import queries as results_queries
from pingyi.rules.acts.kind import COUNT, RECKONING
from pingyi.rules.mandate import Power, Role
from pingyi.rules.mandate.role import BODIES
from pingyi.rules.scoring.errors import BadTable
from pingyi.ui.door.acts import signs, standing
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.pictures.ranking import ranking_chart, weights_chart
from pingyi.ui.tables.paging import UNITS, paged


@serves(Power.RANKING_READ)
def show(request: Request) -> HttpResponse:
    """The newest result with every number, its signatures, and what has become of it."""
    counted = acts.latest(request.campaign_code, COUNT.code)
    campaign = request.campaign
    laid = reckoning.laid(campaign) if campaign else None
    kept = results.reckoning(laid.content["reckoning"]) if laid else None
    context: dict[str, Any] = {
        "ready": counted is not None and counted.complete,
        "runs": request.actor.holds(*BODIES) and reckoning.is_open(laid, kept),
        "publishes": request.actor.holds(Role.OFFICE_DIRECTOR),
        "laid": laid,
    }
    if campaign is not None and laid is not None and kept is not None:
        outdated = results.outdated(kept)
        result = kept.announcement
        context |= {
            "kept": kept,
            "outdated": outdated,
            "altered": sentence_if_any(commitments.refusal(campaign, laid, kept)),
            "mine": laid.awaits(request.actor) and not outdated,
            "result": result,
            "page": paged(request, result.units, UNITS),
            "ranking": ranking_chart(result),
            "weights": weights_chart(result),
            "until": results_queries.objections_end(campaign, kept.ruling.at) if kept.ruling else None,
        }
    return render(request, "counter/reckoning.html", context)


@serves(Power.RECKONING_RUN, "POST")
@in_campaign
def run(request: CampaignRequest) -> HttpResponse:
    """Compute the result from counts, frames and sheets; nothing is typed in."""
    return _do(
        request,
        lambda: standing(reckoning.reckon(campaign=request.campaign, actor=request.actor, at=request.at)),
    )


sign = signs(
    RECKONING.signs,
    reckoning.sign,
    "reckoning",
    gettext_lazy("Sign this result?"),
    gettext_lazy("With the last signature it goes to the leader of the leading group for approval."),
)


@serves(Power.RANKING_PUBLISH, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Publish the result?"),
    gettext_lazy("Everybody sees ranking, counts and files from now on; no objection or decision changes it any more."),
)
def publish(request: CampaignRequest) -> HttpResponse:
    """Publish the approved result after the objection window."""

    def act() -> str:
        release.release(campaign=request.campaign, actor=request.actor, at=request.at)
        return _("Published, and noted in the journal.")

    return _do(request, act)


def _do(request: Request, act: Callable[[], str]) -> HttpResponse:
    with refusals_shown(request):
        try:
            messages.success(request, act())
        except BadTable as fault:
            messages.error(request, _("The result cannot be computed: %(reason)s") % {"reason": fault})
    return redirect("reckoning")
