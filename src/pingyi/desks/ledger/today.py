"""What waits in the ledger: for the unit's people to work on, its leader to approve, the office to verify."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.ceremonies import spot_check
from pingyi.records.ledger import queries
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.mandate import Power, reach
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source

WORKED_ON = (
    ItemState.OPEN,
    ItemState.ANALYSED,
    ItemState.APPROVED,
    ItemState.IN_PROGRESS,
    ItemState.RETURNED,
    ItemState.REOPENED,
)


def of_unit(request: Request) -> Iterator[Matter]:
    """Items to be worked on: one query."""
    many, first = _waiting(request, WORKED_ON)
    if many:
        words = ngettext("Rectify %(n)d item of the ledger", "Rectify %(n)d items of the ledger", many) % {"n": many}
        yield Matter(Part.OWED, words, reverse("ledger"), due=first)


def of_leader(request: Request) -> Iterator[Matter]:
    """Plans to be approved: one query."""
    many, _first = _waiting(request, (ItemState.PLANNED,))
    if many:
        words = ngettext("Approve the plan of %(n)d item", "Approve the plans of %(n)d items", many) % {"n": many}
        yield Matter(Part.OWED, words, f"{reverse('ledger')}?state={ItemState.PLANNED}")


def of_verifier(request: Request) -> Iterator[Matter]:
    """Items to be verified, drawn items to be checked, and changes to be decided: three queries."""
    many, _first = _waiting(request, (ItemState.SUBMITTED,))
    if many:
        words = ngettext("Verify %(n)d item of the ledger", "Verify %(n)d items of the ledger", many) % {"n": many}
        yield Matter(Part.OWED, words, f"{reverse('ledger')}?state={ItemState.SUBMITTED}")
    many = queries.to_check(request.actor, request.campaign) if request.campaign else 0
    if many:
        words = ngettext("Check %(n)d item that was drawn", "Check %(n)d items that were drawn", many) % {"n": many}
        yield Matter(Part.OWED, words, f"{reverse('ledger')}?mark=drawn")
    asked = queries.asked(request.actor, request.campaign) if request.campaign else 0
    if asked:
        words = ngettext("Decide %(n)d change of the ledger", "Decide %(n)d changes of the ledger", asked)
        yield Matter(Part.OWED, words % {"n": asked}, reverse("ledger"))


def of_drawer(request: Request) -> Iterator[Matter]:
    """A list of closed items that waits for its value, or for the draw: four queries."""
    campaign = request.campaign
    if campaign is None or reach(request.actor, Power.POOL_DRAW) is not None:
        return
    pool = spot_check.newest(campaign)
    if pool is None or pool.seed:
        return
    if pool.known_at <= request.at:
        words = _("Spot checks: the value of the seed is out (%(source)s), draw now") % {"source": pool.source}
        yield Matter(Part.OWED, words, reverse("spot-check"), since=pool.known_at)
    else:
        words = _("Spot checks: draw when the value of the seed is out (%(source)s)") % {"source": pool.source}
        yield Matter(Part.NEXT, words, reverse("spot-check"), begins=campaign.day_of(pool.known_at))


def _waiting(request: Request, states: tuple[ItemState, ...]) -> tuple[int, datetime | None]:
    """How many, and until when the first of them has to be done."""
    campaign = request.campaign
    if campaign is None:
        return 0, None
    many, first = queries.waiting(request.actor, campaign, states)
    return many, Deadline(first, campaign.timetable.zone).due_at if first else None


UNIT = Source(Power.LEDGER_WRITE, of_unit)
LEADER = Source(Power.LEDGER_APPROVE, of_leader)
DRAWER = Source(Power.POOL_DRAW, of_drawer)
VERIFIER = Source(Power.LEDGER_VERIFY, of_verifier)
