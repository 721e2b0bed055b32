"""Whoever draws is told when the value is out; whoever may be put to work declares, and acknowledges a letter."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.desks.people.aims import name_of
from pingyi.records.people.queries import declared_by, letters_of, unfinished
from pingyi.rules.mandate import Power, reach
from pingyi.rules.people.aim import issuer
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source
from pingyi.ui.words.phrases import translated


def undeclared(request: Request) -> Iterator[Matter]:
    """As long as nothing is declared in a campaign that asks for it: one query."""
    campaign = request.campaign
    if campaign is None or campaign.book.participation.fitness is None:
        return
    if not declared_by(campaign.code, [request.actor.ref]):
        words = _("Declare your links with appraised units: until then you cannot be put to work")
        yield Matter(Part.OWED, words, reverse("recusal"))


def unacknowledged(request: Request) -> Iterator[Matter]:
    """Letters of appointment that were not acknowledged yet: one query."""
    if request.campaign is None:
        return
    for letter in letters_of(request.campaign.code, request.actor.ref):
        if letter.received_at is None and not letter.ended:
            words = _("Acknowledge your letter of appointment %(number)s") % {"number": letter.number}
            yield Matter(Part.AWAITS, words, reverse("appointments"), since=letter.at)


def unfinished_pools(request: Request) -> Iterator[Matter]:
    """Pools that wait for their value, for the draw, or for the appointment of whoever was drawn: one query."""
    units, campaign = reach(request.actor, Power.POOL_DRAW), request.campaign
    if campaign is None:
        return
    for each in unfinished(campaign.code):
        if units is None or each.aim.unit in units:
            whose = translated(issuer(campaign.book, each.aim.unit))
            url = reverse("pool", args=[name_of(each.aim)])
            if each.drawn_at:
                words = _("%(whose)s: appoint whoever was drawn") % {"whose": whose}
                yield Matter(Part.OWED, words, url, since=each.drawn_at)
            elif each.known_at <= request.at:
                words = _("%(whose)s: the value of the seed is out (%(source)s), draw now")
                yield Matter(Part.OWED, words % {"whose": whose, "source": each.source}, url, since=each.known_at)
            else:
                words = _("%(whose)s: draw when the value of the seed is out (%(source)s)")
                begins = campaign.day_of(each.known_at)
                yield Matter(Part.NEXT, words % {"whose": whose, "source": each.source}, url, begins=begins)


UNFINISHED = Source(Power.POOL_DRAW, unfinished_pools)
UNACKNOWLEDGED = Source(Power.APPOINTMENT_RECEIVE, unacknowledged)
UNDECLARED = Source(Power.RECUSAL_DECLARE, undeclared)
