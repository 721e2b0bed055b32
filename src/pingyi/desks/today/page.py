"""The page: every room is asked what it has for this person; what is new is signed for here (R55)."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.desks.today.coming import coming, course, in_hand
from pingyi.records.outbox.actions import acknowledge
from pingyi.records.outbox.queries import notices
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import came_from
from pingyi.ui.shell.navigation import menu
from pingyi.ui.shell.today import Matter, Part, by_day, matters

NEWS = 10
SOON = 3
"""So many of the things to come are shown."""


@serves(Power.ACCOUNT_USE)
def show(request: Request) -> HttpResponse:
    """What I owe, what awaits my word, what came back, what is new; then what comes next and what can be done ahead."""
    found = matters(request)
    comes = sorted([*found[Part.NEXT], *coming(request.actor, request.campaign)], key=by_day)
    context = {
        "owed": found[Part.OWED],
        "awaits": found[Part.AWAITS],
        "back": found[Part.BACK],
        "news": [note for note in notices(request.actor, limit=NEWS) if not note.seen],
        "comes": comes[:SOON] or [course(request.campaign)],
        "in_hand": in_hand(request.actor, request.campaign),
        "ahead": [*found[Part.AHEAD], *_readings(request)],
        "pages": [link for group in menu(request) if group.name != "public" for link in group.links if not link.here],
        "nothing": not (found[Part.OWED] or found[Part.AWAITS] or found[Part.BACK]),
    }
    return render(request, "today/today.html", context)


@serves(Power.ACCOUNT_USE, "POST")
def acknowledged(request: Request, pk: int) -> HttpResponse:
    """I have read it."""
    acknowledge(pk, actor=request.actor, phase=request.phase, at=request.at)
    return redirect(came_from(request) or "today")


def _readings(request: Request) -> Iterable[Matter]:
    """What everybody can read meanwhile."""
    if request.campaign and request.campaign.approved:
        yield Matter(Part.AHEAD, _("Read the plan: your tasks and their days"), reverse("plan"))
    yield Matter(Part.AHEAD, _("Read the handbook of your work"), reverse("help", args=["account"]))
