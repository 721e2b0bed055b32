"""Rank sets are simultaneous, deterministic, and never claim more than the order observed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.sampling.errors import BadCounts
from pingyi.rules.scoring.certainty import MaxT, Measured, holm_wins, rank_sets, rival_p, verdict, z_matrix
from pingyi.rules.scoring.multinomial import Correction, marginal_sets, multinomial_sets
from pingyi.rules.scoring.ranking import first_units, last_units

units = st.lists(
    st.tuples(st.integers(600, 900).map(lambda tenth: tenth / 10), st.sampled_from([0.0, 0.4, 1.0, 2.0])),
    min_size=1,
    max_size=7,
).map(lambda rows: [Measured(f"u{i}", score, se) for i, (score, se) in enumerate(rows)])


def places(measured):
    return {own.unit: 1 + sum(other.score > own.score for other in measured) for own in measured}


@given(units)
def test_every_set_holds_the_observed_place(measured):
    for own in rank_sets(measured):
        assert 1 <= own.low <= places(measured)[own.unit] <= own.high <= len(measured)


@given(units)
def test_a_unit_beats_only_units_with_a_lower_score_and_never_both_ways(measured):
    wins = holm_wins(measured, 0.95)
    for j, own in enumerate(measured):
        for k, other in enumerate(measured):
            assert not wins[j, k] or own.score > other.score
            assert not (wins[j, k] and wins[k, j])


@settings(max_examples=30)
@given(units)
def test_more_confidence_never_narrows_a_set(measured):
    for loose, strict in zip(rank_sets(measured, confidence=0.8), rank_sets(measured, confidence=0.99), strict=True):
        assert strict.low <= loose.low <= loose.high <= strict.high


@settings(max_examples=20)
@given(units)
def test_max_t_holds_the_observed_place_too(measured):
    for own in rank_sets(measured, method=MaxT("seed", 2000)):
        assert own.low <= places(measured)[own.unit] <= own.high


def test_units_without_error_are_compared_as_they_are():
    sure = [Measured("a", 81, 0), Measured("b", 80, 0), Measured("c", 80, 0)]
    assert z_matrix(sure)[1, 2] == 0
    assert [(own.low, own.high) for own in rank_sets(sure)] == [(1, 1), (2, 3), (2, 3)]
    assert [(own.low, own.high) for own in rank_sets(sure, method=MaxT("s", 1000))] == [(1, 1), (2, 3), (2, 3)]


def test_a_shared_last_place_is_never_confirmed():
    tied = [Measured("a", 90, 0.1), Measured("b", 70, 0.1), Measured("c", 70, 0.1)]
    found = verdict(tied, rank_sets(tied), ["b", "c"], last=True)
    assert (found.confirmed, found.p, found.possible) == (False, 1.0, ("b", "c"))
    alone = verdict(tied[:1], rank_sets(tied[:1]), ["a"], last=True)
    assert (alone.confirmed, alone.p, alone.possible) == (False, None, ("a",))


def test_a_place_is_claimed_from_the_rank_sets_not_from_the_single_test():
    close = [Measured("a", 90, 1), Measured("b", 87.1, 1.05), Measured("c", 70, 1)]
    sets = rank_sets(close)
    first, last = verdict(close, sets, ["a"], last=False), verdict(close, sets, ["c"], last=True)
    assert first.p is not None and 0.04 < first.p < 0.05
    assert [(own.low, own.high) for own in sets] == [(1, 2), (1, 2), (3, 3)]
    assert (first.confirmed, first.possible) == (False, ("a", "b"))
    assert (last.confirmed, last.possible) == (True, ("c",))


@settings(max_examples=50)
@given(units)
def test_both_verdicts_say_what_the_table_says(measured):
    sets, order = rank_sets(measured), places(measured)
    for standing, edge in ((first_units(order), 1), (last_units(order), len(sets))):
        found = verdict(measured, sets, standing, last=edge != 1)
        own = [each for each in sets if each.unit in standing]
        assert found.confirmed == (len(sets) > 1 and [(each.low, each.high) for each in own] == [(edge, edge)])
        assert set(standing) <= set(found.possible)


def test_the_closest_rival_is_told():
    three = [Measured("a", 90, 1), Measured("b", 80, 1), Measured("c", 79, 1)]
    assert rival_p(three, "c")["b"] == pytest.approx(0.4795, abs=1e-4)
    assert not verdict(three, rank_sets(three), ["c"], last=True).confirmed
    assert verdict(three, rank_sets(three), ["a"], last=False).confirmed


def test_the_seed_alone_decides_the_draws():
    close = [Measured(f"u{i}", 80 + i / 2, 0.6) for i in range(8)]
    assert rank_sets(close, method=MaxT("one", 5000)) == rank_sets(close, method=MaxT("one", 5000))


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6))
def test_votes_only_rank_what_they_separate(numbers):
    counts = {f"u{i}": number for i, number in enumerate(numbers)}
    holm, bonferroni = (multinomial_sets(counts, correction=own) for own in Correction)
    for sharp, wide, own in zip(holm, bonferroni, marginal_sets(counts), strict=True):
        place = 1 + sum(number > counts[sharp.unit] for number in numbers)
        assert wide.low <= sharp.low <= place <= sharp.high <= wide.high
        assert sharp.low <= own.low <= own.high <= sharp.high


def test_votes_need_two_units():
    with pytest.raises(BadCounts):
        multinomial_sets({"a": 3})
