"""What the index counts of a ledger, by the source plan's rules: exact points, worked out by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from pingyi import plans
from pingyi.rules.ledger import Finding, Matter, Milestone, Origin, Pace
from pingyi.rules.ledger.index import WHOLE, readings
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.rulebook import parse

INDICATORS = [each for block in parse(plans.read(plans.SCIENCE_BUREAU)).inspection.blocks for each in block.indicators]
DAY = date(2026, 9, 5)
CLOSED, OPEN = ItemState.CLOSED, ItemState.OPEN
RAISED = Matter(number=1, origin=Origin.FEEDBACK, content="C3", state=OPEN, found=date(2026, 7, 28))
DONE = replace(
    RAISED, state=CLOSED, pace=Pace.TIMED, measures="排班", due=date(2026, 8, 20), done=date(2026, 8, 20), closed=DAY
)
LATE = replace(DONE, number=2, measures="换人", done=date(2026, 8, 21))
LATER = replace(
    DONE,
    number=3,
    state=ItemState.IN_PROGRESS,
    measures="立项",
    due=date(2026, 10, 1),
    done=None,
    closed=None,
    milestones=(Milestone(DAY, "招标", met=DAY),),
)


def points(*items: Matter) -> dict[str, Fraction | None]:
    found = readings(items, DAY, INDICATORS)
    return {each.code: found[each.code].points(each) for each in INDICATORS if each.code in found}


def test_the_points_of_a_ledger() -> None:
    slow = replace(LATER, number=4, milestones=(Milestone(DAY, "招标"),))
    at_once = replace(DONE, number=5, pace=Pace.IMMEDIATE, measures="致歉")
    overdue = replace(at_once, number=6, state=ItemState.APPROVED, measures="退费", done=None, closed=None)
    unplanned = replace(RAISED, number=7, pace=Pace.DEFERRED, state=ItemState.PLANNED)
    found = points(DONE, LATE, LATER, slow, at_once, overdue, unplanned)
    assert found == {
        "A2": 4 * Fraction(6, 7),
        "A3": 3 * Fraction(1, 2),
        "A4": 5 * (1 + Fraction(6, 10) + 1) / 4,
        "A5": Fraction(3, 4),
        "A6": None,
        "B3": None,
        "B4": 1,
    }


def test_words_on_three_items_are_deducted_once_a_text_and_the_items_stand_behind() -> None:
    same = [replace(DONE, number=number, measures="加强管理。") for number in (1, 2, 3)]
    assert points(*same[:2])["A2"] == 4
    assert points(*same)["A2"] == 4 - Fraction(2, 10)
    reading = readings([*same, LATER], DAY, INDICATORS)["A2"]
    assert (reading.behind["identical"], reading.behind[WHOLE]) == ((1, 2, 3), (1, 2, 3, 3))


def test_themes_that_the_unit_saw_before_the_citizens_told_it() -> None:
    felt = replace(RAISED, prominent=True)
    other = replace(felt, number=2, content="C5")
    own = replace(RAISED, number=3, origin=Origin.SELF_FOUND, found=date(2026, 7, 20))
    after = replace(own, number=4, content="C5", found=date(2026, 7, 29))
    assert points(felt, other, own, after)["B3"] == Fraction(3, 4)
    assert points(felt, other, after)["B3"] == 0


def test_what_was_fixed_before_the_feedback() -> None:
    own = replace(DONE, origin=Origin.SELF_FOUND, closed=date(2026, 7, 27))
    same_day = replace(own, number=8, closed=RAISED.found)
    assert points(RAISED, own, same_day)["B4"] == Fraction(1, 2)
    assert points(RAISED, own)["B4"] == 1
    assert points(RAISED, same_day)["B4"] == 0


def test_a_plan_that_counts_otherwise_is_not_read() -> None:
    assert readings([DONE], DAY, [replace(each, counted=(), deductions=()) for each in INDICATORS]) == {}


def test_a_false_rectification_is_deducted_and_every_check_counts() -> None:
    checked = [replace(DONE, number=number, findings=(Finding.PASSED,)) for number in (1, 2, 3)]
    twice = replace(DONE, number=4, findings=(Finding.FALSE, Finding.PASSED))
    wanting = replace(DONE, number=5, findings=(Finding.WANTING,))
    assert points(*checked)["A6"] == 3
    assert points(*checked, twice, wanting)["A6"] == 3 * Fraction(4, 6) - 1
    reading = readings([*checked, twice, wanting], DAY, INDICATORS)["A6"]
    assert (reading.behind["false"], reading.behind[WHOLE]) == ((4,), (1, 2, 3, 4, 4, 5))
