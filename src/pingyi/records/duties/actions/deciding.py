"""What the office and the leader do with a paper: receive, return, approve, go on without it."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import required
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.timetable import Deadline

from .. import allow
from ..errors import NotOverdue, WordsMissing
from ..models import Duty
from ..tables import IN_HAND
from .steps import locked, move, record, tell_owner, walk


@transaction.atomic
def receive(pk: int, *, actor: Actor, at: datetime) -> None:
    """The office takes a report as complete, or a county plan into review. Raises NotNow, OwnWork."""
    campaign, duty = required(), locked(pk)
    allow.other_than_submitter(duty, actor)
    verb = "review" if duty.table == "county_plan" else "receive"
    walk(duty, (verb,), campaign, actor=actor, at=at)
    record("receive", duty, actor=actor, at=at)
    tell_owner("duty-received", duty, at=at)


@transaction.atomic
def send_back(pk: int, reasons: str, *, actor: Actor, at: datetime) -> None:
    """Return a duty to whoever owes it, with reasons. Raises NotNow, WordsMissing, OwnWork."""
    campaign, duty = required(), locked(pk)
    allow.other_than_submitter(duty, actor)
    if not reasons.strip():
        raise WordsMissing(what="the reasons")
    walk(duty, (*_reviewed(duty), "return"), campaign, actor=actor, at=at, text=reasons)
    record("return", duty, actor=actor, at=at, private={"reasons": reasons})
    tell_owner("duty-returned", duty, at=at)


@transaction.atomic
def approve(pk: int, number: str = "", *, actor: Actor, at: datetime) -> None:
    """Accept a duty as done; a unit's plan by a document number, from which moment it is in force (R81).

    Raises NotNow, OwnWork, OtherApprover, WordsMissing.
    """
    campaign, duty = required(), locked(pk)
    allow.other_than_submitter(duty, actor)
    allow.named_approver(duty, campaign, actor)
    if duty.table == "county_plan" and not number.strip():
        raise WordsMissing(what="the number of the approval document")
    ends = ("put_in_force",) if duty.table == "county_plan" else ()
    walk(duty, (*_reviewed(duty), "approve", *ends), campaign, actor=actor, at=at, reference=number)
    record("approve", duty, actor=actor, at=at, public={"number": number})
    tell_owner("duty-approved", duty, at=at)


@transaction.atomic
def declare_missing(pk: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Put on record, with its reason, that an overdue paper is not there: the roll-up can go on without it (A4)."""
    campaign, duty = required(), locked(pk)
    check(actor, Power.DUTY_RETURN, phase=campaign.phase)
    if not reason.strip():
        raise WordsMissing(what="the reason")
    if duty.state in IN_HAND or not Deadline(duty.due_on, campaign.timetable.zone).passed(at):
        raise NotOverdue(due=f"{duty.due_on}")
    duty.missing_at = at
    duty.save(update_fields=["missing_at"])
    move(duty, "missing", actor=actor, at=at, text=reason)
    record("declare_missing", duty, actor=actor, at=at, private={"reason": reason})
    tell_owner("duty-missing", duty, at=at)


def _reviewed(duty: Duty) -> tuple[str, ...]:
    """A county plan is taken into review by whoever decides on it, if nobody did before."""
    return ("review",) if duty.table == "county_plan" and duty.state == "submitted" else ()
