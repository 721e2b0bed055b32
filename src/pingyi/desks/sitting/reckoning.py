"""The reckoning on the table: compute, read, sign; after the leading group's word, wait for objections and publish."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments, reckoning, release
from pingyi.ceremonies.violation import doubts
from pingyi.desks.sitting.acts import RECKONING
from pingyi.records.acts import queries as acts
from pingyi.records.results import queries as results
from pingyi.records.results import queries as results_queries
from pingyi.rules.acts.kind import COUNT
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.acts import shown
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.pictures.ranking import ranking_chart, weights_chart
from pingyi.ui.tables.paging import UNITS, paged


@serves(Power.RANKING_READ)
def show(request: Request) -> HttpResponse:
    """The newest result with every number, its signatures, and what has become of it."""
    counted = acts.latest(request.campaign_id, COUNT.code)
    campaign = request.campaign
    laid = reckoning.laid(campaign) if campaign else None
    kept = results.reckoning(laid.content["reckoning"]) if laid else None
    context: dict[str, Any] = {
        "ready": counted is not None and counted.complete,
        "publishes": request.actor.holds(Role.OFFICE_DIRECTOR),
        "laid": laid,
    }
    if campaign is not None and (doubtful := doubts(campaign)).stands:
        context |= {"doubts": doubtful, "sheets": [campaign.book.unit(code).name for code in doubtful.sheets]}
    page = replace(RECKONING, open=partial(reckoning.is_open, kept=kept))
    if campaign is None or laid is None or kept is None:
        context["act"] = shown(request, page, None)
    else:
        outdated = results.outdated(kept)
        result = kept.announcement
        context |= {
            "act": shown(request, page, laid, stands=not outdated),
            "kept": kept,
            "outdated": outdated,
            "altered": sentence_if_any(commitments.refusal(campaign, laid, kept)),
            "result": result,
            "page": paged(request, result.units, UNITS),
            "ranking": ranking_chart(result),
            "weights": weights_chart(result),
            "until": results_queries.objections_end(campaign, kept.ruling.at) if kept.ruling else None,
        }
    return render(request, "sitting/reckoning.html", context)


@serves(Power.RANKING_PUBLISH, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Publish the result?"),
    gettext_lazy("Everybody sees ranking, counts and files from now on; no objection or decision changes it any more."),
)
def publish(request: CampaignRequest) -> HttpResponse:
    """Publish the approved result after the objection window."""

    with refusals_shown(request):
        release.release(campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Published, and noted in the journal."))
    return redirect("reckoning")
