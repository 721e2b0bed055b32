"""The published result: places and how sure they are, who answered, every number to recompute it, and the files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pingyi.records.campaign.queries import book_of
from pingyi.records.results import queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.ranking import places_chart, ranking_chart, ranking_table, weights_chart
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.paging import UNITS, paged

ROWS = 12
"""So many units fit a chart of the usual height."""


@serves(Power.RESULT_READ)
def show(request: Request) -> HttpResponse:
    """Before the release: what will be shown here, and when. After it: all of it."""
    released = queries.released(request.campaign_id)
    if released is None:
        return render(request, "public/results_to_come.html", {"campaign": request.campaign})
    book = book_of(released.plan)
    result = released.announcement
    context = {
        "book": book,
        "result": result,
        "page": paged(request, result.units, UNITS),
        "released": released,
        "inputs_digest": released.inputs_digest,
        "height": "lg" if len(result.ranked) <= ROWS else "xl",
        "ranking": ranking_chart(result),
        "places": places_chart(result),
        "weights": weights_chart(result),
        "address": request.build_absolute_uri(reverse("bundle", args=["index.json"])).removesuffix("index.json"),
    }
    return render(request, "public/results.html", context)


@serves(Power.RESULT_READ)
def table(request: Request) -> HttpResponse:
    """The ranking as .xlsx, after the release."""
    released = queries.released(request.campaign_id)
    if released is None:
        raise Http404
    result = released.announcement
    return xlsx_file(f"{request.campaign_id}-result", ranking_table(result))
