"""Whoever may be put to work declares links with appraised units first, and acknowledges what appoints them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.records.people.queries import declared_by, letters_of
from pingyi.rules.mandate import Power
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source


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


UNACKNOWLEDGED = Source(Power.APPOINTMENT_RECEIVE, unacknowledged)
UNDECLARED = Source(Power.RECUSAL_DECLARE, undeclared)
