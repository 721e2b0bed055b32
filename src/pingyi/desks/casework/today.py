"""Cases that wait for a step of the office or of a body, as numbers and days."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from pingyi.ceremonies.cases import Cases
from pingyi.desks.casework.reading import in_hand
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Power, may
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source


def cases(request: Request) -> Iterator[Matter]:
    """What waits for whoever handles cases, by what they may do: two queries."""
    if campaign := request.campaign:
        found = Cases(request.actor, campaign, campaign.day_of(request.at)).tallies()
        new, work, call, care, late = (found[part].many for part in ("new", "work", "call", "care", "late"))
        words = {
            "new": ngettext("Decide on %(n)d matter", "Decide on %(n)d matters", new) % {"n": new},
            "work": ngettext("See %(n)d case through", "See %(n)d cases through", work) % {"n": work},
        }
        if may(request.actor, Power.CASE_CALL, phase=campaign.phase):
            words["call"] = ngettext("Call %(n)d raiser back", "Call %(n)d raisers back", call) % {"n": call}
            words["care"] = ngettext("Ask after %(n)d raiser", "Ask after %(n)d raisers", care) % {"n": care}
        if may(request.actor, Power.CASE_EXTEND, phase=campaign.phase):
            words["late"] = ngettext("%(n)d case is overdue", "%(n)d cases are overdue", late) % {"n": late}
        for part, text in words.items():
            if found[part].many:
                yield _matter(found[part].first, text, reverse("cases", query={"part": part}), campaign)


def given(request: Request) -> Iterator[Matter]:
    """What one's own body has in hand."""
    if campaign := request.campaign:
        own = in_hand(request.actor, campaign)
        due = [each.due for each in own if each.state is CaseState.ASSIGNED]
        words = ngettext("Handle %(n)d matter", "Handle %(n)d matters", len(due)) % {"n": len(due)}
        if due:
            yield _matter(queries.first_day(due), words, reverse("given-cases"), campaign)


def _matter(first: date | None, words: str, url: str, campaign: CurrentCampaign) -> Matter:
    return Matter(Part.OWED, words, url, due=Deadline(first, campaign.timetable.zone).due_at if first else None)


CASES = Source(Power.CASE_HANDLE, cases)
GIVEN = Source(Power.CASE_WORK, given)
