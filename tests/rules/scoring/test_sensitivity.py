"""The greedy answer to the weight programme is the programme's optimum; effective weights sum to one."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from pingyi.rules.scoring.errors import BadRule
from pingyi.rules.scoring.ranking import competition, last_units
from pingyi.rules.scoring.sensitivity import (
    Alternative,
    effective_weights,
    outcome,
    published_alternatives,
    smallest_change,
    tau_b,
)

WEIGHTS = (Fraction(7, 10), Fraction(2, 10), Fraction(1, 10))
hundredth = st.integers(0, 100).map(lambda own: Fraction(own, 100))
tables = st.lists(st.tuples(hundredth, hundredth, hundredth), min_size=2, max_size=5).map(
    lambda rows: {f"u{i}": row for i, row in enumerate(rows)}
)


def score(weights, row):
    return sum(weight * share for weight, share in zip(weights, row, strict=True))


def last_of(shares):
    return last_units(competition({unit: (score(WEIGHTS, row),) for unit, row in shares.items()}))[0]


def programme(shares, last):
    """½ Σ|d| by a general solver, one rival at a time; None when infeasible."""
    best = None
    for rival in shares:
        if rival == last:
            continue
        gain = [float(x - y) for x, y in zip(shares[last], shares[rival], strict=True)]
        found = optimize.linprog(
            [0.5] * 6,
            A_ub=[[-own for own in gain] + gain],
            b_ub=[float(score(WEIGHTS, shares[last]) - score(WEIGHTS, shares[rival]))],
            A_eq=[[1] * 3 + [-1] * 3],
            b_eq=[0],
            bounds=[(0, None)] * 3 + [(0, float(weight)) for weight in WEIGHTS],
        )
        if found.success and (best is None or found.fun < best):
            best = found.fun
    return best


@settings(max_examples=60)
@given(tables)
def test_the_smallest_change_is_the_optimum_of_the_linear_programme(shares):
    last = last_of(shares)
    change, optimum = smallest_change(shares, WEIGHTS, last), programme(shares, last)
    if change is None:
        assert optimum is None
        return
    assert float(change.moved) == pytest.approx(optimum, abs=1e-7)
    assert sum(change.weights) == 1
    assert min(change.weights) >= 0
    assert score(change.weights, shares[last]) >= score(change.weights, shares[change.rival])


def test_a_unit_worst_in_everything_stays_last_under_all_weights():
    shares = {"a": (Fraction(1),) * 3, "b": (Fraction(1, 2),) * 3}
    assert smallest_change(shares, WEIGHTS, "b") is None


@given(tables)
def test_effective_weights_sum_to_one(shares):
    points = {part: [row[i] * 10 for row in shares.values()] for i, part in enumerate("abc")}
    found = effective_weights(points, dict(zip("abc", WEIGHTS, strict=True)))
    known = [own.variance_share for own in found if own.variance_share is not None]
    assert not known or sum(known) == 1


def test_a_wide_block_outweighs_a_narrow_survey():
    survey, inspection = [Fraction(own) for own in (56, 57, 58)], [Fraction(own) for own in (22, 29, 23)]
    found = effective_weights(
        {"survey": survey, "inspection": inspection}, {"survey": Fraction(7, 10), "inspection": Fraction(3, 10)}
    )
    assert found[0].nominal > found[1].nominal
    assert found[0].variance_share < found[1].variance_share


def test_the_published_list_is_the_one_of_the_method_note():
    names = [own.name for own in published_alternatives(WEIGHTS)]
    assert names == ["60/25/15", "80/15/5", "equal", "first_part_only", "geometric", "min_max_first"]
    assert [own.name for own in published_alternatives((Fraction(6, 10), Fraction(4, 10)))][:2] == ["50/50", "70/30"]
    with pytest.raises(BadRule):
        Alternative("bad", (Fraction(1), Fraction(1)))


@given(tables)
def test_the_official_weights_as_an_alternative_move_nobody(shares):
    places = competition({unit: (score(WEIGHTS, row),) for unit, row in shares.items()})
    same = outcome(Alternative("same", WEIGHTS), shares, places)
    assert same.largest_shift == 0
    assert same.first_stays and same.last_stays
    assert same.tau_b in (None, pytest.approx(1))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9)), min_size=2, max_size=30))
def test_rankings_agree_as_kendall_says(pairs):
    first, second = zip(*pairs, strict=True)
    found = stats.kendalltau(first, second, variant="b").statistic
    assert tau_b(first, second) == (None if found != found else pytest.approx(found, abs=1e-12))
