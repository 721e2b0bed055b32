"""What citizens say and nobody has answered."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from pingyi.ceremonies import sorting
from pingyi.records.voices import queries
from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work

FED_BACK = (PhaseState.RECTIFY, PhaseState.INSPECT, PhaseState.CONCLUDE)
"""From when on every opinion must have its place."""


def waiting(request: Request) -> Iterator[Matter]:
    """How many wait, and until when the first of them may."""
    campaign = request.campaign
    many, first = queries.waiting(request.actor, campaign) if campaign else (0, None)
    if campaign and many:
        words = ngettext("Answer %(n)d citizen", "Answer %(n)d citizens", many) % {"n": many}
        due = Deadline(first, campaign.timetable.zone).due_at if first else None
        yield Matter(Part.OWED, words, reverse("opinions"), due=due)


def undecided(request: Request) -> Iterator[Matter]:
    """Whether the totals come out even, once opinions are fed back (R115): one query."""
    campaign = request.campaign
    if campaign and campaign.phase in FED_BACK:
        many = sorting.undecided(actor=request.actor, campaign=campaign)
        if many:
            words = ngettext("%(n)d opinion ends nowhere yet", "%(n)d opinions end nowhere yet", many) % {"n": many}
            yield Matter(Part.OWED, words, reverse("opinion-totals"))


CLERK = Work(
    Role.INTAKE_CLERK,
    PhaseState.SOLICIT,
    gettext_lazy("You take down what citizens say by telephone, in letters and in person, and answer it."),
)
OPINIONS = Source(Power.OPINION_ANSWER, waiting)
TOTALS = Source(Power.OPINION_RECKON, undecided)
