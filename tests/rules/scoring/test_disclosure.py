"""No cell below the least is told, and none can be had by subtraction from what is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pingyi.rules.scoring.disclosure import Disclosure, disclosures, given_away

E, F, W = Disclosure.EXACT, Disclosure.FEW, Disclosure.WITHHELD


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
    assert disclosures(with_sums(*rows), 5) == expected


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 12)] * width), min_size=1, max_size=4)
)


def possible(table, kept, least: int, place: tuple[int, int]) -> tuple[int, int]:
    """The least and the most that a cell can be, by whoever knows all that is told: scipy's linear programmes.

    The sums of a table with whole margins take their least and most in whole numbers.
    """
    places = [(row, column) for row in range(len(table)) for column in range(len(table[0]))]
    bounds, rows, sums = [], [], []
    for row, column in places:
        number = table[row][column]
        bounds.append({E: (number, number), F: (0, least - 1), W: (least, None)}[kept[row][column]])
    for row in range(len(table)):
        rows.append([own[0] == row for own in places])
        sums.append(sum(table[row]))
    for column in range(len(table[0])) if len(table) > 1 else ():
        rows.append([(own[1] == column) * (1 if own[0] < len(table) - 1 else -1) for own in places])
        sums.append(0)
    wanted = [own == place for own in places]
    found = [
        linprog([sign * each for each in wanted], A_eq=rows, b_eq=sums, bounds=bounds).fun * sign for sign in (1, -1)
    ]
    return round(found[0]), round(found[1])


@pytest.mark.parametrize("least", [1, 2, 5])
@given(rows=TABLES)
@settings(max_examples=60)
def test_no_small_cell_can_be_computed_from_rows_columns_and_totals(rows, least: int) -> None:
    table = with_sums(*rows)
    kept = disclosures(table, least)
    assert [[how is F for how in row] for row in kept] == [[cell < least for cell in row] for row in table]
    alone = given_away(table, kept, least)
    for place in [(row, column) for row in range(len(table)) for column in range(len(table[0]))]:
        if kept[place[0]][place[1]] is not E:
            low, high = possible(table, kept, least, place)
            assert (low == high) == (place in alone)
    helpless = all(how is not E for row in kept for how in row) or len(table[0]) == 1
    assert helpless or not [place for place in alone if kept[place[0]][place[1]] is F]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@settings(max_examples=60)
def test_no_small_cell_of_a_single_row_can_be_computed(row: list[int]) -> None:
    (kept,) = disclosures([row], 5)
    for column, how in enumerate(kept):
        if how is F and E in kept:
            low, high = possible([row], [kept], 5, (0, column))
            assert low < high


def test_nothing_is_told_of_nothing() -> None:
    assert disclosures([], 5) == []
