"""What somebody may choose from while writing a row, and what a row may be begun from."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.utils.translation import get_language

from pingyi.records.campaign.queries import CurrentCampaign, by_code, past
from pingyi.records.registers.access import reached, rows_of
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.names import people, unit_words
from pingyi.records.registers.queries import units_by_class
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Reach, Value, Values, readable, writable
from pingyi.rules.register.display import Names, title, unit_name
from pingyi.rules.rulebook.registers import ColumnKind, Register

OFFERED = 300
"""Rows of another register, the newest first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a row may name, and the units for which the person may write one ("" for the organiser)."""

    names: Names
    writes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormerRow:
    """A row of the campaign before this one, as something to begin from."""

    pk: int
    title: str
    day: date | None


def offered(register: Register, *, actor: Actor, campaign: CurrentCampaign) -> Offered:
    """What the person may choose from in a row of this register: one query for each kind of thing."""
    units = unit_words(campaign)
    kinds = {column.kind for column in register.columns}
    persons = people() if ColumnKind.PERSON in kinds else {}
    rows: dict[tuple[str, int], str] = {}
    for column in register.columns:
        if column.kind is ColumnKind.ROW:
            other = campaign.book.register(column.register or "")
            live = rows_of(other, campaign).filter(reached(readable(other, actor), actor), withdrawn=False)
            for number, values in live.order_by("-number").values_list("number", "values")[:OFFERED]:
                rows[other.code, number] = title(other, values, book=campaign.book, names=units)
    reach = writable(register, actor).units
    appraised = [code for codes in units_by_class(campaign).values() for code in codes]
    writes = ["", *appraised] if reach is None else [code for code in units.units if code in reach]
    return Offered(replace(units, persons=persons, rows=rows), tuple(writes))


def units_read(register: Register, units: Names, *, actor: Actor, campaign: CurrentCampaign) -> dict[str, str]:
    """Of these units those whose rows the person may find in the list, by code, in words."""
    lang = get_language() or "zh"
    reach = readable(register, actor)
    appraised = {code for codes in units_by_class(campaign).values() for code in codes} | {""}
    return {
        code: unit_name(code, units, lang)
        for code in units.units
        if code in appraised and reach.covers(code, mine=True)
    }


def former_rows(register: Register, *, actor: Actor, campaign: CurrentCampaign) -> tuple[FormerRow, ...]:
    """Rows of the last archived campaign to begin a new one from: those of the units for which the person writes."""
    return _former(register, writable(register, actor), actor, campaign)


def not_looked_back(register: Register, *, actor: Actor, campaign: CurrentCampaign) -> tuple[FormerRow, ...]:
    """Rows of the last archived campaign on which nobody has looked back in this one, of those that the person reads.

    None for a register that does not look back (R131).
    """
    return _former(register, readable(register, actor), actor, campaign) if register.looks_back else ()


def _former(register: Register, reach: Reach, actor: Actor, campaign: CurrentCampaign) -> tuple[FormerRow, ...]:
    before = past()
    if not before or (old := by_code(before[0].code)) is None:
        return ()
    source = campaign.book.register(register.looks_back or register.code)
    rows = rows_of(source, old).filter(reached(reach, actor), withdrawn=False)
    units, judged = unit_words(campaign), _judged(register, campaign)
    open_rows = (row for row in rows.order_by("number") if (row.unit, row.values.get(register.title)) not in judged)
    return tuple(
        FormerRow(row.pk, title(source, row.values, book=campaign.book, names=units), row.day)
        for row in islice(open_rows, OFFERED)
    )


def _judged(register: Register, campaign: CurrentCampaign) -> set[tuple[str, Value | None]]:
    """Unit and name of what this campaign has looked back on."""
    if not register.looks_back:
        return set()
    rows = rows_of(register, campaign).filter(withdrawn=False).values_list("unit", "values")
    return {(unit, values.get(register.title)) for unit, values in rows}


def row_like(pk: int, register: Register, *, actor: Actor, campaign: CurrentCampaign) -> Values | None:
    """What a new row may begin with: the columns of another that still exist, without its day and other rows."""
    within = reached(writable(register, actor), actor)
    row = RegisterRow.objects.filter(within, pk=pk, register__in=(register.code, register.looks_back)).first()
    if row is None:
        return None
    kept = {each.code for each in register.entered if each.kind not in (ColumnKind.DATE, ColumnKind.ROW)}
    return {code: value for code, value in row.values.items() if code in kept}


def key_of(register: Register, number: int, campaign: CurrentCampaign) -> int:
    """The key of the row with this number."""
    return rows_of(register, campaign).values_list("pk", flat=True).get(number=number)
