"""Bounds for the missing, response flags, and change over years."""

from fractions import Fraction

import pytest

from pingyi.rules.sampling.counts import GradeScale, StratumCounts
from pingyi.rules.sampling.errors import BadCounts, BadFigure, EmptyStratum
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.sampling.response import Dispositions, DrawnStratum, missing_bounds, overlap, rates, response_flags
from pingyi.rules.sampling.trend import YearScore, change, places_differ, trend

SCALE = GradeScale.of({"good": "0.9", "bad": "0.5"})


def bounds(unit, good, bad, drawn, size=100):
    return missing_bounds(unit, [DrawnStratum(StratumCounts("a", size, {"good": good, "bad": bad}), drawn)], SCALE)


def test_the_missing_all_answer_the_worst_or_the_best():
    found = bounds("u", 6, 2, 10)
    assert (found.score, found.worst, found.best) == (Fraction("0.8"), Fraction("0.74"), Fraction("0.82"))


def test_a_silent_stratum_has_bounds_but_no_score():
    heard = DrawnStratum(StratumCounts("heard", 60, {"good": 6, "bad": 2}), 10)
    silent = DrawnStratum(StratumCounts("silent", 40, {}), 5)
    found = missing_bounds("u", [heard, silent], SCALE)
    assert found.score is None
    assert found.worst == Fraction("0.6") * Fraction("0.74") + Fraction("0.4") * Fraction("0.5")
    assert found.best == Fraction("0.6") * Fraction("0.82") + Fraction("0.4") * Fraction("0.9")
    assert missing_bounds("u", [heard, silent], SCALE, Weighting.POOLED).score == Fraction("0.8")
    with pytest.raises(EmptyStratum, match="stratum nobody has 40 members"):
        missing_bounds("u", [heard, DrawnStratum(StratumCounts("nobody", 40, {}), 0)], SCALE)


def test_overlap_tells_when_the_order_depends_on_the_missing():
    assert overlap(bounds("a", 10, 0, 10), bounds("b", 0, 10, 10)) == "none"
    assert overlap(bounds("a", 5, 3, 10), bounds("b", 5, 5, 10)) == "whole"
    assert overlap(bounds("a", 6, 2, 10), bounds("b", 4, 1, 10)) == "whole"
    assert overlap(bounds("a", 6, 2, 10), bounds("b", 5, 3, 10)) == "partial"


def test_more_answers_than_drawn_is_refused():
    with pytest.raises(BadCounts, match="drawn must lie between the 8 answers and the 100 members, not 7"):
        bounds("u", 6, 2, 7)


def test_a_code_never_opened_is_unknown_and_lowers_only_rr1():
    outcome = Dispositions({"I": 40, "UO": 60, "NE": 10})
    assert rates(outcome)["RR1"] == Fraction(2, 5)
    assert rates(outcome)["RR3"] == Fraction(40) / (40 + Fraction(4, 5) * 60)
    assert rates(outcome)["RR5"] == 1
    assert rates(Dispositions({"UO": 3}))["RR3"] is None


def test_low_and_uneven_response_is_flagged():
    even = {"a": Dispositions({"I": 8, "R": 2}), "b": Dispositions({"I": 7, "R": 3})}
    assert response_flags(even) == ()
    uneven = {"a": Dispositions({"I": 8, "R": 2}), "b": Dispositions({"I": 4, "R": 6})}
    assert response_flags(uneven) == ("b: RR1 is below 50 %", "b and a differ by more than 20 points in RR1")


def test_a_break_ends_the_series():
    years = [YearScore(2023, 80, 1), YearScore(2024, 81, 1), YearScore(2025, 90, 1, breaks=True)]
    assert change(years[0], years[1]).difference == 1
    with pytest.raises(BadFigure, match="breaks in 2025"):
        change(years[1], years[2])
    with pytest.raises(BadFigure, match="since the last break"):
        trend(years)
    assert trend(years[:2]).q_p is None


def test_two_scores_without_error_are_compared_as_they_are():
    same = change(YearScore(2024, 80, 0), YearScore(2025, 80, 0))
    moved = change(YearScore(2024, 80, 0), YearScore(2025, 80.1, 0))
    assert (same.t, same.p, moved.p) == (None, 1.0, 0.0)


def test_a_change_of_place_is_reported_only_for_disjoint_sets():
    assert places_differ((1, 2), (3, 5))
    assert not places_differ((1, 3), (3, 5))
