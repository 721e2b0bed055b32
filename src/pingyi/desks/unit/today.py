"""What I owe, what waits for my signature in the unit, and what came back."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.records.duties import queries
from pingyi.records.duties.queries import DutyLine
from pingyi.records.duties.standing import Standing
from pingyi.rules.mandate import Power
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.duties import pressing
from pingyi.ui.shell.today import Matter, Part, Source
from pingyi.ui.words.phrases import translated

PARTS = {
    Standing.OVERDUE: Part.OWED,
    Standing.SOON: Part.OWED,
    Standing.OWED: Part.OWED,
    Standing.RETURNED: Part.BACK,
    Standing.LATER: Part.NEXT,
    Standing.LOCKED: Part.NEXT,
}
"""How a duty stands → where it belongs; what is with others or settled belongs nowhere."""


def owed(request: Request) -> Iterator[Matter]:
    """My duties that are somebody's turn here, those with the nearest day first: two queries."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return
    duties = queries.own_duties(request.actor, campaign, at=request.at)
    mine = queries.awaiting_signature(request.actor, duties)
    for duty in duties:
        part = _part(duty, duty.pk in mine)
        if part:
            words = _("Sign: %(task)s") if part is Part.AWAITS else "%(task)s"
            due = Deadline(duty.due_on, campaign.timetable.zone).due_at
            yield Matter(part, words % {"task": translated(duty.task)}, reverse("my-duty", args=[duty.pk]), due=due)


def _part(duty: DutyLine, mine: bool) -> Part | None:
    """What lies before the unit's leader is owed by nobody else."""
    if duty.awaits_signature:
        return Part.AWAITS if mine else None
    return PARTS.get(pressing(duty))


DUTIES = Source(Power.DUTY_SUBMIT, owed)
