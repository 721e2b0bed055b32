"""Agreement, spread, bias and "cannot judge", against values worked out apart from the code."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pingyi import plans
from pingyi.rules.rulebook import parse
from pingyi.rules.scoring import quality
from pingyi.rules.scoring.quality import Measured


def measured(unit: str, marks: str, *, found: str = "0", own: str | None = None, full: str = "10") -> Measured:
    given = tuple(Decimal(mark) for mark in marks.split())
    return Measured(unit, "A1", Decimal(full), given, Fraction(found), Decimal(own) if own else None)


def test_alpha_of_marks_by_hand() -> None:
    """Three units, two inspectors: 8 9 | 4 5 | 6 6. Observed: the mean square within pairs, 2·(1 + 1 + 0)/6 = 2/3.

    Expected: over all pairs of the six marks, 8-9 1, 8-4 16, 8-5 9, 8-6 4, 8-6 4, 9-4 25, 9-5 16, 9-6 9, 9-6 9, 4-5 1,
    4-6 4, 4-6 4, 5-6 1, 5-6 1, 6-6 0, together 104, the mean square 104/15. alpha = 1 - (2/3) / (104/15) = 1 - 10/104.
    """
    rows = [measured("a", "8 9"), measured("b", "4 5"), measured("c", "6 6")]
    assert quality.agreement(rows) == pytest.approx(1 - 10 / 104)
    assert quality.agreement_of_totals([*rows, *rows]) == pytest.approx(1 - 10 / 104), "twice the marks, the same alpha"
    assert quality.agreement([*rows, measured("d", "7")]) == pytest.approx(1 - 10 / 104), "one mark compares nothing"


@pytest.mark.parametrize("marks", [[], ["7", "8"], ["7 7", "7 7"]])
def test_nothing_to_compare_is_no_agreement(marks: list[str]) -> None:
    assert quality.agreement([measured(str(n), each) for n, each in enumerate(marks)]) is None


def test_how_often_all_are_of_one_mind_and_how_far_apart_they_are() -> None:
    rows = [measured("a", "8 9 8"), measured("b", "5 5"), measured("c", "7"), measured("d", "1 2", full="2")]
    assert quality.unanimity(rows) == Fraction(1, 3)
    assert quality.spread(rows) == (Fraction(1, 10) + 0 + 0 + Fraction(1, 2)) / 4
    assert quality.unanimity([]) is None and quality.spread([]) is None


def test_bias_is_signed_and_knows_units_that_did_not_score_themselves() -> None:
    rows = [measured("a", "8", found="8", own="9.5"), measured("b", "8", found="6", own="5"), measured("c", "8")]
    assert quality.bias(rows) == Fraction(1, 2) / 20
    assert quality.bias(rows[2:]) is None


def test_who_cannot_judge_is_counted_over_all_grade_questions() -> None:
    book = parse(plans.read(plans.SCIENCE_BUREAU))
    graded = [each.code for each in book.survey.questions if each.code in {"overall", "C1"} or each.kind == "grade"][:2]
    scored = next(iter(book.grade_weights))
    [unscored] = [grade.code for grade in book.survey.grades if grade.weight is None]
    counts = {graded[0]: {scored: 6, unscored: 1}, graded[1]: {unscored: 3}, "other": {unscored: 99}}
    inputs = {"units": {"a": {"strata": {"x": {"counts": counts}, "y": {"counts": None}}}}}
    assert quality.undecided(book, inputs) == Fraction(4, 10)
    assert quality.undecided(book, {"units": {}}) is None
