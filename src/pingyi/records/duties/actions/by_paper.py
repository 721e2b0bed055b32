"""What becomes of a duty whose paper is sent, received, returned, approved or withdrawn: nobody says it twice (R185).

Part of the act on the paper, in its transaction and in the campaign that it holds; the paper's power was asked there,
the duty's own is asked here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import allow
from pingyi.records.duties.actions.completing import unlock
from pingyi.records.duties.actions.deciding import accept, give_back, take
from pingyi.records.duties.actions.steps import Round, begun, entry_fields
from pingyi.records.duties.actions.submitting import include_children
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import SETTLED, decided_by_paper
from pingyi.rules.journal.vocabulary.duties import DutyFulfilled
from pingyi.rules.mandate import Actor

if TYPE_CHECKING:
    from pingyi.records.duties.models import HeldDuty

RECEIPT = "receipt"
"""What fulfils a duty whose paper goes to bodies outside: the last of their receipts."""


def sent(campaign: CurrentCampaign, pk: int, text: str, number: str, *, actor: Actor, at: datetime) -> None:
    """Its paper went out: it is handed in. Raises NotNow, NotYetOpen, PlanNotInForce, ChildrenOpen, Incomplete."""
    with _act(campaign, pk, actor, at) as (act, duty):
        allow.open_now(duty, act.campaign)
        allow.roll_up(duty, act.campaign)
        allow.complete(duty, act.campaign)
        verbs = ("draw_up", "sign", "submit") if duty.table == "report" else ("submit",)
        act.hand_in(duty, verbs, text, number)
        include_children(act, duty)


def withdrawn(campaign: CurrentCampaign, pk: int, *, actor: Actor, at: datetime) -> None:
    """Its paper came back unread: it is owed as before. What was handed in earlier keeps its day."""
    with _act(campaign, pk, actor, at) as (act, duty):
        act.walk(duty, ("withdraw",))
        if not duty.moves.filter(verb="return").exists():
            duty.submitted_at, duty.submitted_by_id, duty.late = None, None, False


def received(campaign: CurrentCampaign, pk: int, *, actor: Actor, at: datetime) -> bool:
    """Its recipient has it: a report is complete, a county plan in review; others wait for what follows.

    Answers whether the duty is settled by that.
    """
    with _act(campaign, pk, actor, at) as (act, duty):
        if _decides(act, duty) and duty.table != "duty":
            take(act, duty)
    return duty.state in SETTLED


def receipted(campaign: CurrentCampaign, pk: int, *, actor: Actor, at: datetime) -> None:
    """Everybody to whom it went outside has receipted it: where nobody here decides on it, it is done."""
    with _act(campaign, pk, actor, at) as (act, duty):
        task = act.campaign.book.task(duty.task)
        if duty.state in SETTLED or task.approval is not None or not _decides(act, duty):
            return
        duty.state = "done"
        act.move(duty, "fulfil")
        act.record(DutyFulfilled(**entry_fields(duty), act=RECEIPT, late=bool(duty.late)))


def returned(campaign: CurrentCampaign, pk: int, reasons: str, *, actor: Actor, at: datetime) -> None:
    """Its paper came back with reasons. Raises NotNow, OwnWork, WordsMissing."""
    with _act(campaign, pk, actor, at) as (act, duty):
        give_back(act, duty, reasons)


def approved(campaign: CurrentCampaign, pk: int, number: str, *, actor: Actor, at: datetime) -> None:
    """Its paper was approved by this number. Raises NotNow, OwnWork, OtherApprover."""
    with _act(campaign, pk, actor, at) as (act, duty):
        accept(act, duty, number)
    unlock(act, [duty])


@contextmanager
def _act(campaign: CurrentCampaign, pk: int, actor: Actor, at: datetime) -> Iterator["tuple[Round, HeldDuty]"]:
    act, [duty] = begun([pk], campaign, actor=actor, at=at)
    yield act, duty
    act.write()


def _decides(act: Round, duty: Duty) -> bool:
    return decided_by_paper(act.campaign.book, act.campaign.book.task(duty.task))
