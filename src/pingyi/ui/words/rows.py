"""Rows as pages and files show them: each place in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from pingyi.records.registers.queries import RowLine
from pingyi.rules.register import Values, share
from pingyi.rules.register.display import Names, title, unit_name, value_text
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import NUMERIC, Column, ColumnKind, Register, Sight
from pingyi.ui.words.phrases import exact, labelled

RIGHT = NUMERIC | {ColumnKind.COUNT, ColumnKind.SHARE}
SHORT = frozenset({ColumnKind.DATE, ColumnKind.TIME_SPAN, ColumnKind.YES_NO, ColumnKind.LINK})
LONG = frozenset({ColumnKind.LONG_TEXT, ColumnKind.FILES, ColumnKind.SIGNATURE})
"""What a list has no room for: it stands on the row's own page."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a row: its column, what stands there, the address it leads to if it is one."""

    column: Column
    text: str
    link: str = ""

    @property
    def look(self) -> str:
        """How it stands in a table: a number to the right, a day or a time on one line."""
        return "num" if self.column.kind in RIGHT else "short" if self.column.kind in SHORT else ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row in words."""

    pk: int
    number: int
    title: str
    unit: str
    places: tuple[Place, ...]


def listed_columns(register: Register) -> tuple[Column, ...]:
    """The columns of a list: what is short and not private."""
    return tuple(each for each in register.columns if each.kind not in LONG and each.sight is not Sight.PRIVATE)


def written_columns(register: Register) -> tuple[Column, ...]:
    """The columns of a file: everything that is words and not private."""
    apart = {ColumnKind.FILES}
    return tuple(each for each in register.columns if each.kind not in apart and each.sight is not Sight.PRIVATE)


def shown_rows(
    lines: Iterable[RowLine], register: Register, columns: Sequence[Column], names: Names, *, book: Rulebook
) -> list[ShownRow]:
    """Rows in words, for these columns."""
    lang = get_language() or "zh"
    return [
        ShownRow(
            line.pk,
            line.number,
            title(register, line.values, book=book, names=names, lang=lang),
            unit_name(line.unit, names, lang),
            tuple(place(line, column, names, book=book, lang=lang) for column in columns),
        )
        for line in lines
    ]


def place(line: RowLine, column: Column, names: Names, *, book: Rulebook, lang: str) -> Place:
    """One place of a row in words."""
    match column.kind:
        case ColumnKind.COUNT:
            return Place(column, str(line.counted.get(column.code, 0)))
        case ColumnKind.SHARE:
            return Place(column, _percent(column, line.values))
        case ColumnKind.SIGNATURE:
            given = line.signatures.get(column.code)
            return Place(column, labelled(given["name"], given["day"]) if given else "")
    text = value_text(column, line.values.get(column.code), book=book, names=names, lang=lang)
    return Place(column, text, text if column.kind is ColumnKind.LINK else "")


def _percent(column: Column, values: Values) -> str:
    value = share(column, values)
    return "" if value is None else f"{exact(value, 1)}%"
