"""Importing frames, naming and recording the seed, drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.journal import actions as journal
from pingyi.records.roll.access import frames_in_force
from pingyi.records.roll.errors import DrawnAlready, FrameMissing, NoSeed
from pingyi.records.roll.models import Contact, Frame, FrameMember, Seed
from pingyi.rules.mandate import Actor, PhaseState, Power, check
from pingyi.rules.sampling import frame as sampling
from pingyi.rules.sampling.draw import draw


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a frame file."""

    ref: str
    stratum: str
    name: str
    address: str


@transaction.atomic
def import_frame(
    *, campaign: str, unit: str, members: Sequence[Listed], actor: Actor, at: datetime, phase: PhaseState
) -> Frame:
    """Fix the frame of one unit; its fingerprint goes into the journal. Raises DrawnAlready, BadFrame."""
    check(actor, Power.ROLL_IMPORT, phase=phase)
    _refuse_after_draw(campaign)
    fixed = sampling.Frame.of((member.stratum, member.ref) for member in members)
    frame = Frame.objects.create(
        campaign=campaign, unit=unit, fingerprint=fixed.fingerprint, size=len(members), imported_at=at
    )
    rows = FrameMember.objects.bulk_create(
        FrameMember(frame=frame, ref=member.ref, stratum=member.stratum) for member in members
    )
    Contact.objects.bulk_create(
        Contact(member=row, name=member.name, address=member.address) for row, member in zip(rows, members, strict=True)
    )
    public = {"unit": unit, "fingerprint": fixed.fingerprint, "sizes": fixed.sizes}
    journal.append("roll:import:1", actor=actor, at=at, subject=f"frame:{frame.pk}", public=public)
    return frame


@transaction.atomic
def name_seed(*, campaign: str, source: str, actor: Actor, at: datetime, phase: PhaseState) -> Seed:
    """Name where the seed will come from, before it exists. Raises DrawnAlready."""
    check(actor, Power.ROLL_DRAW, phase=phase)
    _refuse_after_draw(campaign)
    seed, _ = Seed.objects.update_or_create(campaign=campaign, defaults={"source": source, "named_at": at})
    journal.append("seed:name:1", actor=actor, at=at, subject=f"campaign:{campaign}", public={"source": source})
    return seed


@transaction.atomic
def draw_sample(
    *,
    campaign: str,
    value: str,
    sizes: Mapping[str, Mapping[str, int]],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> None:
    """Record the seed and draw every unit's sample with it (unit → stratum → number).

    Raises DrawnAlready, NoSeed, FrameMissing, BadAllocation, BadFrame.
    """
    check(actor, Power.ROLL_DRAW, phase=phase)
    _refuse_after_draw(campaign)
    seed = Seed.objects.select_for_update().filter(campaign=campaign).first()
    if seed is None:
        raise NoSeed
    frames = frames_in_force(campaign)
    missing = sorted(set(sizes) - set(frames))
    if missing:
        raise FrameMissing(units=", ".join(missing))
    for unit, numbers in sizes.items():
        _draw_unit(frames[unit], value, numbers)
    seed.value, seed.drawn_at = value, at
    seed.save()
    public = {"seed": value, "source": seed.source, "sizes": {unit: dict(numbers) for unit, numbers in sizes.items()}}
    journal.append("roll:draw:1", actor=actor, at=at, subject=f"campaign:{campaign}", public=public)


def _draw_unit(frame: Frame, seed: str, numbers: Mapping[str, int]) -> None:
    rows = {row.ref: row for row in frame.members.all()}
    drawn = draw(sampling.Frame.of((row.stratum, row.ref) for row in rows.values()), seed, numbers)
    turns: dict[str, int] = {}
    reserve = [ticket for queue in drawn.reserve.values() for ticket in queue]
    for tickets, taken in ((drawn.drawn, True), (reserve, False)):
        for ticket in tickets:
            row, stratum = rows[ticket.member.id], ticket.member.stratum
            turns[stratum] = turns.get(stratum, 0) + 1
            row.turn, row.drawn = turns[stratum], taken
    FrameMember.objects.bulk_update(rows.values(), ["turn", "drawn"], batch_size=2000)


def _refuse_after_draw(campaign: str) -> None:
    if Seed.objects.filter(campaign=campaign).exclude(value="").exists():
        raise DrawnAlready
