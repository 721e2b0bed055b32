"""Importing frames, naming and recording the seed, drawing, erasing whom nobody needs to reach any more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count

from pingyi.records.campaign import queries as campaigns
from pingyi.records.campaign.actions.turn import hold, phase_now
from pingyi.records.duties.actions import fulfil
from pingyi.records.journal import actions as journal
from pingyi.records.roll import commitments
from pingyi.records.roll.access import frames_in_force
from pingyi.records.roll.errors import (
    DrawnAlready,
    FrameMissing,
    NoSeed,
    NotInPlan,
    RollAltered,
    SeedKnown,
    SeedUnknown,
    SizesMissing,
    TooFewInvited,
)
from pingyi.records.roll.models import Contact, Frame, FrameMember, Seed
from pingyi.rules.journal.vocabulary.roll import ContactsErased, FrameImported, SampleDrawn, SeedNamed
from pingyi.rules.mandate import Actor, PhaseState, Power, check
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.sampling import frame as sampling
from pingyi.rules.sampling.draw import draw
from pingyi.rules.sampling.errors import BadFrame

_PLACE = """
UPDATE roll_framemember AS member SET turn = place.turn, drawn = place.drawn
FROM unnest(%s::bigint[], %s::int[], %s::bool[]) AS place (id, turn, drawn) WHERE member.id = place.id
"""
"""Written out because `bulk_update` asks for a case per person: it took longer than drawing and writing together."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a frame file."""

    ref: str
    stratum: str
    name: str
    address: str


@transaction.atomic
def import_frame(
    *, campaign_id: str, unit: str, members: Sequence[Listed], actor: Actor, at: datetime, phase: PhaseState
) -> Frame:
    """Fix the frame of one unit; its fingerprint goes into the journal. Raises DrawnAlready, NotInPlan, BadFrame."""
    at = hold(campaign_id, at=at)
    check(actor, Power.ROLL_IMPORT, phase=phase_now(campaign_id, phase))
    _hold_undrawn(campaign_id)
    _ensure_planned([unit], {member.stratum for member in members})
    if not members:
        raise BadFrame("the frame has nobody in it")
    fixed = sampling.Frame.of((member.stratum, member.ref) for member in members)
    frame = Frame.objects.create(
        campaign_id=campaign_id, unit=unit, fingerprint=fixed.fingerprint, size=len(members), imported_at=at
    )
    rows = FrameMember.objects.bulk_create(
        (FrameMember(frame=frame, ref=member.ref, stratum=member.stratum) for member in members), batch_size=2000
    )
    Contact.objects.bulk_create(
        (
            Contact(member=row, name=member.name, address=member.address)
            for row, member in zip(rows, members, strict=True)
        ),
        batch_size=2000,
    )
    imported = FrameImported(about=frame.pk, unit=unit, fingerprint=fixed.fingerprint, sizes=fixed.sizes)
    journal.append(imported, actor=actor, at=at)
    return frame


@transaction.atomic
def name_seed(
    *, campaign_id: str, source: str, actor: Actor, at: datetime, phase: PhaseState, known_at: datetime | None = None
) -> Seed:
    """Name where the seed will come from, and when its value becomes public. Raises DrawnAlready, SeedKnown."""
    moment = hold(campaign_id, at=at)
    check(actor, Power.ROLL_DRAW, phase=phase_now(campaign_id, phase))
    _hold_undrawn(campaign_id)
    if known_at and known_at <= at:
        raise SeedKnown(when=known_at)
    named = {"source": source, "named_at": moment, "known_at": known_at}
    seed, _ = Seed.objects.update_or_create(campaign_id=campaign_id, defaults=named)
    journal.append(SeedNamed(about=campaign_id, source=source, known_at=known_at), actor=actor, at=moment)
    return seed


