"""What the course of a case allows, who may handle it, and which figures may be shown."""

from datetime import date

import pytest

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.casework import (
    Answers,
    Course,
    Done,
    HandledByTheAccused,
    counted,
    ensure_may_handle,
)
from pingyi.rules.voices import Kind

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
COUNTY, OTHER = (unit.code for unit in BOOK.ranked_units[:2])
CITY = next(unit.code for unit in BOOK.units if unit not in BOOK.ranked_units)

NONE = Answers()


def course(*verbs: str, answers: Answers = NONE) -> Course:
    return Course(tuple(Done(verb, date(2026, 7, place + 1), answers) for place, verb in enumerate(verbs)))


@pytest.mark.parametrize("unit", [COUNTY, OTHER])
def test_what_is_complained_about_handles_nothing_nor_what_is_below_it(unit: str) -> None:
    with pytest.raises(HandledByTheAccused):
        ensure_may_handle(unit, Kind.COMPLAINT, [CITY], BOOK)
    with pytest.raises(HandledByTheAccused):
        ensure_may_handle(unit, Kind.COMPLAINT, [COUNTY], BOOK)
    with pytest.raises(HandledByTheAccused):
        ensure_may_handle(CITY, Kind.COMPLAINT, [CITY, COUNTY], BOOK)


@pytest.mark.parametrize(
    ("unit", "kind", "concerned"),
    [
        (CITY, Kind.COMPLAINT, [COUNTY]),
        ("office", Kind.COMPLAINT, [CITY]),
        (COUNTY, Kind.REQUEST, [COUNTY]),
    ],
)
def test_others_may_and_a_question_may_go_to_whom_it_concerns(unit: str, kind: Kind, concerned: list[str]) -> None:
    ensure_may_handle(unit, kind, concerned, BOOK)


def test_extensions_count_from_when_the_clock_started_last() -> None:
    assert course("accept", "extend").extensions == 1
    assert course("accept", "extend", "reply", "reopen").extensions == 0


def test_something_is_done_once_for_every_answer() -> None:
    assert not course("accept", "reply").is_evaluated
    assert course("accept", "reply", "evaluate").is_evaluated
    assert not course("accept", "reply", "evaluate", "reopen", "reply").is_evaluated
    assert course("accept", "reply", "reopen", "reply").replies == 2


def test_whoever_is_harassed_by_report_or_in_a_call_is_protected() -> None:
    assert not course("accept", "reply", "call_back").harassed
    assert course("accept", "report_harm").harassed
    assert course("call_back", answers=Answers(harassed=True)).harassed


def test_care_counts_from_the_first_answer_or_the_report_of_harm_before_it() -> None:
    assert course("accept", "assign").care_from is None
    assert course("accept", "reply", "reopen", "reply", "ask_after").care_from == date(2026, 7, 2)
    assert course("report_harm", "reply").care_from == date(2026, 7, 1)
    assert course("accept", "reply", "ask_after", "ask_after").asked == 2


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 5, "c": 12}, ["exact", "exact"]),
        ({"a": 4, "b": 9, "c": 12}, ["few", "withheld", "exact"]),
        ({"a": 1, "b": 4, "c": 12}, ["few", "few", "exact"]),
        ({}, []),
    ],
)
def test_no_small_number_is_shown_nor_found_by_taking_away(counts: dict[str, int], shown: list[str]) -> None:
    figures = counted(term for term, count in counts.items() for _ in range(count))
    assert [each.disclosure.value for each in figures] == shown
    assert [each.count for each in figures] == list(counts.values())
