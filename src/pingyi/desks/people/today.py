"""Whoever may be put to work declares links with appraised units first."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.records.people.queries import declared_by
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


UNDECLARED = Source(Power.RECUSAL_DECLARE, undeclared)
