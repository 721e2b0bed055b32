"""Cases that wait for a step of the office or of a body, as numbers and days."""

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from pingyi.desks.casework.listing import belongs
from pingyi.desks.casework.reading import CaseLine, in_hand, lines
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Power, may
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source


def cases(request: Request) -> Iterator[Matter]:
    """What waits for whoever handles cases, by what they may do; all of it is read once."""
    if campaign := request.campaign:
        day = campaign.day_of(request.at)
        rows = lines(request.actor, campaign, day)
        yield from _steps(rows, day, campaign)
        if may(request.actor, Power.CASE_CALL, phase=campaign.phase):
            yield from _calls(rows, day, campaign)
        if may(request.actor, Power.CASE_EXTEND, phase=campaign.phase):
            late = [line.own.due for line in rows if line.late]
            words = ngettext("%(n)d case is overdue", "%(n)d cases are overdue", len(late)) % {"n": len(late)}
            yield from _matter(late, words, "?part=late", campaign)


def _steps(rows: Collection[CaseLine], day: date, campaign: CurrentCampaign) -> Iterator[Matter]:
    """To be decided, and to be seen through, until the day that comes first."""
    new = [line.own.due for line in rows if belongs(line, "new", day)]
    work = [line.own.due for line in rows if belongs(line, "work", day) and line.own.state != CaseState.NEW]
    words = ngettext("Decide on %(n)d matter", "Decide on %(n)d matters", len(new)) % {"n": len(new)}
    yield from _matter(new, words, "?part=new", campaign)
    words = ngettext("See %(n)d case through", "See %(n)d cases through", len(work)) % {"n": len(work)}
    yield from _matter(work, words, "?part=work", campaign)


def _calls(rows: Collection[CaseLine], day: date, campaign: CurrentCampaign) -> Iterator[Matter]:
    """Raisers who are called back, and those who are asked after (R197)."""
    call = [None for line in rows if belongs(line, "call", day)]
    care = [line.care for line in rows if belongs(line, "care", day)]
    words = ngettext("Call %(n)d raiser back", "Call %(n)d raisers back", len(call)) % {"n": len(call)}
    yield from _matter(call, words, "?part=call", campaign)
    words = ngettext("Ask after %(n)d raiser", "Ask after %(n)d raisers", len(care)) % {"n": len(care)}
    yield from _matter(care, words, "?part=care", campaign)


def given(request: Request) -> Iterator[Matter]:
    """What one's own body has in hand."""
    if campaign := request.campaign:
        own = in_hand(request.actor, campaign)
        due = [each.due for each in own if each.state is CaseState.ASSIGNED]
        words = ngettext("Handle %(n)d matter", "Handle %(n)d matters", len(due)) % {"n": len(due)}
        if due:
            yield _of(due, words, reverse("given-cases"), campaign)


def _matter(days: Collection[date | None], words: str, part: str, campaign: CurrentCampaign) -> Iterator[Matter]:
    if days:
        yield _of(days, words, reverse("cases") + part, campaign)


def _of(days: Collection[date | None], words: str, url: str, campaign: CurrentCampaign) -> Matter:
    first = queries.first_day(days)
    return Matter(Part.OWED, words, url, due=Deadline(first, campaign.timetable.zone).due_at if first else None)


CASES = Source(Power.CASE_HANDLE, cases)
GIVEN = Source(Power.CASE_WORK, given)
