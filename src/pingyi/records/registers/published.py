"""What everybody may read of one unit: its rows of every register that the plan publishes, and what they come to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.names import names_among
from pingyi.records.registers.queries import RowLine
from pingyi.rules.register import Cell, Row, counted
from pingyi.rules.register.display import Names
from pingyi.rules.rulebook.registers import Count, Register, Sight


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """Rows of one register with their public columns; `tallies`: how many stand for each term of a public choice."""

    register: Register
    rows: tuple[RowLine, ...]
    tallies: tuple[tuple[Count, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class UnitPublished:
    """Register by register, in plan order, with the names of all that is mentioned."""

    registers: tuple[PublishedRows, ...]
    names: Names


def published_of(unit: str, campaign: CurrentCampaign) -> UnitPublished:
    """What a unit publishes: at most four queries."""
    registers = [each for each in campaign.book.registers if each.published]
    rows = RegisterRow.objects.filter(
        campaign_id=campaign.code, register__in=[each.code for each in registers], unit=unit, withdrawn=False
    )
    found: dict[str, list[RowLine]] = defaultdict(list)
    for row in rows.order_by(F("day").desc(nulls_last=True), "-number"):
        found[row.register].append(_public(row, campaign.book.register(row.register)))
    shown = tuple(
        PublishedRows(each, tuple(found[each.code]), tuple(_tallies(each, found[each.code], unit, campaign)))
        for each in registers
        if found[each.code]
    )
    names = names_among(campaign, [(each.register, [row.values for row in each.rows]) for each in shown])
    return UnitPublished(shown, names)


def _public(row: RegisterRow, register: Register) -> RowLine:
    seen = {each.code for each in register.published}
    values = {code: value for code, value in row.values.items() if code in seen}
    return RowLine(row.pk, row.number, row.unit, values, {}, {}, False)


def _tallies(
    register: Register, rows: list[RowLine], unit: str, campaign: CurrentCampaign
) -> Iterator[tuple[Count, tuple[Cell, ...]]]:
    """The figures by a public choice, without those that ask something of it: what is asked stands on its own page."""
    frozen = [Row(row.number, row.unit, row.values) for row in rows]
    for count in register.counts:
        plain = count.by and count.each and count.target is None and not (count.sum or count.where or count.unit)
        if plain and register.column(count.by or "").sight is Sight.PUBLIC:
            cells = counted(register, count, frozen, book=campaign.book, units={count.each or "": [unit]}).cells
            yield count, tuple(cell for cell in cells if cell.value)
