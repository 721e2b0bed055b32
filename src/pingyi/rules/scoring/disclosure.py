"""Which cells of a published table are told: none below the plan's least, and none that subtraction would give away.

A cell below `least_cell` is told as "fewer than 5" (E-S 9, R196). Where rows, columns and totals leave only one number
for such a cell, the smallest number beside what is not told is left out as well, until every such cell may have two.
That keeps them from being read in passing; the published files have every sum, and so does the score in its way
(docs/threat-model.md, *What remains* 4).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

Table = Sequence[Sequence[int]]
Place = tuple[int, int]


class Disclosure(StrEnum):
    """How a cell is told: as it is, as fewer than the least, or not at all, to protect another one."""

    EXACT = "exact"
    FEW = "few"
    WITHHELD = "withheld"


Kept = list[list[Disclosure]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and how a page tells it; `count` is shown only where that is `EXACT`."""

    count: int
    disclosure: Disclosure = Disclosure.EXACT


@lru_cache(maxsize=4096)
def _disclosed(table: tuple[tuple[int, ...], ...], least: int) -> tuple[tuple[Disclosure, ...], ...]:
    """What `disclosures` says, once for a table: counts that were signed are shown again and again."""
    return tuple(tuple(row) for row in disclosures(table, least))


def disclosures(table: Table, least: int) -> Kept:
    """How each cell is told of a table whose rows are groups, whose columns are answers and whose last row is the sums.

    The total of every row is taken to be known, for everybody is told how many answered; also which cells are `FEW`,
    and that what is `WITHHELD` is not. A table of one row is a row without sums.
    """
    kept = [[Disclosure.FEW if cell < least else Disclosure.EXACT for cell in row] for row in table]

    def order(place: Place) -> tuple[int, Place]:
        return table[place[0]][place[1]], place

    taken = []
    while _few_given_away(table, kept, least) and (beside := list(_beside(kept))):
        row, column = min(beside, key=order)
        kept[row][column] = Disclosure.WITHHELD
        taken.append((row, column))
    for row, column in sorted(taken, key=order, reverse=True):  # what proved needless is told after all
        kept[row][column] = Disclosure.EXACT
        if _few_given_away(table, kept, least):
            kept[row][column] = Disclosure.WITHHELD
    return kept


def _few_given_away(table: Table, kept: Kept, least: int) -> bool:
    return any(kept[row][column] is Disclosure.FEW for row, column in given_away(table, kept, least))


def boxes_disclosed(
    counts: Mapping[str, Sequence[Sequence[int]]], units: Mapping[str, str], least: int
) -> dict[str, list[tuple[Cell, ...]]]:
    """The counts of opened boxes (uuid → question → answer), each told with its unit's other boxes and sums in view.

    `units`: the unit of every box. Raises KeyError for a box without one.
    """
    by_unit: dict[str, list[str]] = {}
    for uuid in counts:
        if counts[uuid]:
            by_unit.setdefault(units[uuid], []).append(uuid)
    found: dict[str, list[tuple[Cell, ...]]] = {uuid: [] for boxes in by_unit.values() for uuid in boxes}
    for boxes in by_unit.values():
        for question in range(len(counts[boxes[0]])):
            rows = [counts[uuid][question] for uuid in boxes]
            sums = tuple(sum(column) for column in zip(*rows, strict=True))
            kept = _disclosed((*map(tuple, rows), sums), least)
            for uuid, row, hows in zip(boxes, rows, kept, strict=False):  # the sums come last
                found[uuid].append(tuple(Cell(*pair) for pair in zip(row, hows, strict=True)))
    return found


def given_away(table: Table, kept: Kept, least: int) -> list[Place]:
    """The cells that are not told, and yet can have no other number than they have.

    Rows and columns are nodes and every such cell an arc between them, so that a change of the numbers that keeps all
    sums is a circle: a cell can have another number exactly if a circle goes through it on which every number may
    grow or shrink as the circle needs.
    """
    arcs: dict[Place, tuple[int, int]] = {}
    steps: dict[int, set[tuple[int, Place]]] = {}
    for place in _untold(kept):
        row, column = place
        last = len(table) - 1
        ends = (row, -1 - (column if last else 0))
        start, end = ends if row < last or not last else ends[::-1]
        arcs[place] = (start, end)
        few, number = kept[row][column] is Disclosure.FEW, table[row][column]
        if not few or number < least - 1:
            steps.setdefault(start, set()).add((end, place))
        if number > (0 if few else least):
            steps.setdefault(end, set()).add((start, place))
    return [place for place, (start, end) in arcs.items() if not _on_a_circle(steps, place, start, end)]


def _on_a_circle(steps: dict[int, set[tuple[int, Place]]], place: Place, start: int, end: int) -> bool:
    """Whether this cell may grow, or shrink, and others bring that back."""
    return any(
        (to, place) in steps.get(frm, ()) and frm in _reached(steps, to, place)
        for frm, to in ((start, end), (end, start))
    )


def _reached(steps: dict[int, set[tuple[int, Place]]], origin: int, without: Place) -> set[int]:
    """Every node to which one comes without this cell."""
    reached, waiting = {origin}, [origin]
    while waiting:
        for node, place in steps.get(waiting.pop(), ()):
            if place != without and node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached


def _untold(kept: Kept) -> Iterator[Place]:
    for row, hows in enumerate(kept):
        yield from ((row, column) for column, how in enumerate(hows) if how is not Disclosure.EXACT)


def _beside(kept: Kept) -> Iterator[Place]:
    """What is told in a row or column in which something is not."""
    untold = list(_untold(kept))
    rows, columns = {row for row, _ in untold}, {column for _, column in untold}
    for row, hows in enumerate(kept):
        for column, how in enumerate(hows):
            if how is Disclosure.EXACT and (row in rows or column in columns):
                yield row, column
