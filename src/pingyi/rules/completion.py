"""How far what shows a task done is there (R185): figures of registers, papers, items, files beside what is asked.

Who owes a task is a unit by its code, or "" for a body of the organiser, whose figure is that of everybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

from pingyi.rules.ledger.work import WORKS, Matter, is_as_far
from pingyi.rules.register import Cell, Row, counted
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Completion, LedgerWork
from pingyi.rules.rulebook.registers import Count, Register
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be there, and what there is of it.

    `have` and `want` are numbers of rows, papers or files, sums, or shares in percent; `have` is None for a share of
    nothing. Where a figure has several parts (units, terms) `missing` names those that lack, and `have` is the least of
    all.
    """

    name: Text
    have: Fraction | None
    want: Decimal
    missing: tuple[Text, ...] = ()
    register: str | None = None
    paper: str | None = None
    ledger: bool = False

    @property
    def met(self) -> bool:
        """Whether all of it is there."""
        return not self.missing and self.have is not None and self.have >= self.want


SHOWN = 12
"""So many items that lack something are named."""
OfUnit = TypeVar("OfUnit", Row, Cell)
Units: TypeAlias = Mapping[str, Mapping[str, Text]]
"""The names of the appraised units by code, by the code of their class."""


def of_rows(
    completion: Completion, rows: Iterable[Row], *, owners: Collection[str], book: Rulebook, units: Units
) -> dict[str, Requirement]:
    """What the rows of the register show for each who owes the task. Raises KeyError for what the plan has not.

    With a figure: its cells of this owner (all cells for ""). Without: the owner's own rows are counted.
    """
    register = book.register(completion.register or "")
    rows = tuple(rows)
    own = _by_unit(rows)
    if completion.count is None:
        least = Decimal(completion.least)
        have = {each: Fraction(len(own.get(each, ()))) for each in owners}
        return {each: Requirement(register.name, many, least, register=register.code) for each, many in have.items()}
    count = register.count(completion.count)
    cells: Mapping[str, Sequence[Cell]]
    if count.each:
        whole = counted(register, count, rows, book=book, units=units).cells
        cells = _by_unit(whole) | {"": whole}
    else:
        seen = own | {"": rows}
        cells = {each: counted(register, count, seen.get(each, ()), book=book, units=units).cells for each in owners}
    figures = ((each, cells.get(each, ())) for each in owners)
    return {each: _of_figure(register, count, figure, each, book=book, units=units) for each, figure in figures}


def of_papers(completion: Completion, number: int, book: Rulebook) -> Requirement:
    """Whether so many papers of its kind are as many as the task asks for. Raises KeyError for an unknown kind."""
    kind = book.paper(completion.paper or "")
    return Requirement(kind.name, Fraction(number), Decimal(completion.least), paper=kind.code)


def of_items(work: LedgerWork, items: Sequence[Matter], last: date) -> Requirement:
    """How many items of a ledger are as far as the task asks, out of all; an empty ledger shows nothing done (R120).

    `last`: the last day of the phase in which rectification is done.
    """
    lacking = [item for item in items if not is_as_far(work, item, last)]
    return Requirement(
        WORKS[work],
        Fraction(len(items) - len(lacking)),
        Decimal(max(1, len(items))),
        tuple(Text(f"第{item.number}项", f"item {item.number}") for item in lacking[:SHOWN]),
        ledger=True,
    )


def of_files(completion: Completion, number: int) -> Requirement:
    """Whether so many files are as many as the task asks for."""
    return Requirement(Text("附件", "Files"), Fraction(number), Decimal(completion.files or 0))


def of_units(
    name: Text, done: Collection[str], *, owners: Iterable[str], units: Mapping[str, Text]
) -> dict[str, Requirement]:
    """Whether each unit that owes a task has done it; of "" whether every unit has. `units`: their names by code."""
    whole = of_parts(name, done, units)
    return {each: whole if not each else Requirement(name, Fraction(each in done), Decimal(1)) for each in owners}


def of_parts(name: Text, done: Collection[str], parts: Mapping[str, Text]) -> Requirement:
    """How many of these parts are done, and which lack; where there are none nothing is shown done."""
    lacking = tuple(words for code, words in parts.items() if code not in done)
    have = Fraction(len(parts) - len(lacking))
    return Requirement(name, have, Decimal(max(1, len(parts))), lacking[:SHOWN])


def _by_unit(items: Iterable[OfUnit]) -> dict[str, Sequence[OfUnit]]:
    """Rows or cells by their unit, in their order."""
    found: dict[str, list[OfUnit]] = defaultdict(list)
    for item in items:
        found[item.unit].append(item)
    return dict(found)


def _of_figure(
    register: Register, count: Count, cells: Sequence[Cell], owner: str, *, book: Rulebook, units: Units
) -> Requirement:
    return Requirement(
        Text(f"{register.name.zh}：{count.name.zh}", f"{register.name.en}: {count.name.en}"),
        _least(cells),
        count.target or Decimal(0),
        tuple(_named(register, count, cells, owner=owner, book=book, units=units)),
        register.code,
    )


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
