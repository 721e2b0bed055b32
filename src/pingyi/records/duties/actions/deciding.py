"""What the office and the leader do with papers: receive, return, approve, go on without them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pingyi.records.duties import allow
from pingyi.records.duties.actions.completing import unlock
from pingyi.records.duties.actions.steps import Round, begun, entry_fields, naming
from pingyi.records.duties.errors import NotOverdue, WordsMissing
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import IN_HAND
from pingyi.rules.journal.vocabulary.duties import DutyApproved, DutyDeclaredMissing, DutyReceived, DutyReturned
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.timetable import Deadline
from pingyi.rules.writing import tidy


def receive(pk: int, *, actor: Actor, at: datetime) -> None:
    """The office takes a report as complete, or a county plan into review. Raises NotNow, OwnWork."""
    receive_all([pk], actor=actor, at=at)


@transaction.atomic
def receive_all(pks: Sequence[int], *, actor: Actor, at: datetime) -> None:
    """Receive several at once, all or none. Raises what `receive` does, or of several OneDutyRefused."""
    act, duties = begun(pks, actor=actor, at=at)
    for duty in duties:
        with naming(duty, act.campaign, one_of=duties):
            allow.decided_by_hand(duty, act.campaign)
            take(act, duty)
    act.write()


@transaction.atomic
def send_back(pk: int, reasons: str, *, actor: Actor, at: datetime) -> None:
    """Return a duty to whoever owes it, with reasons. Raises NotNow, WordsMissing, OwnWork."""
    act, [duty] = begun([pk], actor=actor, at=at)
    allow.decided_by_hand(duty, act.campaign)
    give_back(act, duty, reasons)
    act.write()


def approve(pk: int, number: str = "", *, actor: Actor, at: datetime) -> None:
    """Accept a duty as done; a unit's plan by a document number, from which moment it is in force (R81).

    Raises NotNow, OwnWork, OtherApprover, WordsMissing.
    """
    approve_all({pk: number}, actor=actor, at=at)


@transaction.atomic
def approve_all(numbers: Mapping[int, str], *, actor: Actor, at: datetime) -> None:
    """Accept several at once, each by its document number ("" where it needs none), all or none.

    Raises what `approve` does, or of several OneDutyRefused.
    """
    act, duties = begun(numbers, actor=actor, at=at)
    for duty in duties:
        with naming(duty, act.campaign, one_of=duties):
            allow.decided_by_hand(duty, act.campaign)
            accept(act, duty, numbers[duty.pk])
    act.write()
    unlock(act, duties)


def take(act: Round, duty: Duty) -> None:
    """One step of an act: a report is complete, a county plan comes into review."""
    allow.other_than_submitter(duty, act.actor)
    act.walk(duty, ("review" if duty.table == "county_plan" else "receive",))
    act.record(DutyReceived(**entry_fields(duty)))
    act.notify_owner("duty-received", duty)


def give_back(act: Round, duty: Duty, reasons: str) -> None:
    """One step of an act: it goes back with reasons. Raises WordsMissing, OwnWork."""
    allow.other_than_submitter(duty, act.actor)
    if not tidy(reasons):
        raise WordsMissing(what="the reasons")
    act.walk(duty, (*_reviewed(duty), "return"), text=reasons)
    act.record(DutyReturned(**entry_fields(duty), reasons=reasons))
    act.notify_owner("duty-returned", duty)


def accept(act: Round, duty: Duty, number: str) -> None:
    """One step of an act: it is done, a county plan by the number of a document."""
    allow.other_than_submitter(duty, act.actor)
    allow.named_approver(duty, act.campaign, act.actor)
    if duty.table == "county_plan" and not tidy(number):
        raise WordsMissing(what="the number of the approval document")
    ends = ("put_in_force",) if duty.table == "county_plan" else ()
    act.walk(duty, (*_reviewed(duty), "approve", *ends), reference=number)
    act.record(DutyApproved(**entry_fields(duty), number=number))
    act.notify_owner("duty-approved", duty)


@transaction.atomic
def declare_missing(pk: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Put on record, with its reason, that an overdue paper is not there: the roll-up can go on without it (A4).

    Every gap is named with it. Raises WordsMissing, NotOverdue.
    """
    act, [duty] = begun([pk], actor=actor, at=at)
    check(actor, Power.DUTY_RETURN, phase=act.campaign.phase)
    if not tidy(reason):
        raise WordsMissing(what="the reason")
    if duty.state in IN_HAND or not Deadline(duty.due_on, act.campaign.timetable.zone).passed(at):
        raise NotOverdue(due=duty.due_on)
    duty.missing_at = act.moment
    gaps = allow.gaps(duty, act.campaign)
    words = "\n".join((reason, _("Missing: %(gaps)s") % {"gaps": gaps})) if gaps else reason
    act.move(duty, "missing", text=words)
    act.record(DutyDeclaredMissing(**entry_fields(duty), reason=words))
    act.notify_owner("duty-missing", duty)
    act.write()


def _reviewed(duty: Duty) -> tuple[str, ...]:
    """A county plan is taken into review by whoever decides on it, if nobody did before."""
    return ("review",) if duty.table == "county_plan" and duty.state == "submitted" else ()
