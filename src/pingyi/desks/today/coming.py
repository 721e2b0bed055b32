"""What comes next for somebody, from the plan's timetable: the work of their roles, and the plan's tasks for them."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.rooms import declared
from pingyi.rules.mandate import Actor, PhaseState, Power, may
from pingyi.rules.timetable import Deadline
from pingyi.ui.shell.today import Matter, Part, Work
from pingyi.ui.words.phrases import translated


def coming(actor: Actor, campaign: CurrentCampaign | None) -> list[Matter]:
    """What this person's roles will have to do. No query."""
    own = [work for work in declared("today", Work) if actor.holds(work.role)]
    return [*_works(own, campaign), *(_tasks(actor, campaign) if campaign and campaign.approved else ())]


def in_hand(actor: Actor, campaign: CurrentCampaign | None) -> list[str]:
    """What this person's roles do while the phase is open that is open now. No query."""
    if campaign is None or campaign.open_phase is None:
        return []
    works = declared("today", Work)
    return [str(work.words) for work in works if actor.holds(work.role) and work.phase is campaign.phase]


def course(campaign: CurrentCampaign | None) -> Matter:
    """What comes next for everybody, of whom the plan wants nothing more: the next phase, or the end. No query."""
    if campaign is None or not campaign.approved:
        words = gettext("The office draws up the plan. Once it is approved, your tasks and their days stand here.")
        return Matter(Part.NEXT, words)
    following = campaign.next_phase
    if following:
        words = gettext("“%(phase)s” begins") % {"phase": translated(following.name)}
        return Matter(Part.NEXT, words, reverse("plan"), begins=following.starts)
    words = gettext("The result is published, and the campaign ends. What was published stays readable for everybody.")
    return Matter(Part.NEXT, words, reverse("results"))


def _first_days(campaign: CurrentCampaign | None) -> dict[PhaseState | None, date]:
    return {phase.kind: phase.starts for phase in campaign.timetable.phases} if campaign else {}


def _works(works: Iterable[Work], campaign: CurrentCampaign | None) -> Iterator[Matter]:
    """Work of the phases that are still to come; without a plan, all of it without a day."""
    days = _first_days(campaign)
    for work in works:
        if work.phase is None or campaign is None or _to_come(work.phase, campaign):
            yield Matter(Part.NEXT, str(work.words), begins=days.get(work.phase))


def _tasks(actor: Actor, campaign: CurrentCampaign) -> Iterator[Matter]:
    """The plan's tasks of phases to come, for roles that hand nothing in; whoever does has duties that say so."""
    if may(actor, Power.DUTY_SUBMIT, phase=PhaseState.SOLICIT):
        return
    for task in campaign.book.tasks:
        due = campaign.book.due(task)
        if due and actor.holds(task.role) and _to_come(campaign.timetable.phase(task.phase).kind, campaign):
            moment = Deadline(due, campaign.timetable.zone).due_at
            yield Matter(Part.NEXT, translated(task.title), reverse("plan"), due=moment)


def _to_come(kind: PhaseState, campaign: CurrentCampaign) -> bool:
    """Whether this kind of phase comes later: kinds follow each other as they are defined."""
    kinds = list(PhaseState)
    return kind in kinds[kinds.index(campaign.phase) :] and kind is not campaign.phase
