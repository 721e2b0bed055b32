"""What the other questions say: every content per unit, and whether anybody was asked how to answer."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pingyi.records.campaign.queries import book_of
from pingyi.records.results import queries
from pingyi.rules.mandate import Power
from pingyi.rules.scoring.contents import content_table
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.RESULT_READ)
def show(request: Request) -> HttpResponse:
    """After the release: the heat map and the answers of choice. Before it: the page that says when."""
    released = queries.released(request.campaign_id)
    if released is None:
        return redirect("results")
    book = book_of(released.plan)
    return render(request, "public/contents.html", {"book": book, "table": content_table(book, released.inputs)})