@transaction.atomic
def draw_sample(
    *,
    campaign_id: str,
    value: str,
    sizes: Mapping[str, Mapping[str, int]],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> None:
    """Record the seed and draw every unit's sample with it (unit → stratum → number), once for the whole campaign.

    Raises DrawnAlready, NoSeed, SeedKnown, SeedUnknown, NotInPlan, SizesMissing, TooFewInvited, FrameMissing,
    BadAllocation, BadFrame, RollAltered.
    """
    moment = hold(campaign_id, at=at)
    check(actor, Power.ROLL_DRAW, phase=phase_now(campaign_id, phase))
    _hold_undrawn(campaign_id)
    seed = Seed.objects.filter(campaign_id=campaign_id).first()
    if seed is None:
        raise NoSeed
    frames = frames_in_force(campaign_id)
    _ensure_complete(sizes, frames)
    _ensure_in_time(seed, frames.values(), at)
    _ensure_enough(sizes)
    commitments.ensure(campaigns.required(), frames.values(), seed)
    for unit, numbers in sizes.items():
        _draw_unit(frames[unit], value, numbers)
    seed.value, seed.drawn_at = value, moment
    seed.save()
    journal.append(SampleDrawn(about=campaign_id, seed=value, source=seed.source, sizes=sizes), actor=actor, at=moment)
    fulfil(Settling.DRAW, actor=actor, at=moment)


@transaction.atomic
def erase_contacts(*, actor: Actor, at: datetime) -> int:
    """Erase the names and addresses of every campaign whose days are over; answers how many people's (E-P P8).

    References, strata and turns stay, so the fingerprints and the draw can be verified as before.
    """
    check(actor, Power.ROLL_ERASE, phase=PhaseState.AFTER)
    over = [campaign.code for campaign in campaigns.closed() if at >= campaign.contacts_until]
    return sum(_erase(campaign, actor=actor, at=at) for campaign in over)


def _erase(campaign_id: str, *, actor: Actor, at: datetime) -> int:
    at = hold(campaign_id, at=at)
    frames = Frame.objects.filter(campaign_id=campaign_id, erased_at=None)
    kept = dict(frames.values_list("unit").order_by("unit").annotate(people=Count("members__contact")))
    erased = list(frames.values_list("pk", flat=True))
    frames.update(erased_at=at)  # first: the trigger lets contacts go only out of frames that say so
    Contact.objects.filter(member__frame__in=erased).delete()
    for unit, people in kept.items():
        erased_ = ContactsErased(about=campaign_id, campaign=campaign_id, unit=unit, people=people)
        journal.append(erased_, actor=actor, at=at)
    return sum(kept.values())


def _draw_unit(frame: Frame, seed: str, numbers: Mapping[str, int]) -> None:
    rows = {row.ref: row for row in frame.members.all()}
    listed = sampling.Frame.of((row.stratum, row.ref) for row in rows.values())
    if listed.fingerprint != frame.fingerprint:
        raise RollAltered(what=(campaigns.required().book.unit(frame.unit).name,))
    drawn = draw(listed, seed, numbers)
    turns: dict[str, int] = {}
    placed: list[tuple[int, int, bool]] = []
    reserve = [ticket for queue in drawn.reserve.values() for ticket in queue]
    for tickets, taken in ((drawn.drawn, True), (reserve, False)):
        for ticket in tickets:
            row, stratum = rows[ticket.member.id], ticket.member.stratum
            turns[stratum] = turns.get(stratum, 0) + 1
            placed.append((row.pk, turns[stratum], taken))
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [list(column) for column in zip(*placed, strict=True)])


def _hold_undrawn(campaign_id: str) -> None:
    """Raises DrawnAlready."""
    if Seed.objects.filter(campaign_id=campaign_id).exclude(value="").exists():
        raise DrawnAlready


def _ensure_planned(units: Iterable[str], strata: Iterable[str]) -> None:
    book = campaigns.required().book
    unknown = set(units) - {unit.code for unit in book.ranked_units}
    unknown |= set(strata) - {stratum.code for stratum in book.survey.strata}
    if unknown:
        raise NotInPlan(codes=", ".join(sorted(unknown)))


def _ensure_complete(sizes: Mapping[str, object], frames: Mapping[str, Frame]) -> None:
    """A draw is for every ranked unit: what is left out could never be surveyed."""
    _ensure_planned(sizes, ())
    ranked = campaigns.required().book.ranked_units
    for there, refusal in ((frames, FrameMissing), (sizes, SizesMissing)):
        if missing := tuple(unit.name for unit in ranked if unit.code not in there):
            raise refusal(units=missing)


def _ensure_enough(sizes: Mapping[str, Mapping[str, int]]) -> None:
    """Strata can share a box, units cannot (R196)."""
    book = campaigns.required().book
    least = book.survey.privacy.least_invited
    small = tuple(book.unit(unit).name for unit, numbers in sizes.items() if sum(numbers.values()) < least)
    if small:
        raise TooFewInvited(least=str(least), units=small)


def _ensure_in_time(seed: Seed, frames: Iterable[Frame], at: datetime) -> None:
    """The value comes after the frames, so nobody could choose a frame to suit it."""
    if seed.known_at is None:
        return
    if at < seed.known_at:
        raise SeedUnknown(when=seed.known_at)
    if any(frame.imported_at >= seed.known_at for frame in frames):
        raise SeedKnown(when=seed.known_at)
