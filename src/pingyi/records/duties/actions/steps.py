"""What every action on a duty is made of: lock, walk the table, write move and journal entry, tell its owner."""

from collections.abc import Sequence
from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import post
from pingyi.rules.mandate import Actor, UnitRef, check
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.timetable import Deadline

from ..models import Duty, DutyMove
from ..tables import TABLES


def locked(pk: int) -> Duty:
    return Duty.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)


def walk(
    duty: Duty,
    verbs: Sequence[str],
    campaign: CurrentCampaign,
    *,
    actor: Actor,
    at: datetime,
    text: str = "",
    reference: str = "",
) -> None:
    """Take the steps one by one, asking each step's power; the words go with the last one."""
    for verb in verbs:
        step = TABLES[duty.table].step(duty.state, verb)
        if step.power:
            check(actor, step.power, phase=campaign.phase, unit=UnitRef(duty.unit.code) if duty.unit else None)
        duty.state = step.end
        last = verb == verbs[-1]
        move(duty, verb, actor=actor, at=at, text=text if last else "", reference=reference if last else "")
    duty.save()


def move(duty: Duty, verb: str, *, actor: Actor, at: datetime, text: str = "", reference: str = "") -> None:
    by = int(actor.ref) if actor.ref.isdigit() else None
    DutyMove.objects.create(duty=duty, verb=verb, state=duty.state, by_id=by, at=at, text=text, reference=reference)


def first_submission(duty: Duty, campaign: CurrentCampaign, *, actor: Actor, at: datetime) -> None:
    if duty.submitted_at is None:
        duty.submitted_at = at
        duty.late = Deadline(duty.due_on, campaign.timetable.zone).passed(at)
    duty.submitted_by_id = int(actor.ref) if actor.ref.isdigit() else None


def campaign_subject(campaign: CurrentCampaign) -> str:
    return f"campaign/{campaign.code}"


def subject(duty: Duty) -> str:
    return f"duty/{duty.pk}"


def named(duty: Duty) -> dict[str, str]:
    return {"task": duty.task, "due": duty.due_on.isoformat(), "unit": duty.unit.code if duty.unit else ""}


def record(
    verb: str,
    duty: Duty,
    *,
    actor: Actor,
    at: datetime,
    public: dict[str, object] | None = None,
    private: dict[str, object] | None = None,
) -> None:
    said = {"task": duty.task, "owner": duty.unit.code if duty.unit else duty.body, "state": duty.state}
    append(
        f"duty:{verb}:1", actor=actor, at=at, subject=subject(duty), public={**said, **(public or {})}, private=private
    )


def tell_owner(kind: str, duty: Duty, *, at: datetime) -> None:
    if duty.unit:
        post(kind, about=subject(duty), at=at, units=[UnitRef(duty.unit.code)], values=named(duty))
    else:
        post(kind, about=subject(duty), at=at, roles=sorted(OFFICE), values=named(duty))
