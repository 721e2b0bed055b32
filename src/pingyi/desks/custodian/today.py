"""A request or a report that waits for this custodian, a key that is not made; for the overseer, what is late."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from pingyi.records.clues import queries as clues
from pingyi.records.unsealings import queries
from pingyi.records.vault.queries import keys
from pingyi.rules.lifecycle import ClueState, UnsealingState
from pingyi.rules.mandate import Power, Role, may
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source

NEXT = {
    ClueState.LEFT: Power.CLUE_TRANSFER,
    ClueState.HANDED_OVER: Power.CLUE_ANSWER,
    ClueState.RECEIVED: Power.CLUE_ANSWER,
    ClueState.ACCEPTED: Power.CLUE_ANSWER,
}
TURNS = {UnsealingState.ASKED: Role.IDENTITY_CUSTODIAN, UnsealingState.RELEASED: Role.DISCIPLINE_LIAISON}


def waiting(request: Request) -> Iterator[Matter]:
    """Two queries."""
    campaign = request.campaign
    if campaign is None:
        return
    many = queries.waiting(campaign.code, [state for state, role in TURNS.items() if request.actor.holds(role)])
    if many:
        words = ngettext(
            "Decide on %(n)d request for an identity", "Decide on %(n)d requests for an identity", many
        ) % {"n": many}
        yield Matter(Part.OWED, words, reverse("unsealings"))
    if any(request.actor.holds(line.post) and not line.recipient for line in keys(campaign.code)):
        yield Matter(Part.OWED, gettext("Make your custodian's key"), reverse("custodian-key"))


def reports(request: Request) -> Iterator[Matter]:
    """Reports of wrongdoing whose next step is this person's; whoever has none is told which are late: two queries."""
    campaign = request.campaign
    if campaign is None:
        return
    lines = clues.clues(campaign)
    own = [state for state, power in NEXT.items() if may(request.actor, power, phase=campaign.phase)]
    many, due = clues.waiting(lines, own)
    if many:
        words = ngettext(
            "Take the next step with %(n)d report of wrongdoing",
            "Take the next step with %(n)d reports of wrongdoing",
            many,
        ) % {"n": many}
        until = Deadline(due, campaign.timetable.zone).due_at if due else None
        yield Matter(Part.OWED, words, reverse("clues"), due=until)
    late = clues.overdue(lines, campaign.day_of(request.at))
    if late and not own:
        words = ngettext(
            "%(n)d report of wrongdoing is past its day", "%(n)d reports of wrongdoing are past their day", late
        ) % {"n": late}
        yield Matter(Part.OWED, words, reverse("clues"))


REPORTS = Source(Power.CLUE_READ, reports)
IDENTITIES = Source(Power.UNSEALING_DECIDE, waiting)
