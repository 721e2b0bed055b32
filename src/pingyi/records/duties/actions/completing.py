"""Duties that settle themselves: by the acts, rows and papers that it holds, so that nobody reports them (R185)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign, current
from pingyi.records.duties.access import duties_of
from pingyi.records.duties.actions.steps import Round, entry_fields, last_moved
from pingyi.records.duties.completion import shown_done
from pingyi.records.duties.models import Duty
from pingyi.records.duties.standing import Standing, Standings
from pingyi.records.duties.tables import IN_HAND, SETTLED
from pingyi.rules.journal.vocabulary.duties import DutyFulfilled, DutyLapsed
from pingyi.rules.lifecycle import DutyState
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.duties import Task

RECORDS = "records"
"""What the journal calls the settling of a duty by rows of registers and by papers."""

SHUT = (Standing.LOCKED, Standing.LATER)


@transaction.atomic(savepoint=False)
def fulfil(settling: Settling, *, actor: Actor, at: datetime) -> int:
    """Settle what this act does: the programme holds the proof itself, so nobody reports it (R185); answers how many.

    Part of the act, which has asked for its power.
    """
    campaign = current()
    if campaign is None:
        return 0
    tasks = [task.code for task in campaign.book.tasks if task.act is settling]
    owed = Duty.objects.select_for_update(of=("self",)).filter(campaign_id=campaign.code, task__in=tasks)
    owed = owed.exclude(state__in=SETTLED).annotate(moved_at=last_moved())
    duties = list(owed.select_related("unit"))
    act = Round(campaign, actor=actor, at=at, moved=(duty.moved_at for duty in duties))
    for duty in duties:
        _settle(act, duty, settling)
    act.write()
    return len(duties)


@transaction.atomic(savepoint=False)
def recheck(
    *,
    actor: Actor,
    at: datetime,
    records: Collection[str] | None = None,
    units: Collection[str] | None = None,
) -> None:
    """Settle what rows and papers show done, and open again what they no longer show: of these registers, kinds of
    papers and units, or of all.

    Part of the act that changed them, opened a phase or put a plan in force, and that has asked for its power.
    What the plan gives somebody to approve waits for them; what they approved stays approved. What a unit may not do
    yet is settled when it may.
    """
    campaign = current()
    tasks = {task.code: task for task in _settled_by_records(campaign, records)} if campaign else {}
    if campaign is None or not tasks:
        return
    rows = duties_of(campaign).filter(task__in=tasks)
    if units is not None:
        rows = rows.filter(Q(unit__code__in=units) | Q(unit=None))
    duties = list(rows.select_for_update(of=("self",)).annotate(moved_at=last_moved()).order_by("pk"))
    standings = Standings(campaign, at)
    settled = [duty for duty in duties if duty.state in _undecided(tasks[duty.task])]
    owed = [duty for duty in duties if duty.state not in IN_HAND and standings.of(duty) not in SHUT]
    done = shown_done([*settled, *owed], campaign)
    act = Round(campaign, actor=actor, at=at, moved=(duty.moved_at for duty in duties))
    for duty in owed:
        if duty.pk in done:
            _settle(act, duty, RECORDS)
    for duty in settled:
        if duty.pk not in done:
            _reopen(act, duty)
    act.write()


def unlock(act: Round, approved: Iterable[Duty]) -> None:
    """Settle what the plans among these, now in force, were keeping shut: something only in a phase after their own."""
    plans = (duty for duty in approved if duty.table == "county_plan" and duty.phase != act.campaign.state)
    units = [duty.unit.code for duty in plans if duty.unit]
    if units:
        recheck(units=units, actor=act.actor, at=act.at)


def _settled_by_records(campaign: CurrentCampaign, records: Collection[str] | None) -> Iterator[Task]:
    for task in campaign.book.tasks:
        if not task.by_hand and task.rests_on and (records is None or task.rests_on & set(records)):
            yield task


def _undecided(task: Task) -> frozenset[str]:
    """In which states it was settled by records alone."""
    return frozenset({DutyState.SUBMITTED if task.approval else DutyState.DONE})


def _settle(act: Round, duty: Duty, by: str) -> None:
    act.first_submission(duty)
    waits = by == RECORDS and act.campaign.book.task(duty.task).approval
    duty.state = DutyState.SUBMITTED if waits else DutyState.DONE
    act.move(duty, "fulfil")
    act.record(DutyFulfilled(**entry_fields(duty), act=by, late=bool(duty.late)))
    if waits:
        act.notify_office("duty-submitted", duty)


def _reopen(act: Round, duty: Duty) -> None:
    duty.state = DutyState.OWED
    act.move(duty, "lapse")
    act.record(DutyLapsed(**entry_fields(duty)))
    act.notify_owner("duty-lapsed", duty)
