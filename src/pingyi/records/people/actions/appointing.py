"""Whoever was drawn is appointed, with a number and a term, once; and acknowledges the letter (R82, R114)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold, phase_now
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import News, post_all
from pingyi.records.people.access import access_pool
from pingyi.records.people.actions.drawing import ensure_draws
from pingyi.records.people.errors import NoSuchAppointment, ReceiptUnexplained, ReceivedAlready
from pingyi.records.people.models import Appointment, AppointmentReceipt
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.people import POOL, AppointmentReceived, PeopleAppointed
from pingyi.rules.mandate import Actor, PersonRef, Power, check
from pingyi.rules.people.aim import Aim, Work
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """Somebody drawn, by code, for which place, and the number of the letter; `row`: theirs in a register, if any."""

    code: str
    name: str
    category: str
    number: str
    row: int | None = None


@transaction.atomic
def appoint(
    campaign: CurrentCampaign,
    aim: Aim,
    people: Sequence[NewAppointment],
    *,
    since: date,
    until: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Appoint people who were drawn; who holds a place, and is fit for it, the ceremony asks."""
    moment = hold(campaign.code, at=at)
    ensure_draws(campaign, aim, actor=actor)
    pool = access_pool(campaign, aim)
    made = Appointment.objects.bulk_create(
        Appointment(
            pool=pool,
            code=each.code,
            name=each.name,
            category=each.category,
            number=each.number,
            row=each.row,
            account_id=int(ref) if (ref := pool.accounts.get(each.code)) else None,
            since=since,
            until=until,
            at=moment,
        )
        for each in people
    )
    appointed = PeopleAppointed(
        about=pool.purpose,
        appointed=[each.code for each in people],
        since=since,
        until=until,
        letters={each.code: each.number for each in people},
    )
    append(appointed, actor=actor, at=moment)
    about = Subject.of(POOL, pool.purpose)
    persons = [PersonRef(str(each.account_id)) for each in made if each.account_id]
    post_all([News("appointed", about, person=person) for person in persons], at=moment)


@transaction.atomic
def receive(campaign: CurrentCampaign, number: str, words: str, *, actor: Actor, at: datetime) -> None:
    """Acknowledge one's own letter of appointment; of whoever has no account, the office writes how it was handed over.

    Raises NoSuchAppointment, ReceivedAlready, ReceiptUnexplained.
    """
    moment = hold(campaign.code, at=at)
    row = Appointment.objects.select_related("pool").filter(pool__campaign_id=campaign.code, number=number).first()
    if row is None:
        raise NoSuchAppointment(hidden=True)
    own = row.account_id is not None
    if own and str(row.account_id) != actor.ref:
        raise NoSuchAppointment(hidden=True)
    if own:
        check(actor, Power.APPOINTMENT_RECEIVE, phase=phase_now(campaign.code, campaign.phase))
    else:
        ensure_draws(campaign, Aim(row.pool.unit, Work(row.pool.work)), actor=actor)
    handed = tidy(words)
    if not own and not handed:
        raise ReceiptUnexplained
    if AppointmentReceipt.objects.filter(appointment=row).exists():
        raise ReceivedAlready
    AppointmentReceipt.objects.create(appointment=row, words=handed, by_id=int(actor.ref), at=moment)
    append(AppointmentReceived(about=row.pool.purpose, code=row.code, words=handed), actor=actor, at=moment)
