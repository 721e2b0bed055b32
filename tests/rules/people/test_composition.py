"""Places by largest remainder, and which shares are kept at the edge of the tolerance."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.people.composition import composition, places
from pingyi.rules.rulebook.results import Target
from pingyi.rules.rulebook.words import Text

HALVES = [
    Target(code, Text(code, code), Decimal(share)) for code, share in (("a", "0.5"), ("b", "0.25"), ("c", "0.25"))
]


@pytest.mark.parametrize(
    ("size", "wanted"),
    [(12, (6, 3, 3)), (20, (10, 5, 5)), (9, (5, 2, 2)), (10, (5, 3, 2)), (1, (1, 0, 0)), (0, (0, 0, 0))],
)
def test_half_a_quarter_and_a_quarter(size: int, wanted: tuple[int, ...]) -> None:
    assert tuple(places(HALVES, size).values()) == wanted


@given(st.integers(0, 500))
def test_places_add_up_and_are_off_by_less_than_one(size: int) -> None:
    found = places(HALVES, size)
    assert sum(found.values()) == size
    assert all(abs(found[own.code] - size * Fraction(own.share)) < 1 for own in HALVES)


def kept(*counts: int) -> tuple[bool, ...]:
    there = dict(zip("abc", counts, strict=True))
    return tuple(part.kept for part in composition(HALVES, Fraction("0.05"), there))


def test_shares_are_kept_within_the_tolerance_or_less_than_one_person() -> None:
    assert kept(55, 20, 25) == (True, True, True)
    assert kept(56, 19, 25) == (False, False, True)
    assert kept(5, 3, 2) == (True, True, True)  # ten people cannot be split better
    assert kept(8, 1, 3) == (False, False, True)
    assert kept(0, 0, 0) == (False, False, False)


def test_each_part_says_what_there_is_and_what_there_would_be() -> None:
    first = composition(HALVES, Fraction(0), {"a": 3, "b": 1, "unknown": 5})[0]
    assert (first.there, first.places, first.share) == (3, 2, Fraction(3, 4))
