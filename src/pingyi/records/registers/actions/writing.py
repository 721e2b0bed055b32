"""Writing new rows: one by hand, or a table of them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions as duties
from pingyi.records.journal.actions import append
from pingyi.records.registers.access import rows_of
from pingyi.records.registers.actions.steps import NewRow, begun, derive, ensure_sound, ensure_unique, version_of
from pingyi.records.registers.completion import concerned
from pingyi.records.registers.errors import UnitNotReached
from pingyi.records.registers.models import RegisterRow, RegisterRowVersion
from pingyi.records.registers.names import names_of, unit_words
from pingyi.rules.encoding import digest
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW, RowsWritten
from pingyi.rules.mandate import Actor, UnitRef
from pingyi.rules.register import writable
from pingyi.rules.register.display import Names
from pingyi.rules.rulebook.registers import Register

MATTER = 200
"""Characters of a duty's own words."""


@transaction.atomic
def write(code: str, rows: Sequence[NewRow], *, actor: Actor, at: datetime) -> list[int]:
    """Write rows into a register, all or none; answers their numbers.

    Raises UnitNotReached, RowsFlawed, RowRepeated.
    """
    campaign, register = begun(code, writable, actor=actor)
    units = unit_words(campaign)
    _ensure_units(register, rows, units, actor=actor)
    ensure_sound(campaign, register.as_begun, [row.values for row in rows], units, actor=actor)
    ensure_unique(campaign, register, rows)
    written = _new(campaign, register, rows, units, actor=actor, at=at)
    RegisterRow.objects.bulk_create(written, batch_size=1000)
    versions = [version_of(row, "write", actor=actor, at=at) for row in written]
    RegisterRowVersion.objects.bulk_create(versions, batch_size=1000)
    numbers = [row.number for row in written]
    if numbers:
        whole = digest([each.digest for each in versions])
        made = RowsWritten(about=code, count=len(numbers), first=numbers[0], last=numbers[-1], digest=whole)
        append(made, actor=actor, at=at)
        affected = {unit for row in rows for unit in concerned(register, row.unit, [row.values])}
        _assign(register, written, actor=actor, at=at)
        duties.recheck(records=[code], units=affected, actor=actor, at=at)
    return numbers


def _assign(register: Register, rows: Sequence[RegisterRow], *, actor: Actor, at: datetime) -> None:
    """Each row of a register that makes duties makes one, with what it is called (R71). Raises UnitsUnknown."""
    if assigning := register.assigns:
        for row in rows:
            duties.assign(
                assigning.task,
                date.fromisoformat(row.values[assigning.due]),
                actor=actor,
                at=at,
                unit=UnitRef(row.values[assigning.owner]),
                origin=Subject.of(ROW, row.pk),
                matter=str(row.values[register.title])[:MATTER],
            )


def _ensure_units(register: Register, rows: Sequence[NewRow], units: Names, *, actor: Actor) -> None:
    reach, known = writable(register, actor), units.units
    for unit in {row.unit for row in rows}:
        if not reach.covers(unit, mine=True) or (unit and unit not in known):
            raise UnitNotReached(unit=known.get(unit, unit))


def _new(
    campaign: CurrentCampaign, register: Register, rows: Sequence[NewRow], units: Names, *, actor: Actor, at: datetime
) -> list[RegisterRow]:
    last = rows_of(register, campaign).aggregate(last=Max("number"))["last"] or 0
    names = names_of(campaign, register, [row.values for row in rows], units)
    made = []
    for number, row in enumerate(rows, last + 1):
        new = RegisterRow(
            campaign_id=campaign.code,
            register=register.code,
            number=number,
            unit=row.unit,
            values=dict(row.values),
            written_by_id=int(actor.ref),
            written_at=at,
            changed_at=at,
        )
        derive(new, register, campaign, names)
        made.append(new)
    return made
