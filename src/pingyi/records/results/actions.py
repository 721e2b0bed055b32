"""Keeping reckonings, ruling on them, releasing one; disqualifying a unit. No score is ever typed in here (R151)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold, turn
from pingyi.records.campaign.queries import CurrentCampaign, book_of
from pingyi.records.duties.actions import fulfil
from pingyi.records.journal import actions as journal
from pingyi.records.outbox.actions import post
from pingyi.records.results import commitments, queries
from pingyi.records.results.errors import (
    AnsweredAlready,
    DatesWrong,
    DisqualifiedAlready,
    GroundsMissing,
    HearingOpen,
    NotApproved,
    NothingToObjectTo,
    NothingToRevoke,
    NotOpenToObjections,
    NumberTaken,
    ObjectionEmpty,
    ObjectionsUnanswered,
    ReckoningOutdated,
    ReleasedAlready,
    ReturnUnexplained,
    RuledAlready,
    UnknownBreach,
)
from pingyi.records.results.models import (
    Answer,
    Disqualification,
    Objection,
    ObjectionGround,
    Reckoning,
    Release,
    Revocation,
    Ruling,
    RulingKind,
)
from pingyi.records.results.queries import DisqualificationView, ObjectionView, ReckoningView
from pingyi.rules.encoding import canonical, digest
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.results import (
    DisqualificationDecided,
    DisqualificationRevoked,
    ObjectionAnswered,
    ObjectionFiled,
    RankingReleased,
    RankingRuled,
    ReckoningKept,
)
from pingyi.rules.mandate import Actor, PhaseState, Power, Role, UnitRef, check
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What the leading group decided about a unit that broke a prohibition (R200).

    `notified_on` is the day on which the unit was told that it may be heard, `hearing` what it said or that it did not.
    """

    unit: str
    prohibition: str
    number: str
    facts: str
    notified_on: date
    hearing: str
    decided_on: date


