"""What an item must say, what is alike, what is late."""

from dataclasses import replace
from datetime import date

import pytest

from pingyi.rules.ledger import (
    Analysis,
    Cause,
    Milestone,
    Pace,
    Plan,
    ensure_analysed,
    ensure_planned,
    overdue,
    read_milestones,
    repeated,
)
from pingyi.rules.ledger.errors import AnalysisMissing, BadMilestone, DueBeforeStart, DueTooLate, PlanIncomplete
from pingyi.rules.ledger.item import write_milestones
from pingyi.rules.ledger.work import Progress, progress
from pingyi.rules.lifecycle import ItemState

DAY = date(2026, 8, 10)
TIMED = Plan(pace=Pace.TIMED, measures="设专人", target="接通率九成", leader="吴定山", person="郑若水", due=DAY)
DEFERRED = Plan(
    pace=Pace.DEFERRED, deferral="经费未列入预算", next_step="列入明年预算", leader="吴定山", person="郑若水", due=DAY
)


@pytest.mark.parametrize("plan", [TIMED, DEFERRED, replace(TIMED, person="", department="办公室")])
def test_a_plan_that_says_all_it_must_is_taken(plan: Plan) -> None:
    ensure_planned(plan, None)


@pytest.mark.parametrize("name", ["measures", "target", "leader", "person"])
def test_what_a_plan_lacks_is_named(name: str) -> None:
    with pytest.raises(PlanIncomplete):
        ensure_planned(replace(TIMED, **{name: "\u200b "}), None)


@pytest.mark.parametrize("name", ["deferral", "next_step", "leader"])
def test_what_is_put_off_has_a_reason_and_a_next_step(name: str) -> None:
    with pytest.raises(PlanIncomplete):
        ensure_planned(replace(DEFERRED, **{name: ""}), None)


def test_at_once_is_soon_and_nothing_ends_before_it_begins() -> None:
    at_once = replace(TIMED, pace=Pace.IMMEDIATE)
    ensure_planned(at_once, DAY)
    with pytest.raises(DueTooLate):
        ensure_planned(at_once, date(2026, 8, 9))
    ensure_planned(replace(TIMED, start=DAY), None)
    with pytest.raises(DueBeforeStart):
        ensure_planned(replace(TIMED, start=date(2026, 8, 11)), None)


def test_an_analysis_says_something() -> None:
    ensure_analysed(Analysis(analysis="无人值守", cause=Cause.RULES))
    with pytest.raises(AnalysisMissing):
        ensure_analysed(Analysis(analysis="\u3000", cause=Cause.RULES))


def test_late_is_after_the_day_until_it_is_done() -> None:
    assert overdue(DAY, None, DAY) == 0
    assert overdue(DAY, None, date(2026, 8, 12)) == 2
    assert overdue(DAY, DAY, date(2026, 9, 1)) == 0
    assert overdue(None, None, DAY) == 0


def test_milestones_are_lines_that_begin_with_a_day() -> None:
    text = "2026-08-10 初稿\n2026-08-20 印发"
    found = read_milestones(f"\n{text}\n\n")
    assert found == (Milestone(DAY, "初稿"), Milestone(date(2026, 8, 20), "印发"))
    assert write_milestones(found) == text
    for bad in ("初稿", "2026-02-30 初稿", "2026-08-10"):
        with pytest.raises(BadMilestone):
            read_milestones(bad)


def test_the_same_words_on_three_items_of_a_unit_are_flagged() -> None:
    three = [("qinghe", number, text) for number, text in enumerate(["加强管理。", "加强 管理", "加强管理！"])]
    assert repeated(three) == {0, 1, 2}
    assert repeated(three[:2]) == frozenset()
    assert repeated([*three[:2], ("linshan", 3, "加强管理")]) == frozenset()
    assert repeated([("qinghe", number, "") for number in range(5)]) == frozenset()


def test_progress_is_told_in_three_words() -> None:
    assert progress(ItemState.APPROVED) is progress(ItemState.DEFERRED) is Progress.NONE
    assert progress(ItemState.SUBMITTED) is progress(ItemState.REOPENED) is Progress.PART
    assert progress(ItemState.CLOSED) is Progress.WHOLE
