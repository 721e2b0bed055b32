"""The page: every room is asked what it has for this person; what is new is signed for here (R55)."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from pingyi.desks.today.coming import coming, roomless
from pingyi.records.outbox.actions import acknowledge
from pingyi.records.outbox.queries import notices
from pingyi.records.rooms import declared
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import came_from
from pingyi.ui.frame.navigation import menu
from pingyi.ui.frame.today import Matter, Part, Source

NEWS = 10
SOON = 3
"""So many of the things to come are shown."""


@serves(Power.ACCOUNT_USE)
def show(request: Request) -> HttpResponse:
    """What I owe, what awaits my word, what came back, what is new; then what comes next and what can be done ahead."""
    found = _matters(request)
    comes = sorted([*found[Part.NEXT], *coming(request.actor, request.campaign)], key=_day)
    context = {
        "owed": found[Part.OWED],
        "awaits": found[Part.AWAITS],
        "back": found[Part.BACK],
        "news": [note for note in notices(request.actor, limit=NEWS) if not note.seen],
        "comes": comes[:SOON],
        "ahead": [*found[Part.AHEAD], *_readings(request)],
        "roomless": roomless(request.actor, request.campaign),
        "pages": [link for group in menu(request) if group.name != "public" for link in group.links if not link.here],
        "nothing": not (found[Part.OWED] or found[Part.AWAITS] or found[Part.BACK]),
    }
    return render(request, "today/today.html", context)


@serves(Power.ACCOUNT_USE, "POST")
def acknowledged(request: Request, pk: int) -> HttpResponse:
    """I have read it."""
    acknowledge(pk, actor=request.actor, phase=request.phase, at=request.at)
    return redirect(came_from(request) or "today")


def _matters(request: Request) -> dict[Part, list[Matter]]:
    """What the rooms have, by part, the nearest day first."""
    found: dict[Part, list[Matter]] = {part: [] for part in Part}
    for source in declared("today", Source):
        if may(request.actor, source.power, phase=request.phase):
            for matter in source.matters(request):
                found[matter.part].append(matter)
    return {part: sorted(matters, key=_day) for part, matters in found.items()}


def _day(matter: Matter) -> tuple[bool, date]:
    """By day: of the deadline, of the moment it came, of the beginning; what has none comes last."""
    moment = matter.due or matter.since
    day = moment.astimezone(get_current_timezone()).date() if moment else matter.begins
    return day is None, day or date.max


def _readings(request: Request) -> Iterable[Matter]:
    """What everybody can read meanwhile."""
    if request.campaign and request.campaign.approved:
        yield Matter(Part.AHEAD, _("Read the plan: your tasks and their days"), reverse("plan"))
    yield Matter(Part.AHEAD, _("Read the handbook of your work"), reverse("help", args=["account"]))
