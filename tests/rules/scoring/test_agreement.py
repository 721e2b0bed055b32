"""Agreement at its edges; the published values are in vectors/statistics/open-07."""

import numpy as np
import pytest

from pingyi.rules.scoring.agreement import (
    Level,
    Verdict,
    intraclass,
    judge,
    krippendorff,
    krippendorff_interval,
)
from pingyi.rules.scoring.errors import BadRatings


def test_perfect_agreement_is_one_and_sameness_is_nothing():
    assert krippendorff([[1, 2, 3], [1, 2, 3]], Level.INTERVAL) == 1
    assert krippendorff([[2, 2], [2, 2]], Level.ORDINAL) is None


def test_units_rated_once_are_ignored():
    with_single = [[1, 2, 3, 9], [1, 3, 3, None]]
    assert krippendorff(with_single, Level.INTERVAL) == krippendorff([[1, 2, 3], [1, 3, 3]], Level.INTERVAL)
    with pytest.raises(BadRatings, match="no unit was scored by two"):
        krippendorff([[1, None], [None, 2]], Level.NOMINAL)
    with pytest.raises(BadRatings, match="one entry per unit"):
        krippendorff([[1, 2], [1]], Level.NOMINAL)
    with pytest.raises(BadRatings, match="0 or more"):
        krippendorff([[-1, 2], [1, 2]], Level.RATIO)


def test_the_bootstrap_holds_the_value_and_repeats_from_its_seed():
    ratings = [[1, 2, 3, 4, 3, 2, 1, 4], [1, 2, 3, 3, 3, 2, 1, 4], [1, 3, 3, 4, 3, 2, 2, 4]]
    one, two = (krippendorff_interval(ratings, Level.INTERVAL, np.random.RandomState(5), draws=400) for _ in range(2))
    assert one == two
    assert one.low <= krippendorff(ratings, Level.INTERVAL) <= one.high
    assert krippendorff_interval([[1, 1], [1, 1]], Level.NOMINAL, np.random.RandomState(5)) is None


def test_intraclass_without_error_or_variation_is_defined_as_far_as_it_goes():
    perfect = intraclass([[1, 1], [5, 5], [9, 9]])
    assert {form.value for form in perfect.values()} == {1.0}
    assert all(form.f is None and form.interval is None for form in perfect.values())
    assert intraclass([[4, 4], [4, 4]])["ICC2"].value is None
    with pytest.raises(BadRatings):
        intraclass([[1], [2]])


def test_a_strict_inspector_lowers_agreement_but_not_consistency():
    found = intraclass([[5, 3], [7, 5], [9, 7]])
    assert found["ICC3"].value == 1
    assert found["ICC2"].value < 1


def test_the_rule_of_thumb():
    assert [judge(own) for own in (0.8, 0.7, 0.6)] == [Verdict.GOOD, Verdict.TENTATIVE, Verdict.INSUFFICIENT]
