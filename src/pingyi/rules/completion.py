"""How far what shows a task done is there (R185): figures of registers beside what the plan asks for.

Who owes a task is a unit by its code, or "" for a body of the organiser, whose figure is that of everybody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from pingyi.rules.register import Cell, Row, counted
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Completion
from pingyi.rules.rulebook.registers import Count, Register
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be there, and what there is of it.

    `have` and `want` are numbers of rows or files, sums, or shares in percent; `have` is None for a share of nothing.
    Where a figure has several parts (units, terms) `missing` names those that lack, and `have` is the least of all.
    """

    name: Text
    have: Fraction | None
    want: Decimal
    missing: tuple[Text, ...] = ()
    register: str | None = None

    @property
    def met(self) -> bool:
        """Whether all of it is there."""
        return not self.missing and self.have is not None and self.have >= self.want


Units: TypeAlias = Mapping[str, Mapping[str, Text]]
"""The names of the appraised units by code, by the code of their class."""


def of_rows(completion: Completion, rows: Iterable[Row], *, owner: str, book: Rulebook, units: Units) -> Requirement:
    """What the rows of the register show for one who owes the task. Raises KeyError for what the plan has not.

    With a figure: its cells of this owner (all cells for ""). Without: the owner's own rows are counted.
    """
    register = book.register(completion.register or "")
    rows = tuple(rows)
    if completion.count is None:
        have = sum(1 for row in rows if row.unit == owner)
        return Requirement(register.name, Fraction(have), Decimal(completion.least), register=register.code)
    count = register.count(completion.count)
    seen = tuple(row for row in rows if not owner or _unit(row, count) == owner)
    asked = {code: tuple(name for name in names if owner in ("", name)) for code, names in units.items()}
    cells = counted(register, count, seen, book=book, units=asked).cells
    return Requirement(
        Text(f"{register.name.zh}：{count.name.zh}", f"{register.name.en}: {count.name.en}"),
        _least(cells),
        count.target or Decimal(0),
        tuple(_named(register, count, cells, owner=owner, book=book, units=units)),
        register.code,
    )


def of_files(completion: Completion, number: int) -> Requirement:
    """Whether so many files are as many as the task asks for."""
    return Requirement(Text("附件", "Files"), Fraction(number), Decimal(completion.files or 0))


def _unit(row: Row, count: Count) -> object:
    """The unit in whose figure a row counts."""
    return row.values.get(count.unit) if count.unit else row.unit


def _least(cells: Iterable[Cell]) -> Fraction | None:
    values = [cell.value for cell in cells]
    return None if None in values else min((value for value in values if value is not None), default=None)


def _named(
    register: Register, count: Count, cells: Iterable[Cell], *, owner: str, book: Rulebook, units: Units
) -> Iterator[Text]:
    """The parts that lack, by unit and term; nothing to name where the figure has one part only."""
    names = units.get(count.each or "", {})
    vocabulary = book.vocabulary(register.column(count.by).vocabulary or "") if count.by else None
    terms = {term.code: term.name for term in vocabulary.terms} if vocabulary else {}
    for cell in cells:
        parts = [names[cell.unit]] if cell.unit and cell.unit != owner else []
        parts += [terms[cell.term]] if cell.term else []
        if parts and not cell.reached:
            yield Text(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))
