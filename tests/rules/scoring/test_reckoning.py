"""The whole way from counts to places, on small tables one can check by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.sampling.counts import GradeScale, StratumCounts
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.scoring.certainty import MaxT
from pingyi.rules.scoring.composite import CompositeRule, Part, rounded
from pingyi.rules.scoring.errors import BadTable
from pingyi.rules.scoring.reckoning import CountTable, UnitTally, reckon
from pingyi.rules.scoring.status import Status

GRADES = ("优秀", "满意", "基本满意", "不满意")
SCALE = GradeScale.of(dict(zip(GRADES, ("0.9", "0.8", "0.7", "0.5"), strict=True)))
RULE = CompositeRule(
    scale=SCALE,
    survey=Part("survey", Fraction(70)),
    inspected=(Part("A", Fraction(20)), Part("BC", Fraction(10))),
    tie_break=("survey", "A"),
)


def tally(unit, counts, a="18", bc="9", *, size=1000, status=Status.RANKED):
    stratum = StratumCounts("all", size, dict(zip(GRADES, counts, strict=True)))
    return UnitTally(unit, (stratum,), {"A": a, "BC": bc}, status)


def table(*units):
    return CountTable(units)


def test_the_worked_example_gives_83_30():
    result = reckon(table(tally("青禾县", (120, 160, 50, 20), "18.4", "8.7")), RULE)
    own = result.of("青禾县")
    assert own.composite.survey_mean == Fraction(281, 350)
    assert own.composite.part("survey") == Fraction("56.2")
    assert own.composite.total == Fraction("83.3")
    assert str(own.published) == "83.30"
    assert result.possible_range == (35, 93)
    assert own.interval.low < 83.3 < own.interval.high


def test_a_second_plan_runs_through_the_same_code():
    scale = GradeScale.of({"优秀": "1", "良好": "0.8", "一般": "0.6", "差": "0.3"})
    rule = CompositeRule(
        scale=scale, survey=Part("survey", Fraction(60)), inspected=(Part("inspection", Fraction(40)),)
    )
    stratum = StratumCounts("parents", 100, {"优秀": 5, "良好": 5, "一般": 5, "差": 5})
    result = reckon(table(UnitTally("school", (stratum,), {"inspection": "30.5"})), rule)
    assert result.of("school").composite.total == Fraction("0.675") * 60 + Fraction("30.5")
    assert result.possible_range == (18, 100)


def test_a_tie_is_broken_by_the_survey_then_block_a_and_else_shared():
    level = (10, 10, 10, 10)
    result = reckon(
        table(
            tally("plain", level, "15", "8"),
            tally("more-a", level, "16", "7"),
            tally("twin", level, "15", "8"),
        ),
        RULE,
    )
    assert [(own.unit, own.place) for own in result.units] == [("more-a", 1), ("plain", 2), ("twin", 2)]
    assert result.last.units == ("plain", "twin")
    assert not result.last.confirmed
    assert result.last_bears == ("plain", "twin")


def test_a_disqualified_unit_has_no_place_and_both_consequences_are_shown():
    units = (
        tally("a", (40, 10, 0, 0)),
        tally("b", (10, 40, 0, 0)),
        tally("c", (0, 10, 40, 0)),
        tally("x", (50, 0, 0, 0), status=Status.DISQUALIFIED),
        tally("city", (50, 0, 0, 0), status=Status.NOT_RANKED),
    )
    result = reckon(table(*units), RULE)
    assert [own.unit for own in result.ranked] == ["a", "b", "c"]
    assert [own.unit for own in result.units][3:] == ["x", "city"]
    assert result.of("x").place is None
    assert result.last_bears == ("c",)
    absorbing = replace(RULE, last_skips_disqualified=False)
    assert reckon(table(*units), absorbing).last_bears == ("x",)
    assert reckon(table(*units), absorbing).last_without_disqualified == ("c",)


def test_below_three_ranked_units_the_last_place_has_no_consequence():
    units = (tally("a", (40, 10, 0, 0)), tally("b", (10, 40, 0, 0)))
    result = reckon(table(*units), RULE)
    assert result.last_bears == ()
    assert "below 3" in result.warnings[0]
    absorbing = replace(RULE, last_skips_disqualified=False)
    assert reckon(table(*units, tally("x", (50, 0, 0, 0), status=Status.DISQUALIFIED)), absorbing).last_bears == ()


def test_when_every_unit_is_disqualified_nobody_has_a_place():
    result = reckon(table(tally("x", (50, 0, 0, 0), status=Status.DISQUALIFIED)), RULE)
    assert (result.ranked, result.first.units, result.last.units, result.last_bears) == ((), (), (), ())


def test_last_place_is_confirmed_only_where_the_data_show_it():
    clear = reckon(table(tally("a", (90, 10, 0, 0)), tally("b", (85, 15, 0, 0)), tally("c", (0, 0, 10, 90))), RULE)
    assert clear.last.confirmed
    assert clear.last.possible == ("c",)
    assert clear.of("a").alike == ("b",)
    close = reckon(table(tally("a", (11, 9, 0, 0)), tally("b", (10, 10, 0, 0)), tally("c", (9, 11, 0, 0))), RULE)
    assert not close.last.confirmed
    assert set(close.last.possible) == {"a", "b", "c"}
    assert [(own.rank_set.low, own.rank_set.high) for own in close.ranked] == [(1, 3)] * 3


def test_unanimity_never_prints_certainty():
    own = reckon(table(tally("a", (20, 0, 0, 0)), tally("b", (19, 1, 0, 0))), RULE).of("a")
    assert own.se == 0
    assert own.ranking_se > 0
    assert own.interval.high - own.interval.low > 1
    assert "not a certainty" in own.warnings[0]


def test_an_unanswered_stratum_is_refused_unless_collapsed_by_a_rule_named_in_advance():
    strata = (
        StratumCounts("firms", 50, dict(zip(GRADES, (5, 5, 0, 0), strict=True))),
        StratumCounts("parks", 4, dict(zip(GRADES, (0, 0, 0, 0), strict=True))),
    )
    units = table(UnitTally("a", strata, {"A": "1", "BC": "1"}))
    framed = replace(RULE, weighting=Weighting.FRAME)
    with pytest.raises(BadTable, match="unit a: stratum parks has 4 members but no valid answer"):
        reckon(units, framed)
    collapsed = reckon(units, replace(framed, collapse=(("parks", "firms"),))).of("a")
    assert collapsed.survey.population == 54
    assert collapsed.composite.survey_mean == Fraction("0.85")


def test_small_strata_are_named_for_withholding():
    strata = (
        StratumCounts("firms", 50, dict(zip(GRADES, (5, 5, 0, 0), strict=True))),
        StratumCounts("parks", 9, dict(zip(GRADES, (0, 4, 0, 0), strict=True))),
    )
    assert reckon(table(UnitTally("a", strata, {"A": "1", "BC": "1"})), RULE).of("a").withheld == ("parks",)


def test_two_decimals_grow_only_when_different_totals_would_look_equal():
    same = reckon(table(tally("a", (9, 1, 0, 0), "18.001"), tally("b", (9, 1, 0, 0), "18.002")), RULE)
    assert same.decimals == 3
    assert {str(own.published) for own in same.units} == {"89.301", "89.302"}


def test_faults_name_the_unit():
    with pytest.raises(BadTable, match="unit a: part A must lie between 0 and 20, not 21"):
        reckon(table(tally("a", (1, 1, 1, 1), "21")), RULE)
    with pytest.raises(BadTable, match="unit a appears twice"):
        table(tally("a", (1, 1, 1, 1)), tally("a", (1, 1, 1, 1)))


def test_max_t_sets_are_reproducible_from_the_seed():
    units = table(
        *(tally(name, counts) for name, counts in zip("abc", [(9, 1, 0, 0), (5, 5, 0, 0), (0, 2, 8, 0)], strict=True))
    )
    one = reckon(units, RULE, method=MaxT("lottery 2026-09-01", 5000))
    two = reckon(units, RULE, method=MaxT("lottery 2026-09-01", 5000))
    assert [own.rank_set for own in one.units] == [own.rank_set for own in two.units]


counts_of_a_unit = st.tuples(*(st.integers(0, 30) for _ in GRADES)).filter(any)
points = st.integers(0, 80).map(lambda quarter: str(quarter / 4))
some_units = st.lists(st.tuples(counts_of_a_unit, points), min_size=1, max_size=6)


@settings(max_examples=40)
@given(some_units, st.randoms(use_true_random=False))
def test_permuting_units_never_changes_a_place(rows, random):
    units = [tally(f"u{i}", counts, a) for i, (counts, a) in enumerate(rows)]
    shuffled = random.sample(units, len(units))
    one, two = reckon(table(*units), RULE), reckon(table(*shuffled), RULE)
    for own in one.units:
        other = two.of(own.unit)
        assert (own.place, own.composite, own.rank_set) == (other.place, other.composite, other.rank_set)
        assert own.rank_set.low <= own.place <= own.rank_set.high


@settings(max_examples=60)
@given(counts_of_a_unit)
def test_adding_an_excellent_answer_never_lowers_a_score(counts):
    before = reckon(table(tally("a", counts)), RULE).of("a")
    after = reckon(table(tally("a", (counts[0] + 1, *counts[1:]))), RULE).of("a")
    assert after.composite.total >= before.composite.total


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_rounding_is_half_up_on_the_exact_value(value, decimals):
    shown = Fraction(rounded(value, decimals))
    assert abs(shown - value) <= Fraction(1, 2 * 10**decimals)
    if abs(shown - value) == Fraction(1, 2 * 10**decimals):
        assert abs(shown) > abs(value)
