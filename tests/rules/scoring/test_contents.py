"""The other questions: means by hand, small cells not told, and no cell found by subtraction."""

from fractions import Fraction
from typing import Any

import pytest

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.scoring.contents import ShownCount, content_table

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
UNIT = BOOK.ranked_units[0]


def inputs(**counts: dict[str, int]) -> dict[str, Any]:
    strata = {
        "enterprises": {"counts": counts, "withheld": False},
        "institutes": {"counts": None, "withheld": True},
        "parks": {"counts": counts, "withheld": False},
    }
    return {"units": {UNIT.code: {"strata": strata}}}


def alone(counts: dict[str, int]) -> dict[str, Any]:
    """One box, and what it answered about independence."""
    return {"units": {UNIT.code: {"strata": {"parks": {"counts": {"independence": counts}, "withheld": False}}}}}


def test_a_mean_is_that_of_the_scored_grades_over_all_opened_boxes() -> None:
    grades = {"excellent": 1, "satisfied": 2, "basic": 0, "dissatisfied": 0, "unknown": 9}
    table = content_table(BOOK, inputs(openness=grades))
    ((name, means),) = table.means
    shown = dict(zip([question.code for question in table.graded], means, strict=True))
    assert name == UNIT.name
    assert shown["openness"].points == Fraction(100 * (2 * 9 + 4 * 8), 6 * 10)
    assert shown["openness"].level == (Fraction(5, 6) - Fraction(1, 2)) / Fraction(4, 10)
    assert shown["style"].points is None, "nobody answered"


def test_fewer_than_the_least_cell_have_no_mean() -> None:
    table = content_table(BOOK, inputs(openness={"excellent": 2}))
    assert all(mean.points is None for mean in table.means[0][1])


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([40, 30, 20], [40, 30, 20]),
        ([40, 5, 20], [40, 5, 20]),
        ([40, 4, 20], [40, "small", None]),
        ([40, 4, 1], [40, "small", "small"]),
        ([40, 4, 4], [None, "small", "small"]),
        ([40, 0, 0], [None, "small", "small"]),
        ([40, 0, 5], [None, "small", 5]),
        ([3, 2, 1], ["small"] * 3),
    ],
)
def test_a_small_cell_is_not_told_and_not_found_by_subtraction(
    counts: list[int], shown: list[int | str | None]
) -> None:
    expected = tuple(ShownCount(each if isinstance(each, int) else None, each == "small") for each in shown)
    (choices,) = content_table(BOOK, alone(dict(zip(("no", "yes", "unsaid"), counts, strict=True)))).choices
    assert choices.rows[0][1] == expected


def test_the_question_of_independence_is_told_per_unit() -> None:
    table = content_table(BOOK, inputs(independence={"no": 9, "yes": 1, "unsaid": 3}))
    (choices,) = table.choices
    assert [option.en for option in choices.options][:2] == ["No", "Yes"]
    assert choices.rows[0][1] == (ShownCount(18, False), ShownCount(None, True), ShownCount(None, False))
