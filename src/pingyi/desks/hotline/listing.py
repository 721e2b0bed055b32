"""Every opinion, those that wait for an answer first."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.records.masks.queries import concealing, masked
from pingyi.records.voices import queries
from pingyi.records.voices.queries import ORDERS, OpinionLine, Sought
from pingyi.records.voices.sources import sources
from pingyi.rules.mandate import Power, may
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Fetched, Head, list_fetched
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.days import in_short
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS, STATES, units_offered


@serves(Power.OPINION_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list; the database searches it, sorts it and brings one page."""
    campaign = request.campaign
    whole = queries.how_many(request.actor, campaign)
    found = list_fetched(request, partial(_find, request, whole), _heads(campaign.book), ORDERS, whole)
    page = paged(request, found.rows, PEOPLE)
    page.object_list = [(line, _shown(line, request)) for line in page.object_list]
    return found.answer(
        request,
        "hotline/list.html",
        "opinions",
        page=page,
        enters=may(request.actor, Power.OPINION_ENTER, phase=campaign.phase),
    )


def _find(request: CampaignRequest, whole: int, query: Mapping[str, Any]) -> Fetched[OpinionLine]:
    words, names = query["sought"], units_offered(request.campaign.book)
    units = [code for code, name in names.items() if words and words in name]
    concealed = concealing(request.campaign.code, words.strip()) if words else ()
    sought = Sought(words, units, query["order"], query["down"], concealed)
    many = queries.how_many(request.actor, request.campaign, sought) if words else whole
    return Fetched(many, partial(_lines, request, sought))


def _lines(request: CampaignRequest, sought: Sought, start: int, stop: int) -> list[OpinionLine]:
    """A stretch of them, with what two people decided to hide hidden here as well."""
    lines = queries.opinions(request.actor, request.campaign, sought, start, stop)
    known = masked(request.campaign.code, [line.number for line in lines])
    return [
        replace(line, text=mask.text) if (mask := known.get((line.number, 0))) else line  # the first statement
        for line in lines
    ]


def _heads(book: Rulebook) -> list[Head[OpinionLine]]:
    ways = sources(book)
    return [
        Head("number", _("Case number"), lambda line: line.number),
        Head("kind", _("Kind"), lambda line: str(KINDS[line.kind])),
        Head("units", _("Unit concerned"), lambda line: _units(line, book)),
        Head("text", _("Word for word"), lambda line: line.text),
        Head("source", _("How it came"), lambda line: translated(ways[line.source])),
        Head("received", _("Received on"), lambda line: line.received),
        Head("state", _("State"), lambda line: str(STATES[line.state])),
        Head("due", _("Answer due"), lambda line: line.due.isoformat() if line.due else None),
    ]


def _units(line: OpinionLine, book: Rulebook) -> str:
    return listed(translated(book.unit(code).name) for code in line.units)


def _shown(line: OpinionLine, request: CampaignRequest) -> dict[str, object]:
    waits = line.state == "waiting"
    zone = request.campaign.timetable.zone
    return {
        "kind": KINDS[line.kind],
        "state": STATES[line.state],
        "units": _units(line, request.campaign.book),
        "due": in_short(line.due) if line.due and waits else "",
        "late": bool(line.due and waits and request.at.astimezone(zone).date() > line.due),
    }
