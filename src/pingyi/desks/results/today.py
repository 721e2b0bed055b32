"""Objections to answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.records.results import queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source
from pingyi.ui.words.phrases import translated


def objections(request: Request) -> Iterator[Matter]:
    """What units object to and nobody has answered: one query."""
    campaign = request.campaign
    names = {unit.code.lower(): unit.name for unit in campaign.book.units} if campaign else {}
    for each in queries.objections(campaign.code) if campaign else ():
        if each.answer is None:
            words = _("Answer the objection of %(unit)s") % {"unit": translated(names[each.unit])}
            yield Matter(Part.AWAITS, words, reverse("objections"), since=each.at)


OBJECTIONS = Source(Power.OBJECTION_ANSWER, objections)
