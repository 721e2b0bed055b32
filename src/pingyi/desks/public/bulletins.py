"""Bulletins and announcements: the papers that the plan publishes, as they were signed (R78)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pingyi.records.papers.access import access_published_paper
from pingyi.records.papers.queries import PublishedPaper, published, published_paper
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import translated

HEADS: tuple[Head[PublishedPaper], ...] = (
    Head("title", _("Title"), lambda paper: paper.title),
    Head("kind", _("Kind"), lambda paper: translated(paper.kind.name)),
    Head("number", _("Document number"), lambda paper: paper.number),
    Head("day", _("Published"), lambda paper: paper.sent_at),
)


@serves(Power.PORTAL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """All of them, the newest first."""
    found = list_of(request, published(request.campaign), HEADS)
    return found.answer(request, "public/bulletins.html", "bulletins")


@serves(Power.PORTAL_READ)
@in_campaign
def one(request: CampaignRequest, pk: int) -> HttpResponse:
    """One of them in full, with the digest that the journal has."""
    paper = published_paper(access_published_paper(pk, request.campaign), request.campaign)
    return render(request, "public/bulletin.html", {"paper": paper})
