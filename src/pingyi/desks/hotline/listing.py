"""Every opinion, those that wait for an answer first."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.records.masks.queries import masked
from pingyi.records.voices import queries
from pingyi.records.voices.queries import OpinionLine
from pingyi.records.voices.sources import sources
from pingyi.rules.mandate import Power, may
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.days import in_short
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS, STATES


@serves(Power.OPINION_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list."""
    found = list_of(request, _lines(request), _heads(request.campaign.book))
    return found.answer(
        request,
        "hotline/list.html",
        "opinions",
        page=paged(request, [(line, _shown(line, request)) for line in found.rows], PEOPLE),
        enters=may(request.actor, Power.OPINION_ENTER, phase=request.campaign.phase),
    )


def _lines(request: CampaignRequest) -> list[OpinionLine]:
    """Every opinion, with what two people decided to hide hidden here as well."""
    lines = queries.opinions(request.actor, request.campaign)
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
        Head("received", _("Received"), lambda line: line.received),
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
