"""The source plan's index system, scored by its own rules (C2)."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pingyi.plans
from pingyi.rules.rulebook import decode, parse
from pingyi.rules.rulebook.inspection import Rule
from pingyi.rules.scoring.composite import compose
from pingyi.rules.scoring.errors import BadPoints
from pingyi.rules.scoring.indicators import Findings, score
from pingyi.rules.scoring.planned import composite_rule, inspected_points

FOLDER = Path(pingyi.plans.__file__).parent
SCIENCE, SCHOOLS = (
    parse(decode((FOLDER / f"{name}.toml").read_bytes())) for name in ("science-bureau", "school-district")
)
INDICATORS = {own.code: own for block in SCIENCE.inspection.blocks for own in block.indicators}


def points(code, **findings):
    return score(INDICATORS[code], Findings(**findings)).points


def test_a_ratio_weighs_what_is_late():
    assert points("A3", counted={"on_time": 3, "late": 1}, out_of=6) == Fraction(3) * Fraction(7, 12)
    assert points("A3", counted={}, out_of=0) == 3
    with pytest.raises(BadPoints, match="indicator A3: 5 counted out of only 4"):
        points("A3", counted={"on_time": 5}, out_of=4)
    with pytest.raises(BadPoints, match="indicator A3 needs the number it is divided by"):
        points("A3", counted={"on_time": 5})
    with pytest.raises(BadPoints, match="indicator A3 has no early; allowed: on_time, late"):
        points("A3", counted={"early": 1}, out_of=4)


def test_deductions_accompany_a_ratio_and_never_go_below_zero():
    assert points("A2", counted={"complete": 9}, out_of=10, deducted={"identical": 3}) == Fraction("3.0")
    assert points("A2", counted={"complete": 0}, out_of=10, deducted={"identical": 3}) == 0
    assert points("A5") == 1
    assert points("A5", deducted={"unexplained": 3}) == Fraction(1, 4)
    assert points("A5", deducted={"unexplained": 9}) == 0


def test_a_step_needs_a_choice_of_every_step():
    best = {step.code: max(step.options, key=lambda own: own.points).code for step in INDICATORS["A1"].steps}
    assert points("A1", chosen=best) == 2
    with pytest.raises(BadPoints, match="indicator A1, step package: choose one of signed, unsigned, not maybe"):
        points("A1", chosen={**best, "package": "maybe"})


def test_a_count_stops_at_full_points():
    counting = next(own for own in INDICATORS.values() if own.rule is Rule.COUNT)
    thing = counting.counted[0]
    once = score(counting, Findings(counted={thing.code: 1})).points
    assert once == Fraction(thing.weight)
    assert score(counting, Findings(counted={thing.code: 99})).points == counting.points


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 20))
def test_points_never_leave_the_indicator(on_time, late, identical):
    mark = score(INDICATORS["A3"], Findings(counted={"on_time": on_time, "late": late}, out_of=on_time + late))
    assert 0 <= mark.points <= mark.full
    more = Findings(counted={"on_time": on_time + 1, "late": late}, out_of=on_time + late + 1)
    assert score(INDICATORS["A3"], more).points >= mark.points or not on_time + late


def test_the_plans_own_numbers_give_the_worked_example():
    rule = composite_rule(SCIENCE)
    parts = inspected_points(SCIENCE, {"A": "18.4", "B": "4.5", "C": "4.2"})
    assert compose(rule, Fraction(281, 350), parts).total == Fraction("83.3")
    assert rule.possible_range == (35, 93)
    assert rule.scale.as_values()[rule.scale.grades[0]] == Fraction("0.9")
    with pytest.raises(BadPoints, match="block C has no points"):
        inspected_points(SCIENCE, {"A": "18.4", "B": "4.5"})
    with pytest.raises(BadPoints, match="block D is not in the plan"):
        inspected_points(SCIENCE, {"A": "18.4", "B": "4.5", "C": "1", "D": "1"})


def test_another_sectors_plan_is_only_other_data():
    rule = composite_rule(SCHOOLS)
    assert rule.survey.points == 60
    assert rule.possible_range == (60 * Fraction("0.3"), 100)


def test_a_panel_mark_keeps_the_steps_of_the_plan():
    panels = [own for book in (SCIENCE, SCHOOLS) for block in book.inspection.blocks for own in block.indicators]
    panel = next(own for own in panels if own.rule is Rule.PANEL)
    assert score(panel, Findings(mark=3 * panel.mark_step)).points == 3 * Fraction(panel.mark_step)
    for mark in (panel.mark_step / 2, Decimal("-0.1"), panel.points + 1, Decimal("NaN")):
        with pytest.raises(BadPoints, match=f"indicator {panel.name.en}: the mark must"):
            score(panel, Findings(mark=mark))
    with pytest.raises(BadPoints, match="needs the team's mark"):
        score(panel, Findings())
