"""The possible violations that exist for whoever reads: a list to search, sort, take away and print."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.records.conduct import queries
from pingyi.records.conduct.queries import ViolationLine
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.conduct import ORIGINS, STATES
from pingyi.ui.words.phrases import listed, translated


@serves(Power.VIOLATION_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list; two queries."""
    book, today = request.campaign.book, request.campaign.day_of(request.at)
    found = list_of(request, queries.lines(request.actor, request.campaign), heads(book))
    shown = [
        (line, prohibition(line, book), about(line, book), STATES[line.state], line.is_late(today))
        for line in found.rows
    ]
    return found.answer(request, "conduct/list.html", "violations", page=paged(request, shown, PEOPLE))


def heads(book: Rulebook) -> list[Head[ViolationLine]]:
    """Its columns."""
    return [
        Head("number", _("No."), lambda line: line.number),
        Head("reported", _("Reported on"), lambda line: line.reported_on.isoformat()),
        Head("prohibition", _("Prohibition"), lambda line: prohibition(line, book)),
        Head("about", _("Who is accused"), lambda line: about(line, book)),
        Head("origin", _("How it became known"), lambda line: str(ORIGINS[line.origin])),
        Head("state", _("State"), lambda line: str(STATES[line.state])),
        Head("due", _("Next step by"), lambda line: line.due.isoformat() if line.due else None),
    ]


def prohibition(line: ViolationLine, book: Rulebook) -> str:
    """In the plan's words; by its code where a later version of the plan has none of it."""
    names = {each.code: translated(each.name) for each in book.conduct.prohibitions}
    return names.get(line.prohibition, line.prohibition)


def about(line: ViolationLine, book: Rulebook) -> str:
    """The person and the unit that were settled on; before that, whom the reporter wrote of."""
    unit = next((translated(each.name) for each in book.units if each.code == line.unit), "")
    return listed(part for part in (line.person or line.accused, unit) if part) or "—"
