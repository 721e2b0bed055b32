"""Handing duties out, and giving them another day."""

from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign, required
from pingyi.records.duties.actions.steps import Round, entry_fields
from pingyi.records.duties.models import Duty
from pingyi.records.duties.owners import Owner, owners
from pingyi.records.duties.tables import IN_HAND, TABLES, table_of
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import post
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.duties import DutiesHandedOut, DutiesRescheduled, DutyAssigned
from pingyi.rules.mandate import Actor, Power, UnitRef, check
from pingyi.rules.rulebook.duties import Task


@transaction.atomic
def hand_out(*, actor: Actor, at: datetime) -> int:
    """Write down every duty of the approved plan: each task, for each who owes it. Raises UnitsUnknown.

    Tasks that wait for an event (a time limit, a disqualification) are handed out by `assign` when it happens.
    """
    campaign = required()
    check(actor, Power.CAMPAIGN_APPROVE, phase=campaign.phase)
    owed = owners(campaign.book)
    rows = [_owed(campaign, task, owner) for task, owner in owed.certain()]
    Duty.objects.bulk_create(rows, batch_size=1000)
    append(DutiesHandedOut(about=campaign.code, duties=len(rows)), actor=actor, at=at)
    post("duties-handed-out", about=Subject.of(CAMPAIGN, campaign.code), at=at, units=owed.refs())
    return len(rows)


@transaction.atomic
def assign(
    task: str,
    due_on: date,
    *,
    actor: Actor,
    at: datetime,
    unit: UnitRef | None = None,
    origin: Subject | None = None,
    matter: str = "",
) -> int:
    """Hand out a task that an event started, such as the last unit's explanation (R170); answers its number.

    `origin` and `matter`: what called for it, and in which words, where one unit may owe the task several times (R71).
    """
    campaign = required()
    check(actor, Power.DUTY_ASSIGN, phase=campaign.phase)
    owner = owners(campaign.book).one(unit) if unit else Owner(body=campaign.book.task(task).actor)
    duty = _owed(campaign, campaign.book.task(task), owner, due_on)
    duty.origin, duty.matter = str(origin or ""), matter
    duty.save()
    act = Round(campaign, actor=actor, at=at)
    act.record(DutyAssigned(**entry_fields(duty), due=due_on))
    act.notify_owner("duty-assigned", duty)
    act.write()
    return duty.pk


@transaction.atomic
def reschedule(phase: str, *, was: date, actor: Actor, at: datetime) -> int:
    """After an extension: what was due on the phase's old last day is due on the new one; answers how many."""
    campaign = required()
    check(actor, Power.PHASE_EXTEND, phase=campaign.phase)
    ends = campaign.timetable.phase(phase).ends
    moved = (
        Duty.objects.filter(campaign_id=campaign.code, phase=phase, due_on=was)
        .exclude(state__in=IN_HAND)
        .update(due_on=ends, overdue_at=None, reminded=None)
    )
    append(DutiesRescheduled(about=campaign.code, phase=phase, due=ends, duties=moved), actor=actor, at=at)
    return moved


def _owed(campaign: CurrentCampaign, task: Task, owner: Owner, due_on: date | None = None) -> Duty:
    table = table_of(campaign.book, task)
    due = due_on or campaign.book.due(task)
    assert due is not None
    return Duty(
        campaign_id=campaign.code,
        task=task.code,
        phase=task.phase,
        unit_id=owner.unit_pk,
        body=owner.body,
        table=table,
        state=TABLES[table].initial,
        due_on=due,
    )
