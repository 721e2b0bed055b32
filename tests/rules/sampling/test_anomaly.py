"""Screens find what they are for and stay silent on what chance does."""

import pytest
from scipy import stats

from pingyi.rules.sampling.anomaly import (
    against_rest,
    benjamini_hochberg,
    burst_scan,
    contrast,
    identical_vectors,
    low_variance,
    unanimity,
)
from pingyi.rules.sampling.errors import BadCounts, BadFigure


@pytest.mark.parametrize(("row", "rest"), [([8, 2], [1, 5]), ([3, 1], [1, 3]), ([0, 4], [6, 1]), ([4, 0], [4, 0])])
def test_fisher_agrees_with_scipy_on_two_grades(row, rest):
    assert contrast(row, rest).p == pytest.approx(stats.fisher_exact([row, rest]).pvalue)


def test_large_counts_use_chi_square_and_print_residuals():
    found = contrast([90, 10], [100, 100])
    assert found.test == "chi2"
    assert found.residuals[0] > 2 > -2 > found.residuals[1]


@pytest.mark.parametrize(
    ("row", "rest", "used"), [([90, 10, 17], [100, 100, 30], "chi2"), ([3, 1, 0, 2], [1, 3, 2, 9], "fisher")]
)
def test_pearsons_chi_square_is_told_whichever_test_is_used(row, rest, used):
    found = contrast(row, rest)
    other = stats.chi2_contingency([row, rest], correction=False)
    assert (found.chi2, found.chi2_p, found.df) == pytest.approx((other.statistic, other.pvalue, other.dof))
    assert found.test == used
    assert (found.p == found.chi2_p) == (used == "chi2")


def test_one_grade_in_use_cannot_differ():
    assert contrast([5, 0], [9, 0]).p == 1
    with pytest.raises(BadCounts):
        contrast([0, 0], [1, 1])


def test_false_discovery_control_agrees_with_scipy():
    p = [0.01, 0.04, 0.03, 0.5]
    assert benjamini_hochberg(p) == pytest.approx(list(stats.false_discovery_control(p)))


def test_the_odd_unit_stands_out():
    found = against_rest({"a": [50, 50], "b": [48, 52], "c": [95, 5]})
    assert found["c"][1] < 0.001
    assert found["c"][0].residuals[0] > 5


def test_unanimity_and_low_variance():
    assert unanimity([12, 0], [0.5, 0.5]) == pytest.approx(1 / 4096)
    assert unanimity([11, 1], [0.5, 0.5]) is None
    assert low_variance([10, 0], [0.5, 0.5], [1, 0]) == 0
    assert low_variance([5, 5], [0.5, 0.5], [1, 0]) > 0.3
    assert low_variance([1, 0], [0.5, 0.5], [1, 0]) is None


def test_straight_lining_is_compared_with_the_other_units():
    same, other = [[2, 1], [2, 1]], [[2, 1], [1, 2]]
    rows = {own.unit: own for own in identical_vectors({"a": [same, same], "b": [other, other], "c": [[[0, 0]] * 2]})}
    assert (rows["a"].identical, rows["a"].strata, rows["a"].others_share) == (2, 2, 0)
    assert rows["a"].p == 0
    assert rows["c"].p is None


def test_a_burst_is_seen_beside_night_and_deadline():
    quiet = burst_scan([2, 3, 1, 2, 3, 1, 2, 2])
    assert quiet.p == 1
    loud = burst_scan([2, 3, 1, 30, 3, 1, 2, 2, 99], left_out=[8])
    assert (loud.start, loud.count) == (3, 30)
    assert loud.p < 1e-6
    with pytest.raises(BadFigure, match="no window"):
        burst_scan([1, 2], window=2, left_out=[0])
