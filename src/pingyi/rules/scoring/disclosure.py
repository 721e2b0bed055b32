"""Which cells of a published table are told: none below the plan's least, and none that subtraction would give away.

A cell below `least_cell` is told as "fewer than 5" (E-S 9, R196). Where the numbers beside such cells and a known total
would give them away, the smallest number beside them is left out as well, along rows and columns, until none does.
That keeps them from being read in passing; the published files have every sum (docs/threat-model.md).
"""

from collections.abc import Sequence
from enum import StrEnum

Table = Sequence[Sequence[int]]
Line = list[tuple[int, int]]


class Told(StrEnum):
    """How a cell is told: as it is, as fewer than the least, or not at all, to protect another one."""

    EXACT = "exact"
    FEW = "few"
    WITHHELD = "withheld"


def told(table: Table, least: int) -> list[list[Told]]:
    """How each cell is told of a table whose rows are groups, whose columns are answers and whose last row is the sums.

    The total of every row is taken to be known, for everybody is told how many answered.
    """
    kept = [[Told.FEW if cell < least else Told.EXACT for cell in row] for row in table]
    rows: list[Line] = [[(at, column) for column in range(len(row))] for at, row in enumerate(table)]
    columns: list[Line] = [list(line) for line in zip(*rows, strict=True)]
    while picked := [found for line in (*rows, *columns) if (found := _to_withhold(table, kept, line, least))]:
        row, column = picked[0]
        kept[row][column] = Told.WITHHELD
    return kept


def _to_withhold(table: Table, kept: list[list[Told]], line: Line, least: int) -> tuple[int, int] | None:
    """The smallest cell of a row or column that is still told, if what is not told there can be worked out."""
    hidden = [place for place in line if kept[place[0]][place[1]] is not Told.EXACT]
    open_ = [place for place in line if place not in hidden]
    if not hidden or not open_ or not _worked_out(table, kept, hidden, least):
        return None
    return min(open_, key=lambda place: (table[place[0]][place[1]], place))


def _worked_out(table: Table, kept: list[list[Told]], hidden: Line, least: int) -> bool:
    """One alone is the rest of the total; several are known when their sum is the least or the most that it can be."""
    if len(hidden) == 1:
        return True
    if len({row for row, _ in hidden}) > 1 and hidden[-1][0] == len(table) - 1:
        return False  # a column whose own sum is not told
    total = sum(table[row][column] for row, column in hidden)
    most = (least - 1) * len(hidden) if all(kept[row][column] is Told.FEW for row, column in hidden) else None
    return total in (0, most)
