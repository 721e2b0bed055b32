"""Allocation is exact, sums to n, keeps its floors, and Wright's rule is the true optimum."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pingyi.rules.sampling.allocation import (
    Stratum,
    hamilton,
    is_largest_remainder,
    optimum,
    proportional,
    spread_real,
    variance_of_mean,
)
from pingyi.rules.sampling.errors import BadAllocation

sizes = st.lists(st.integers(0, 400), min_size=1, max_size=8)
strata = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), min_size=1, max_size=5).map(
    lambda rows: [Stratum(f"s{i}", size, Fraction(spread, 4)) for i, (size, spread) in enumerate(rows)]
)


@given(sizes, st.integers(0, 500))
def test_hamilton_sums_to_n_and_stays_within_one_of_the_quota(rows, n):
    assume(sum(rows))
    shares = hamilton(rows, n)
    assert sum(shares) == n
    assert all(abs(Fraction(size * n, sum(rows)) - share) < 1 for size, share in zip(rows, shares, strict=True))
    assert is_largest_remainder(rows, n, shares)


def test_the_check_of_hamilton_refuses_a_wrong_answer():
    assert is_largest_remainder([6, 6, 2], 10, [4, 4, 2])
    assert not is_largest_remainder([6, 6, 2], 10, [5, 4, 1])
    assert not is_largest_remainder([6, 6, 2], 10, [4, 4, 1])
    assert not is_largest_remainder([6, 6, 2], 10, [6, 4, 0])


def test_remainders_that_tie_go_to_the_larger_stratum_then_to_frame_order():
    assert hamilton([1, 3], 2) == [0, 2]
    assert hamilton([2, 2, 2], 4) == [2, 1, 1]


@given(strata, st.integers(0, 120), st.integers(0, 6))
def test_the_default_allocation_keeps_floors_and_sizes(rows, n, floor):
    assume(sum(min(floor, own.size) for own in rows) <= n <= sum(own.size for own in rows))
    shares = proportional(rows, n, floor=floor)
    assert sum(shares) == n
    assert all(min(floor, own.size) <= share <= own.size for own, share in zip(rows, shares, strict=True))
    real = spread_real(rows, n, floor=floor)
    assert sum(real) == n


@given(strata, st.integers(1, 40))
def test_the_optimum_sums_to_n_and_is_monotone_in_n(rows, n):
    assume(len(rows) <= n < sum(own.size for own in rows))
    few, more = optimum(rows, n, floor=1), optimum(rows, n + 1, floor=1)
    assert sum(few) == n
    assert all(one <= other for one, other in zip(few, more, strict=True))


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(0, 5)), min_size=2, max_size=3), st.integers(2, 12))
def test_no_allocation_beats_the_optimum(rows, n):
    own = [Stratum(f"s{i}", size, Fraction(spread)) for i, (size, spread) in enumerate(rows)]
    assume(len(own) <= n <= sum(stratum.size for stratum in own))

    def variance(shares):
        return variance_of_mean(own, {stratum.id: share for stratum, share in zip(own, shares, strict=True)})

    everything = product(*(range(1, stratum.size + 1) for stratum in own))
    best = min(variance(shares) for shares in everything if sum(shares) == n)
    assert variance(optimum(own, n, floor=1)) == best


def test_what_cannot_be_met_is_refused():
    two = [Stratum("a", 10), Stratum("b", 3)]
    assert proportional(two, 8, floor=5) == [5, 3]
    with pytest.raises(BadAllocation, match="the floors need 8 answers, but n is only 7"):
        proportional(two, 7, floor=5)
    with pytest.raises(BadAllocation, match="between 0 and the 13 members"):
        optimum(two, 14)
    with pytest.raises(BadAllocation, match="at least 1"):
        optimum(two, 5, floor=0)
    with pytest.raises(BadAllocation, match="nobody can be allocated"):
        hamilton([0, 0], 1)
