"""A sheet as somebody brought it: its cells as a person sees them, whatever file they came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from pingyi.rules.writing import flaw
from pingyi.ui.words.flaws import flaw_sentence

LARGEST = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CELLS = 300_000


class Unreadable(ValueError):
    """The file cannot be taken at all; the message is for the person who chose it."""


class Cell(NamedTuple):
    """What a cell shows, and why that cannot be taken as a text: a sentence, or nothing; the day that it is, if any."""

    text: str
    problem: str = ""
    day: str = ""

    @property
    def filled(self) -> bool:
        """Whether a person sees something there."""
        return bool(self.text or self.problem)


Line = tuple[int, list[Cell]]
"""A row's number as the spreadsheet counts, and its cells from the first column on."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one: as `A2:A4`, and the last row it reaches."""

    ref: str
    last: int


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The rows that hold something, what was merged, and what was left unread, in sentences."""

    lines: list[Line]
    merged: tuple[Merged, ...] = ()
    unread: tuple[str, ...] = ()


class Bounds:
    """How much a table may hold, counted as it is read."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def take(self, line: Sequence[Cell]) -> None:
        """Count a row that holds something. Raises Unreadable when it is too much."""
        self.rows += 1
        self.cells += sum(cell.filled for cell in line)
        if self.rows > MOST_ROWS + 1 or self.cells > MOST_CELLS:  # the heading is a row too
            raise Unreadable(_("The file has more than %(count)d rows. Split it.") % {"count": MOST_ROWS})
        if any(cell.filled for cell in line[MOST_COLUMNS:]):
            raise Unreadable(too_wide())


def too_wide() -> str:
    """What is said of a table with more columns than any table of ours."""
    return _("The file has more than %(count)d columns.") % {"count": MOST_COLUMNS}


def letters(column: int) -> str:
    """How a spreadsheet calls the column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def ensure_legible(text: str, *, lines: bool = False, name: bool = False) -> str:
    """The text, if every sign in it may stand there (rules.writing). Raises ValueError with a sentence."""
    found = flaw(text, lines=lines, name=name)
    if found:
        raise ValueError(flaw_sentence(found))
    return text
