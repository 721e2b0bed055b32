"""No cell below the least is told, and none can be had by subtraction from what is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.scoring.disclosure import Told, told

E, F, W = Told.EXACT, Told.FEW, Told.WITHHELD


def with_sums(*rows: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [*rows, tuple(map(sum, zip(*rows, strict=True)))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(20, 12, 9)], [[E, E, E], [E, E, E]]),
        ([(20, 12, 4)], [[E, W, F], [E, W, F]]),
        ([(20, 3, 4)], [[E, F, F], [E, F, F]]),
        ([(20, 0, 0)], [[W, F, F], [W, F, F]]),
        ([(20, 4, 4)], [[W, F, F], [W, F, F]]),
        ([(20, 12, 3, 0), (30, 8, 9, 7)], [[E, E, F, F], [E, E, W, W], [E, E, E, E]]),
        ([(6, 0), (6, 0)], [[W, F], [W, F], [W, F]]),
    ],
)
def test_small_cells_and_what_would_give_them_away_are_not_told(rows, expected) -> None:
    assert told(with_sums(*rows), 5) == expected


TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 30)] * width), min_size=1, max_size=5)
)


@given(TABLES)
def test_no_row_and_no_column_gives_a_small_cell_away(rows) -> None:
    table = with_sums(*rows)
    kept = told(table, 5)
    assert [[how is F for how in row] for row in kept] == [[cell < 5 for cell in row] for row in table]
    for row, hows in zip(table, kept, strict=True):
        hidden = [cell for cell, how in zip(row, hows, strict=True) if how is not E]
        assert len(hidden) != 1 or len(row) == 1
        assert not hidden or sum(hidden) or len(hidden) == len(row)
    for column, hows in zip(zip(*table, strict=True), zip(*kept, strict=True), strict=True):
        assert [how is E for how in hows].count(False) != 1
        if hows[-1] is E:
            hidden = [cell for cell, how in zip(column, hows, strict=True) if how is not E]
            assert not hidden or sum(hidden)


def test_nothing_is_told_of_nothing() -> None:
    assert told([], 5) == []
