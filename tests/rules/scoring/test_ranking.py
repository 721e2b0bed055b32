"""Competition places on exact values."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.scoring.ranking import competition, decimals_needed, dense, first_units, last_units

scores = st.dictionaries(st.text(max_size=3), st.fractions(0, 3, max_denominator=4).map(lambda own: (own,)), min_size=1)


@given(scores)
def test_a_place_is_one_more_than_the_number_strictly_ahead(keys):
    places = competition(keys)
    for unit, key in keys.items():
        assert places[unit] == 1 + sum(other > key for other in keys.values())
    assert set(first_units(places)) == {unit for unit, key in keys.items() if key == max(keys.values())}
    assert set(last_units(places)) == {unit for unit, key in keys.items() if key == min(keys.values())}
    assert max(dense(keys).values()) == len(set(keys.values()))


def test_ties_that_floats_break_are_shared():
    weights = (Fraction(7, 10), Fraction(2, 10), Fraction(1, 10))
    one = sum(w * Fraction(x) for w, x in zip(weights, ("82.13", "84.63", "73.10"), strict=True))
    two = sum(w * Fraction(x) for w, x in zip(weights, ("83.31", "68.93", "96.24"), strict=True))
    assert 0.7 * 82.13 + 0.2 * 84.63 + 0.1 * 73.10 != 0.7 * 83.31 + 0.2 * 68.93 + 0.1 * 96.24
    assert competition({"a": (one,), "b": (two,)}) == {"a": 1, "b": 1}


def test_nothing_ranked_has_no_last():
    assert last_units({}) == first_units({}) == ()


def test_decimals_grow_only_where_they_tell_units_apart():
    assert decimals_needed([Fraction(1), Fraction(1), Fraction(2)]) == 2
    assert decimals_needed([Fraction("1.001"), Fraction("1.002")]) == 3
    assert decimals_needed([Fraction("1.0000001"), Fraction("1.0000002")]) == 2
    assert decimals_needed([Fraction("1.0001"), Fraction("1.0002")]) == 4
