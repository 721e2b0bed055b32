"""What the rows of a register come to, beside what the plan asks for: totals, shares, coverage (R73, R95, R183)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from pingyi.rules.register.row import Row, Values
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import Column, Condition, Count, Register


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: of a unit ("" for all rows together), of a term ("" without coverage).

    `value` is a number of rows, a sum, or a share in percent (None where nothing is there to divide by).
    """

    unit: str
    term: str
    value: Fraction | None
    target: Decimal | None

    @property
    def reached(self) -> bool:
        """Whether the target is met; a figure without target always is."""
        return self.target is None or (self.value is not None and self.value >= self.target)


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of the plan as it stands: a cell for each unit and each term that it names, units first."""

    count: Count
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The cells that do not reach their target."""
        return tuple(each for each in self.cells if not each.reached)

    def cell(self, unit: str = "", term: str = "") -> Cell:
        """The figure of one unit and one term. Raises KeyError."""
        for each in self.cells:
            if (each.unit, each.term) == (unit, term):
                return each
        raise KeyError((unit, term))


Units: TypeAlias = Mapping[str, Collection[str]]
"""The appraised units by the code of their class: whom `each` means."""


def counts(register: Register, rows: Iterable[Row], *, book: Rulebook, units: Units) -> tuple[Counted, ...]:
    """Every figure that the plan declares for the register, in plan order."""
    rows = tuple(rows)
    return tuple(counted(register, each, rows, book=book, units=units) for each in register.counts)


def counted(register: Register, count: Count, rows: Iterable[Row], *, book: Rulebook, units: Units) -> Counted:
    """One figure over these rows: for each unit of its class, for each term of its choice."""
    sums: dict[tuple[object, object], Fraction] = defaultdict(Fraction)
    wholes: dict[tuple[object, object], Fraction] = defaultdict(Fraction)
    for row in rows:
        if all(_meets(row.values, condition) for condition in count.where):
            unit = _unit(row, count)
            for term in _as_list(row.values.get(count.by)) if count.by else [""]:
                sums[unit, term] += _number(row.values, count.sum) if count.sum else 1
                wholes[unit, term] += _number(row.values, count.over) if count.over else 0
    places = product(units.get(count.each, ()) if count.each else ("",), _terms(register, count, book))
    return Counted(
        count,
        tuple(
            Cell(*place, _percent(sums[place], wholes[place]) if count.over else sums[place], count.target)
            for place in places
        ),
    )


def share(column: Column, values: Values) -> Fraction | None:
    """What a share column shows of one row, in percent; None where part or whole is missing or nothing."""
    return _percent(_number(values, column.part), _number(values, column.whole))


def _unit(row: Row, count: Count) -> object:
    if count.each is None:
        return ""
    return row.values.get(count.unit) if count.unit else row.unit


def _terms(register: Register, count: Count, book: Rulebook) -> tuple[str, ...]:
    if count.by is None:
        return ("",)
    return tuple(each.code for each in book.vocabulary(register.column(count.by).vocabulary or "").terms)


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    return 100 * part / whole if whole else None


def _number(values: Values, column: str | None) -> Fraction:
    return Fraction(str(values.get(column or "", 0)))


def _meets(values: Values, condition: Condition) -> bool:
    value = values.get(condition.column)
    if not condition.terms:
        return value is True
    return bool(set(condition.terms) & set(_as_list(value)))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
