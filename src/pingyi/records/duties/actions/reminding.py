"""What the clockwork writes at its hours, and the office's own "remind now": reminders and overdue marks (R111)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from pingyi.records.campaign.queries import CurrentCampaign, current
from pingyi.records.duties.actions.steps import held_campaign, locked, named
from pingyi.records.duties.errors import AlreadyHandedIn
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import IN_HAND
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import News, post_all
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY, DutiesMarkedOverdue, DutiesReminded, DutyUrged, Round
from pingyi.rules.mandate import Actor, Power, UnitRef, check, may
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.timetable import Deadline, reminder_due


@transaction.atomic
def remind(*, actor: Actor, at: datetime) -> int:
    """Send the reminders whose day has come, each once; answers how many. Nothing while no phase is open."""
    campaign = current()
    if campaign is None or not may(actor, Power.DUTY_REMIND, phase=campaign.phase):
        return 0
    days = campaign.book.calendar.reminders
    today = campaign.day_of(at)
    soon = _unfinished(campaign).filter(due_on__range=(today, today + timedelta(days=max(days))))
    reminded = []
    for duty in soon:
        sent = frozenset() if duty.reminded is None else frozenset({duty.reminded})
        left = reminder_due(Deadline(duty.due_on, campaign.timetable.zone), days, at=at, sent=sent)
        if left is not None:
            duty.reminded = left
            reminded.append(duty)
    Duty.objects.bulk_update(reminded, ["reminded"], batch_size=1000)
    return _announce(DutiesReminded, "duty-due-soon", reminded, campaign, actor=actor, at=at)


@transaction.atomic
def mark_overdue(*, actor: Actor, at: datetime) -> int:
    """Tell everybody concerned, once, of what was not handed in by its day; answers how many."""
    campaign = current()
    if campaign is None or not may(actor, Power.DUTY_REMIND, phase=campaign.phase):
        return 0
    today = campaign.day_of(at)
    overdue = list(_unfinished(campaign).filter(due_on__lt=today, overdue_at=None, missing_at=None))
    for duty in overdue:
        duty.overdue_at = at
    Duty.objects.bulk_update(overdue, ["overdue_at"], batch_size=1000)
    return _announce(DutiesMarkedOverdue, "duty-overdue", overdue, campaign, actor=actor, at=at)


@transaction.atomic
def urge(pk: int, *, actor: Actor, at: datetime) -> None:
    """The office asks for one duty by hand (催办). Raises AlreadyHandedIn."""
    campaign = held_campaign()
    [duty] = locked([pk])
    check(actor, Power.DUTY_REMIND, phase=campaign.phase)
    if duty.state in IN_HAND:
        raise AlreadyHandedIn
    _urge([duty], campaign, actor=actor, at=at)


@transaction.atomic
def urge_all(pks: Sequence[int], *, actor: Actor, at: datetime) -> int:
    """The office asks for several at once; answers for how many.

    What came meanwhile, and what was asked for on the same day, is left out: two who press at once ask once.
    """
    campaign = held_campaign()
    check(actor, Power.DUTY_REMIND, phase=campaign.phase)
    today = campaign.day_of(at)
    asked = [duty for duty in locked(pks) if duty.state not in IN_HAND and duty.urged_on != today]
    return _urge(asked, campaign, actor=actor, at=at)


def _urge(duties: Sequence[Duty], campaign: CurrentCampaign, *, actor: Actor, at: datetime) -> int:
    for duty in duties:
        duty.urged_on = campaign.day_of(at)
    Duty.objects.bulk_update(duties, ["urged_on"], batch_size=1000)
    return _announce(DutyUrged, "duty-urged", duties, campaign, actor=actor, at=at)


def _unfinished(campaign: CurrentCampaign) -> QuerySet[Duty]:
    return (
        Duty.objects.select_for_update(of=("self",))
        .filter(campaign_id=campaign.code)
        .exclude(state__in=IN_HAND)
        .select_related("unit")
    )


def _announce(
    kind_of_entry: type[Round],
    kind: str,
    duties: Sequence[Duty],
    campaign: CurrentCampaign,
    *,
    actor: Actor,
    at: datetime,
) -> int:
    """One journal entry for the round, one notice for each who owes."""
    if not duties:
        return 0
    numbers = sorted(duty.pk for duty in duties)
    round_ = kind_of_entry(about=campaign.code, count=len(numbers), first=numbers[0], last=numbers[-1])
    append(round_, actor=actor, at=at)
    post_all([_news(kind, duty) for duty in duties], at=at)
    return len(duties)


def _news(kind: str, duty: Duty) -> News:
    home = (UnitRef(duty.unit.code),) if duty.unit else ()
    return News(kind, Subject.of(DUTY, duty.pk), home, () if home else tuple(sorted(OFFICE)), values=named(duty))
