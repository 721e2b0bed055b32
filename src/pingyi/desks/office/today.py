"""What was handed in and waits to be received or approved, what the campaign needs decided, objections to answer."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.records.duties import queries
from pingyi.records.duties.queries import DutyLine
from pingyi.records.results import queries as results
from pingyi.rules.mandate import Power, reach
from pingyi.rules.timetable import midnight
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.duties import by_task
from pingyi.ui.shell.today import Matter, Part, Source
from pingyi.ui.words.phrases import translated


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


def phase(request: Request) -> Iterator[Matter]:
    """The next phase, from its day on; no query."""
    campaign = request.campaign
    following = campaign.next_phase if campaign else None
    if campaign is None or following is None:
        return
    words = _("Open “%(phase)s”") % {"phase": translated(following.name)}
    if request.at >= midnight(following.starts, campaign.timetable.zone):
        yield Matter(Part.AWAITS, words, reverse("campaign"), begins=following.starts)
    else:
        yield Matter(Part.NEXT, words, reverse("campaign"), begins=following.starts)


def objections(request: Request) -> Iterator[Matter]:
    """What units object to and nobody has answered: one query."""
    campaign = request.campaign
    names = {unit.code.lower(): unit.name for unit in campaign.book.units} if campaign else {}
    for each in results.objections(campaign.code) if campaign else ():
        if each.answer is None:
            words = _("Answer the objection of %(unit)s") % {"unit": translated(names[each.unit])}
            yield Matter(Part.AWAITS, words, reverse("objections"), since=each.at)


def begin(request: Request) -> Iterator[Matter]:
    """Without a campaign: begin one; no query."""
    if request.campaign is None:
        yield Matter(Part.AHEAD, _("Begin a campaign from its plan"), reverse("campaign-begin"))


PAPERS = Source(Power.DUTY_READ, handed_in)
PHASE = Source(Power.PHASE_OPEN, phase)
OBJECTIONS = Source(Power.OBJECTION_ANSWER, objections)
BEGIN = Source(Power.CAMPAIGN_CREATE, begin)
