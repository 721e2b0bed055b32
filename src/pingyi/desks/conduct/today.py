"""What waits: reports for the discipline body, decisions for the leader, an answer for whoever is accused."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.records.conduct import queries
from pingyi.rules.lifecycle import ViolationState
from pingyi.rules.mandate import Power
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source

S = ViolationState
LOOKED_INTO = (S.REPORTED, S.SCREENED, S.INVESTIGATED, S.NOTIFIED, S.SUBSTANTIATED, S.REFERRED)
DECIDED_ON = (S.DEFENDED, S.CONTESTED)


def of_body(request: Request) -> Iterator[Matter]:
    """What is to be looked into or handed over."""
    yield from _waiting(request, LOOKED_INTO)


def of_leader(request: Request) -> Iterator[Matter]:
    """What is to be decided."""
    yield from _waiting(request, DECIDED_ON)


def of_accused(request: Request) -> Iterator[Matter]:
    """What may be answered: one query."""
    for due in queries.to_answer(request.actor, request.campaign) if request.campaign else ():
        yield Matter(
            Part.OWED, _("Answer what is held against you or your unit"), reverse("hearings"), due=_end(request, due)
        )


def _waiting(request: Request, states: tuple[ViolationState, ...]) -> Iterator[Matter]:
    if request.campaign is None:
        return
    many, first = queries.waiting(request.actor, request.campaign, states)
    if many:
        words = ngettext("%(n)d possible violation waits", "%(n)d possible violations wait", many) % {"n": many}
        yield Matter(Part.OWED, words, reverse("violations"), due=_end(request, first))


def _end(request: Request, day: date | None) -> datetime | None:
    return Deadline(day, request.campaign.timetable.zone).due_at if day and request.campaign else None


BODY = Source(Power.VIOLATION_HANDLE, of_body)
LEADER = Source(Power.VIOLATION_DECIDE, of_leader)
ACCUSED = Source(Power.VIOLATION_DEFEND, of_accused)
