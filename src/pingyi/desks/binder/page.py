"""The binders one may open, one of them on a page, and as one download."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from pingyi.desks.binder.contents import chapters, members
from pingyi.records.papers.access import access_binder, binders_of
from pingyi.rules.mandate import Power
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest


@serves(Power.BINDER_READ)
@in_campaign
def show_all(request: CampaignRequest) -> HttpResponse:
    """The units whose evidence this person may open."""
    return render(request, "binder/list.html", {"units": binders_of(request.actor, request.campaign)})


@serves(Power.BINDER_READ)
@in_campaign
def show(request: CampaignRequest, unit: str) -> HttpResponse:
    """The evidence of one unit in the order of the index, with what is missing."""
    party = access_binder(request.actor, unit, request.campaign)
    parts = chapters(unit, request.campaign)
    empty = [chapter for _, own in parts for chapter in own if chapter.is_empty]
    context = {"unit": party, "parts": parts, "empty": empty, "scheme": request.campaign.book.inspection}
    return render(request, "binder/binder.html", context)


@serves(Power.BINDER_READ)
@in_campaign
def archive(request: CampaignRequest, unit: str) -> HttpResponseBase:
    """All of it in one download."""
    access_binder(request.actor, unit, request.campaign)
    parts = chapters(unit, request.campaign)
    name = f"{request.campaign.code}-{unit}-binder"
    pieces = zipped(members(unit, request.campaign, parts), name)
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer
