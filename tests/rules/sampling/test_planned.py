"""From a plan's promise to numbers per stratum, and what other numbers buy."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.rulebook.survey import Allocation
from pingyi.rules.sampling.planned import answers_needed, bought, proposed, survey_weight
from pingyi.rules.sampling.size import size_for_total

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
LARGE = {"institutes": 40, "enterprises": 900, "parks": 60, "townships": 500, "technicians": 300, "others": 200}


def weighted(book: rulebook.Rulebook = BOOK) -> rulebook.Rulebook:
    return replace(book, survey=replace(book.survey, stratum_weighting=True))


def promising(**changed: object) -> rulebook.Rulebook:
    return replace(BOOK, survey=replace(BOOK.survey, sampling=replace(BOOK.survey.sampling, **changed)))


VARIANTS = {
    "as it is": BOOK,
    "weighted": weighted(),
    "optimal": promising(allocation=Allocation.OPTIMAL),
    "any response": promising(least_response=Decimal(0)),
}


def test_the_source_plan_needs_this_many() -> None:
    assert survey_weight(BOOK) == Fraction(7, 10)
    assert answers_needed(BOOK, 2000) == 173  # n0 = (1.96·10·0.7/1)² = 188.2; n = n0 / (1 + (n0-1)/2000)
    numbers = proposed(BOOK, LARGE)
    assert list(numbers) == list(LARGE)
    assert sum(numbers.values()) == 2 * 173
    assert all(numbers[code] >= min(LARGE[code], 20) for code in LARGE)


@given(
    st.dictionaries(st.sampled_from(sorted(LARGE)), st.integers(1, 3000), min_size=1),
    st.sampled_from(sorted(VARIANTS)),
)
def test_what_is_proposed_keeps_the_promise_at_the_least_response(sizes: dict[str, int], variant: str) -> None:
    book = VARIANTS[variant]
    numbers = proposed(book, sizes)
    assert all(0 <= numbers[code] <= size for code, size in sizes.items())
    response = Fraction(book.survey.sampling.least_response) or Fraction(1)
    kept = bought(book, sizes, numbers, response).margin
    everybody = bought(book, sizes, numbers).margin
    assert everybody is not None and kept is not None and everybody <= kept
    asked_all = any(numbers[code] == size for code, size in sizes.items())
    if not asked_all and not book.survey.stratum_weighting:
        assert kept <= 1.0 + 1e-9


@given(st.integers(2, 5000), st.data())
def test_buying_inverts_asking(members: int, data: st.DataObject) -> None:
    answers = data.draw(st.integers(1, members - 1))
    margin = bought(BOOK, {"a": members}, {"a": answers}).margin
    assert margin is not None
    assert size_for_total(margin, 10, 0.7, members) == pytest.approx(answers)


def test_asking_everybody_leaves_no_doubt_and_nobody_no_answer() -> None:
    assert bought(BOOK, LARGE, LARGE).margin == 0
    assert bought(weighted(), LARGE, LARGE).margin == 0
    assert bought(BOOK, LARGE, {}).margin is None
    assert bought(BOOK, {"a": 1}, {"a": 1}).margin == 0
    without = {code: size for code, size in LARGE.items() if code != "parks"}
    assert bought(BOOK, LARGE, without).margin is not None
    assert bought(weighted(), LARGE, without).margin is None
