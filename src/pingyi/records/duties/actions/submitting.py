"""Handing duties in, by those who owe them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pingyi.records.duties import allow
from pingyi.records.duties.actions import signing
from pingyi.records.duties.actions.steps import Round, begun, naming
from pingyi.records.duties.errors import WordsMissing
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import children_of
from pingyi.rules.lifecycle import ReportState
from pingyi.rules.mandate import Actor
from pingyi.rules.writing import tidy

if TYPE_CHECKING:
    from pingyi.records.duties.models import HeldDuty


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What is handed in for one duty: words, and the reference of its papers."""

    pk: int
    text: str
    reference: str = ""


def submit(pk: int, text: str, reference: str = "", *, actor: Actor, at: datetime) -> bool:
    """Hand a duty in, with words and the reference of its papers; False: it waits for the unit's leader, who signs it.

    Raises NotNow, NotYetOpen, PlanNotInForce, ChildrenOpen, SettlesItself, Incomplete, WordsMissing.
    """
    return not submit_all([HandedIn(pk, text, reference)], actor=actor, at=at)


@transaction.atomic
def submit_all(papers: Sequence[HandedIn], *, actor: Actor, at: datetime) -> tuple[int, ...]:
    """Hand several duties in at once, all or none; the numbers of those that wait for their unit's leader.

    Raises what `submit` does, or of several OneDutyRefused.
    """
    act, duties = begun((paper.pk for paper in papers), actor=actor, at=at)
    for duty, paper in zip(duties, papers, strict=True):
        with naming(duty, act.campaign, one_of=duties):
            _submit(act, duty, paper)
    act.write()
    return tuple(duty.pk for duty in duties if duty.state == ReportState.AWAITING_SIGNATURE)


def _submit(act: Round, duty: "HeldDuty", paper: HandedIn) -> None:
    allow.owner(duty, act.campaign, act.actor)
    allow.open_now(duty, act.campaign)
    allow.roll_up(duty, act.campaign)
    allow.by_hand(duty, act.campaign)
    allow.complete(duty, act.campaign)
    if not tidy(paper.text):
        raise WordsMissing(what="what was done")
    if duty.table == "report":
        signing.lay(act, duty, paper.text, paper.reference)
    else:
        act.hand_in(duty, ("submit",), paper.text, paper.reference)
        include_children(act, duty)


def include_children(act: Round, parent: Duty) -> None:
    """What a roll-up takes in is rolled up; that a paper was late stands on it (A4)."""
    child_task = children_of(act.campaign.book, act.campaign.book.task(parent.task))
    if child_task is None:
        return
    received = Duty.objects.select_for_update().filter(
        campaign_id=act.campaign.code, task=child_task, table="report", state="received"
    )
    for child in received:
        child.state = "rolled_up"
        act.move(child, "roll_up")