@transaction.atomic
def keep(
    *,
    campaign_id: str,
    plan: str,
    inputs: Mapping[str, Any],
    result: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> ReckoningView:
    """Keep a computed result beside its inputs; the journal carries both digests."""
    check(actor, Power.RECKONING_RUN, phase=phase)
    at = hold(campaign_id, at=at)
    row = Reckoning.objects.create(
        campaign_id=campaign_id,
        plan=plan,
        inputs=canonical(inputs).decode(),
        result=canonical(result).decode(),
        digest=digest(result["exact"]),
        reckoned_at=at,
    )
    doubt = digest(result["uncertainty"])
    kept = ReckoningKept(about=row.pk, plan=plan, inputs=digest(inputs), result=row.digest, uncertainty=doubt)
    journal.append(kept, actor=actor, at=at)
    return queries.reckoning(row.pk)


@transaction.atomic
def approve(*, pk: int, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """审定: the result stands as computed. Raises NoReckoning, RuledAlready, ReckoningOutdated."""
    check(actor, Power.RANKING_APPROVE, phase=phase)
    at = hold(queries.reckoning(pk).campaign_id, at=at)
    if queries.outdated(queries.reckoning(pk)):
        raise ReckoningOutdated
    approved = _rule(pk, RulingKind.APPROVED, "", actor, at)
    fulfil(Settling.APPROVAL, actor=actor, at=at)
    return approved


@transaction.atomic
def return_for_recheck(*, pk: int, reason: str, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """Send the result back to be checked again, saying why. Raises NoReckoning, RuledAlready, ReturnUnexplained."""
    check(actor, Power.RANKING_RETURN, phase=phase)
    if not tidy(reason):
        raise ReturnUnexplained
    at = hold(queries.reckoning(pk).campaign_id, at=at)
    return _rule(pk, RulingKind.RETURNED, tidy(reason), actor, at)


def _rule(pk: int, kind: RulingKind, reason: str, actor: Actor, at: datetime) -> ReckoningView:
    row = Reckoning.objects.get(pk=pk)
    if Ruling.objects.filter(reckoning=row).exists():
        raise RuledAlready
    Ruling.objects.create(reckoning=row, kind=kind, reason=reason, by=actor.name, at=at)
    journal.append(RankingRuled(about=pk, kind=kind.value, digest=row.digest, reason=reason), actor=actor, at=at)
    return queries.reckoning(pk)


@transaction.atomic
def release(*, pk: int, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """Publish an approved result. Raises NoReckoning, NotApproved, ReckoningOutdated."""
    check(actor, Power.RANKING_PUBLISH, phase=phase)
    at = hold(queries.reckoning(pk).campaign_id, at=at)
    view = queries.reckoning(pk)
    if not view.approved:
        raise NotApproved
    if queries.outdated(view):
        raise ReckoningOutdated
    _ensure_answered(view)
    if view.released_at is None:
        Release.objects.create(reckoning_id=pk, at=at)
        journal.append(RankingReleased(about=pk, digest=view.digest), actor=actor, at=at)
    return queries.reckoning(pk)


@transaction.atomic
def disqualify(*, campaign: CurrentCampaign, breach: Breach, actor: Actor, at: datetime) -> DisqualificationView:
    """Put on record that a unit is unqualified for the year, after it could be heard; the unit and the office are told.

    Raises UnknownBreach, GroundsMissing, DatesWrong, HearingOpen, NumberTaken, DisqualifiedAlready, ReleasedAlready.
    """
    campaign, moment = _in_turn(campaign, actor, at)
    _ensure_complete(campaign, breach, at)
    _ensure_undecided(campaign, tidy(breach.number))
    if breach.unit in queries.grounds(campaign.code):
        raise DisqualifiedAlready
    row = Disqualification.objects.create(
        campaign_id=campaign.code,
        unit=breach.unit,
        number=tidy(breach.number),
        prohibition=breach.prohibition,
        facts=tidy(breach.facts),
        notified_on=breach.notified_on,
        hearing=tidy(breach.hearing),
        decided_on=breach.decided_on,
        by=actor.name,
        at=moment,
    )
    view = queries.disqualification(row.pk)
    decided = DisqualificationDecided(
        about=campaign.code,
        unit=view.unit,
        decision=view.number,
        prohibition=view.prohibition,
        decided_on=view.decided_on,
        facts=view.facts,
        notified_on=view.notified_on,
        hearing=view.hearing,
    )
    journal.append(decided, actor=actor, at=moment)
    _notify("unit-disqualified", view, view.number, moment)
    return view


@transaction.atomic
def revoke(
    *, campaign: CurrentCampaign, pk: int, number: str, reason: str, decided_on: date, actor: Actor, at: datetime
) -> DisqualificationView:
    """Take a disqualification back by another decision; the unit is ranked again. Nothing is erased.

    Raises GroundsMissing, NumberTaken, NothingToRevoke, DatesWrong, ReleasedAlready.
    """
    campaign, moment = _in_turn(campaign, actor, at)
    if not (tidy(number) and tidy(reason)):
        raise GroundsMissing
    _ensure_undecided(campaign, tidy(number))
    standing = {each.pk: each for each in queries.disqualifications(campaign.code) if each.revocation is None}
    if pk not in standing:
        raise NothingToRevoke
    if not standing[pk].decided_on <= decided_on <= _today(campaign, at):
        raise DatesWrong
    Revocation.objects.create(
        disqualification_id=pk,
        number=tidy(number),
        reason=tidy(reason),
        decided_on=decided_on,
        by=actor.name,
        at=moment,
    )
    view = standing[pk]
    revoked = DisqualificationRevoked(
        about=campaign.code,
        unit=view.unit,
        revokes=view.number,
        decision=tidy(number),
        decided_on=decided_on,
        reason=tidy(reason),
    )
    journal.append(revoked, actor=actor, at=moment)
    _notify("disqualification-revoked", view, tidy(number), moment)
    return queries.disqualification(pk)


def _in_turn(campaign: CurrentCampaign, actor: Actor, at: datetime) -> tuple[CurrentCampaign, datetime]:
    """Whoever may not is refused at once; whoever may is asked again when their turn has come."""
    check(actor, Power.DISQUALIFICATION_DECIDE, phase=campaign.phase)
    campaign, moment = turn(campaign, at=at)
    check(actor, Power.DISQUALIFICATION_DECIDE, phase=campaign.phase)
    commitments.ensure(campaign.code)
    return campaign, moment


@transaction.atomic
def object_to(
    *, campaign: CurrentCampaign, unit: UnitRef, ground: ObjectionGround, text: str, actor: Actor, at: datetime
) -> ObjectionView:
    """A unit objects to the approved result, in writing and within the window (A2-26); the office is told.

    While nobody can say when the window ends, because holidays are not recorded yet, it has not ended.
    Raises NothingToObjectTo, NotOpenToObjections, ObjectionEmpty.
    """
    campaign, moment = turn(campaign, at=at)
    check(actor, Power.OBJECTION_FILE, phase=campaign.phase, unit=unit)
    commitments.ensure(campaign.code)
    kept = queries.latest(campaign.code)
    if kept is None or kept.ruling is None or not kept.approved:
        raise NothingToObjectTo
    until = queries.objections_end(campaign, kept.ruling.at)
    if kept.released_at is not None or (until is not None and at >= until):
        raise NotOpenToObjections(until=until or "—")
    if not tidy(text):
        raise ObjectionEmpty
    row = Objection.objects.create(
        reckoning_id=kept.pk, unit=unit, ground=ground, text=tidy(text), by=actor.name, at=moment
    )
    filed = ObjectionFiled(about=row.pk, ground=ground.value, unit=unit, text=row.text)
    journal.append(filed, actor=actor, at=moment)
    post("objection-filed", about=filed.subject, at=moment, roles=sorted(OFFICE), values={"unit": unit})
    return queries.objection(row.pk)


@transaction.atomic
def answer(*, campaign: CurrentCampaign, pk: int, upheld: bool, text: str, actor: Actor, at: datetime) -> ObjectionView:
    """Answer an objection in writing; one that is upheld makes the result outdated. The unit and the leaders are told.

    Raises ObjectionEmpty, AnsweredAlready.
    """
    campaign, moment = turn(campaign, at=at)
    check(actor, Power.OBJECTION_ANSWER, phase=campaign.phase)
    commitments.ensure(campaign.code)
    objection = queries.objection(pk)
    if objection.answer is not None:
        raise AnsweredAlready
    if not tidy(text):
        raise ObjectionEmpty
    Answer.objects.create(objection_id=pk, upheld=upheld, text=tidy(text), by=actor.name, at=moment)
    answered = ObjectionAnswered(about=pk, upheld=upheld, unit=objection.unit, text=tidy(text))
    journal.append(answered, actor=actor, at=moment)
    values = {"unit": objection.unit}
    units, roles = [UnitRef(objection.unit)], [Role.LEADING_GROUP_LEADER] if upheld else []
    kind = "objection-upheld" if upheld else "objection-answered"
    post(kind, about=answered.subject, at=moment, units=units, roles=roles, values=values)
    return queries.objection(pk)


def _ensure_complete(campaign: CurrentCampaign, breach: Breach, at: datetime) -> None:
    """Raises UnknownBreach, GroundsMissing, DatesWrong, HearingOpen."""
    book = campaign.book
    units = {unit.code for unit in book.ranked_units}
    if breach.unit not in units or breach.prohibition not in {each.code for each in book.conduct.prohibitions}:
        raise UnknownBreach
    if not (tidy(breach.number) and tidy(breach.facts) and tidy(breach.hearing)):
        raise GroundsMissing
    if not book.starts <= breach.notified_on <= breach.decided_on <= _today(campaign, at):
        raise DatesWrong
    until = campaign.work_calendar.add(breach.notified_on, book.conduct.hearing_days)
    if breach.decided_on <= until:
        raise HearingOpen(until=until)


def _ensure_answered(kept: ReckoningView) -> None:
    """Raises ObjectionsUnanswered."""
    waiting = [
        each.unit for each in queries.objections(kept.campaign_id) if each.reckoning == kept.pk and not each.answer
    ]
    if waiting:
        names = {unit.code: unit.name for unit in book_of(kept.plan).units}
        raise ObjectionsUnanswered(units=tuple(names[unit] for unit in dict.fromkeys(waiting)))


def _ensure_undecided(campaign: CurrentCampaign, number: str) -> None:
    """Raises ReleasedAlready, NumberTaken."""
    if queries.released(campaign.code) is not None:
        raise ReleasedAlready
    taken = queries.disqualifications(campaign.code)
    if number in {each.number for each in taken} | {each.revocation.number for each in taken if each.revocation}:
        raise NumberTaken(number=number)


def _today(campaign: CurrentCampaign, at: datetime) -> date:
    return campaign.day_of(at)


def _notify(kind: str, view: DisqualificationView, number: str, at: datetime) -> None:
    values = {"unit": view.unit, "number": number, "prohibition": view.prohibition}
    about = Subject.of("disqualification", view.pk)
    post(kind, about=about, at=at, units=[UnitRef(view.unit)], roles=sorted(OFFICE), values=values)
