"""Scores are exact; errors and intervals behave at the edges."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from pingyi.rules.sampling.counts import GradeScale, StratumCounts, collapse
from pingyi.rules.sampling.errors import BadCounts, BadFigure, EmptyStratum
from pingyi.rules.sampling.estimate import LoneRule, Weighting, estimate
from pingyi.rules.sampling.interval import Bounds, binomial, effective_size, korn_graubard, logit, wilson
from pingyi.rules.sampling.size import invitations, size_for_total, whole
from pingyi.rules.sampling.smoothing import smoothed_variance

GRADES = ("优秀", "满意", "基本满意", "不满意")
SCALE = GradeScale.of(dict(zip(GRADES, ("0.9", "0.8", "0.7", "0.5"), strict=True)))
VALUES = SCALE.as_values()
BOUNDS = Bounds(SCALE.lowest, SCALE.highest)


def stratum(name, size, *counts):
    return StratumCounts(name, size, dict(zip(GRADES, counts, strict=True)))


rows = st.lists(
    st.tuples(st.integers(0, 50), st.tuples(*(st.integers(0, 9) for _ in GRADES)).filter(any)), min_size=1, max_size=4
).map(lambda own: tuple(stratum(f"s{i}", extra + sum(row), *row) for i, (extra, row) in enumerate(own)))


@given(rows)
def test_the_interval_holds_the_score_and_stays_on_the_scale(strata):
    found = estimate(strata, VALUES)
    for method in (wilson, korn_graubard):
        interval = method(found, BOUNDS)
        assert 0.5 - 1e-12 <= interval.low <= float(found.value) + 1e-9
        assert float(found.value) - 1e-9 <= interval.high <= 0.9 + 1e-12


@given(rows)
def test_pooled_weighting_is_the_pocket_calculator_formula(strata):
    answers = sum(own.answers for own in strata)
    total = sum(own.total(VALUES) for own in strata)
    assert estimate(strata, VALUES, weighting=Weighting.POOLED).value == total / answers


@given(rows)
def test_frame_weighting_of_a_census_is_the_population_mean(strata):
    census = tuple(StratumCounts(own.stratum, own.answers, own.counts) for own in strata)
    found = estimate(census, VALUES)
    assert found.variance == 0
    assert found.value == estimate(census, VALUES, weighting=Weighting.POOLED).value
    assert effective_size(found, BOUNDS) is None
    assert wilson(found, BOUNDS).low == pytest.approx(float(found.value))
    assert smoothed_variance(census, VALUES) == 0


@given(rows)
def test_a_sample_never_gets_a_ranking_error_of_zero(strata):
    assume(any(own.answers < own.size for own in strata))
    assert smoothed_variance(strata, VALUES) > 0


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.8, 0.95]))
def test_the_textbook_intervals_are_those_of_scipy(share, confidence):
    found, answers = share
    intervals = binomial(found, answers, confidence=confidence)
    for name, method in (("wilson", "wilson"), ("clopper_pearson", "exact")):
        other = stats.binomtest(found, answers).proportion_ci(confidence, method)
        assert (intervals[name].low, intervals[name].high) == pytest.approx((other.low, other.high), abs=1e-9)
    for own in intervals.values():
        assert 0 <= own.low <= found / answers <= own.high <= 1
        assert own.low < own.high


def test_a_textbook_interval_needs_an_answer():
    for found, answers in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(BadFigure, match="at least one answer"):
            binomial(found, answers)


@given(rows, st.data())
def test_a_better_grade_never_lowers_a_score_under_any_weighting(strata, data):
    """One more 优秀 in any stratum, or one answer that moves up a grade."""
    index = data.draw(st.integers(0, len(strata) - 1))
    old = strata[index]
    worse = data.draw(st.sampled_from([grade for grade in GRADES if old.counts[grade]]))
    lifted = {**old.counts, worse: old.counts[worse] - 1}
    lifted["优秀"] += 1
    added = {**old.counts, "优秀": old.counts["优秀"] + 1}
    before = (*strata[:index], replace(old, size=old.size + 1), *strata[index + 1 :])
    for counts in (lifted, added):
        after = (*strata[:index], replace(old, size=old.size + 1, counts=counts), *strata[index + 1 :])
        for weighting in Weighting:
            assert (
                estimate(after, VALUES, weighting=weighting).value
                >= estimate(before, VALUES, weighting=weighting).value
            )


def test_unanimity_is_not_certainty():
    found = estimate((stratum("a", 200, 20, 0, 0, 0),), VALUES)
    assert found.se == 0
    assert logit(found, BOUNDS) is None
    assert wilson(found, BOUNDS).low < 0.85
    assert wilson(found, BOUNDS).high == pytest.approx(0.9)
    assert "not a certainty" in found.warnings[0]


def test_a_single_answer_gives_the_whole_scale():
    found = estimate((stratum("a", 9, 0, 1, 0, 0),), VALUES)
    assert (wilson(found, BOUNDS).low, wilson(found, BOUNDS).high) == pytest.approx((0.5, 0.9))
    assert found.warnings[0] == "stratum a: one answer out of 9"


def test_a_lone_answer_is_centred_on_the_score_only_under_its_rule():
    strata = (stratum("many", 50, 5, 5, 0, 0), stratum("lone", 10, 0, 0, 0, 1))
    plain = estimate(strata, VALUES, lone=LoneRule.REMOVE).variance
    extra = Fraction(1, 36) * Fraction(9, 10) * (Fraction("0.5") - estimate(strata, VALUES).value) ** 2
    assert estimate(strata, VALUES).variance == plain + extra
    assert estimate(strata, VALUES, lone=LoneRule.AVERAGE).variance == 2 * plain


def test_nobody_answering_is_refused_or_collapsed():
    strata = (stratum("firms", 50, 5, 5, 0, 0), stratum("parks", 4, 0, 0, 0, 0))
    with pytest.raises(EmptyStratum, match="stratum parks has 4 members but no valid answer"):
        estimate(strata, VALUES)
    merged = collapse(strata, {"parks": "firms"})
    assert [(own.stratum, own.size) for own in merged] == [("firms", 54)]
    alone = collapse(strata, {"parks": "towns"})
    assert alone == strata
    assert estimate(alone, VALUES, weighting=Weighting.POOLED).answers == 10
    with pytest.raises(BadCounts, match="no valid answer"):
        estimate((stratum("a", 3, 0, 0, 0, 0),), VALUES)


def test_impossible_counts_are_refused():
    with pytest.raises(BadCounts, match="5 answers but only 4 members"):
        stratum("a", 4, 5, 0, 0, 0)
    with pytest.raises(BadCounts, match="unknown grade 良好"):
        estimate((StratumCounts("a", 4, {"良好": 1}),), VALUES)
    for weights in ({"a": 1}, {"a": 1, "b": 1}, {"a": 1, "b": -1}):
        with pytest.raises(BadFigure):
            GradeScale.of(weights)


@pytest.mark.parametrize(
    ("population", "margin", "answers"),
    [(150, 1, 84), (300, 1, 116), (500, 1, 137), (1000, 1, 159), (3000, 1, 178), (150, 0.7, 109), (3000, 0.7, 341)],
)
def test_the_sample_sizes_of_the_requirements_book(population, margin, answers):
    assert whole(size_for_total(margin, 10, 0.7, population)) == answers


def test_sizes_are_rounded_up_once():
    assert whole(79.0000000000001) == 79
    assert whole(79.01) == 80
    assert invitations(80, 0.46) == 174
    with pytest.raises(BadFigure):
        invitations(80, 0)


@given(rows, st.integers(2, 12))
def test_pooled_ticks_of_one_ballot_count_as_one_answer(strata, items):
    ticks = [
        StratumCounts(own.stratum, own.size, {grade: items * count for grade, count in own.counts.items()}, items)
        for own in strata
    ]
    for weighting in Weighting:
        one, many = estimate(strata, VALUES, weighting=weighting), estimate(ticks, VALUES, weighting=weighting)
        assert (many.value, many.variance, many.df) == (one.value, one.variance, one.df)
        assert many.answers == items * one.answers
    assert smoothed_variance(ticks, VALUES) > 0 or smoothed_variance(strata, VALUES) == 0


def test_a_ballot_half_filled_in_is_worth_half_a_ballot():
    with pytest.raises(BadCounts, match="13 answers but only 2 members"):
        StratumCounts("a", 2, {"优秀": 13}, items=6)
    half = StratumCounts("a", 2, {"优秀": 6, "满意": 3}, items=6)
    assert half.ballots == Fraction(3, 2)
    assert estimate((half,), VALUES).df == 0
