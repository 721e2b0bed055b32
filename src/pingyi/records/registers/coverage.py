"""What every unit has done, register by register: all figures that the plan asks of each unit, side by side (R73)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import reached
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.queries import units_by_class
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Cell, Row, Units, counted, readable
from pingyi.rules.rulebook.registers import Count, Register
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a register for every unit: its cells by unit, one for each term of what it covers."""

    register: Register
    count: Count
    cells: Mapping[str, tuple[Cell, ...]]

    @property
    def key(self) -> str:
        """How an address calls it."""
        return f"{self.register.code}.{self.count.code}"

    def covered(self, unit: str) -> int:
        """In how many of its cells the unit has something that meets the target."""
        return sum(bool(each.value) and each.reached for each in self.cells[unit])

    def whole(self, unit: str) -> bool:
        """Whether nothing is missing; a figure without target asks for nothing."""
        return self.count.target is None or self.covered(unit) == len(self.cells[unit])


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """A unit with every figure that is asked of it."""

    code: str
    name: Text
    figures: tuple[Figure, ...]

    @property
    def share(self) -> Fraction | None:
        """Of the figures with a target how many are whole."""
        asked = [each for each in self.figures if each.count.target is not None]
        return Fraction(sum(each.whole(self.code) for each in asked), len(asked)) if asked else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units down, figures across."""

    figures: tuple[Figure, ...]
    units: tuple[UnitCoverage, ...]

    @property
    def share(self) -> Fraction | None:
        """The mean of the units' shares."""
        shares = [each.share for each in self.units if each.share is not None]
        return sum(shares, Fraction(0)) / len(shares) if shares else None


def coverage(actor: Actor, campaign: CurrentCampaign) -> Coverage:
    """Every figure for each unit that this person reads, over the rows that they read: two queries."""
    registers = [each for each in campaign.book.registers if any(count.each for count in each.counts)]
    registers = [each for each in registers if readable(each, actor)]
    rows, classes = _rows(registers, actor, campaign), units_by_class(campaign)
    figures = tuple(
        _figure(register, count, rows[register.code], _reached(register, actor, classes), campaign)
        for register in registers
        for count in register.counts
        if count.each
    )
    named = {code: name for those in classes.values() for code, name in those.items()}
    found = ((code, name, tuple(each for each in figures if code in each.cells)) for code, name in named.items())
    return Coverage(figures, tuple(UnitCoverage(code, name, own) for code, name, own in found if own))


def _rows(registers: list[Register], actor: Actor, campaign: CurrentCampaign) -> Mapping[str, list[Row]]:
    within = Q(pk__in=[])
    for register in registers:
        within |= Q(register=register.code) & reached(readable(register, actor), actor)
    found: dict[str, list[Row]] = defaultdict(list)
    rows = RegisterRow.objects.filter(within, campaign_id=campaign.code, withdrawn=False).order_by()
    for code, number, unit, values in rows.values_list("register", "number", "unit", "values"):
        found[code].append(Row(number, unit, values))
    return found


def _reached(register: Register, actor: Actor, classes: Mapping[str, Mapping[str, Text]]) -> dict[str, list[str]]:
    reach = readable(register, actor)
    return {code: [unit for unit in those if reach.covers(unit, mine=False)] for code, those in classes.items()}


def _figure(register: Register, count: Count, rows: list[Row], units: Units, campaign: CurrentCampaign) -> Figure:
    cells: dict[str, tuple[Cell, ...]] = {}
    for cell in counted(register, count, rows, book=campaign.book, units=units).cells:
        cells[cell.unit] = (*cells.get(cell.unit, ()), cell)
    return Figure(register, count, cells)
