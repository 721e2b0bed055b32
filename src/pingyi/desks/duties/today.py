"""What I owe, awaits my signature or came back; what was handed in and waits to be received or approved."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.records.duties import queries
from pingyi.records.duties.queries import DutyLine
from pingyi.records.duties.standing import Standing
from pingyi.rules.mandate import Power, reach
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.duties import by_task, pressing
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


def handed_in(request: Request) -> Iterator[Matter]:
    """Task by task, what this person may receive or approve, since when: one query."""
    campaign = request.campaign
    if campaign is None or not campaign.approved or reach(request.actor, Power.DUTY_READ) is not None:
        return
    waiting = queries.to_decide(request.actor, campaign, at=request.at)
    for task, papers in by_task(waiting.approve):
        yield _papers(
            papers,
            ngettext("Approve “%(task)s”: %(n)d paper", "Approve “%(task)s”: %(n)d papers", len(papers)),
            translated(task),
        )
    for task, papers in by_task(waiting.receive):
        yield _papers(
            papers,
            ngettext("Receive “%(task)s”: %(n)d paper", "Receive “%(task)s”: %(n)d papers", len(papers)),
            translated(task),
        )


def _papers(papers: Sequence[DutyLine], words: str, task: str) -> Matter:
    sentence = words % {"task": task, "n": len(papers)}
    return Matter(Part.AWAITS, sentence, reverse("duties-waiting"), since=papers[0].submitted_at)


DUTIES = Source(Power.DUTY_SUBMIT, owed)
PAPERS = Source(Power.DUTY_READ, handed_in)
