"""The built-in plans say what their source papers say."""

from datetime import date
from decimal import Decimal

import pytest

from pingyi.rules.mandate.phase import PhaseState
from pingyi.rules.rulebook import Rulebook, parse
from pingyi.rules.rulebook.completing import NAMED
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.inspection import Rule
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.results import Place
from pingyi.rules.rulebook.substance import Polarity
from tests.rules.rulebook.planting import SCHOOL, SCIENCE

BOOK = parse(SCIENCE)
OTHER = parse(SCHOOL)


def test_counts_of_the_source_plan() -> None:
    """Domain A1: 5 phases; 6 contents with 29 sub-points; 5 principles; 8 prohibitions; 16 reporting lines."""
    assert len(BOOK.calendar.phases) == 5
    assert [len(content.subpoints) for content in BOOK.contents] == [5, 3, 6, 6, 7, 2]
    assert len(BOOK.principles) == 5
    assert len(BOOK.conduct.prohibitions) == 8
    assert [line.code for line in BOOK.lines] == [f"L{number}" for number in range(1, 17)]
    assert len(BOOK.units) == 10
    assert len(BOOK.ranked_units) == 9
    assert {unit.kind for unit in BOOK.ranked_units} == {"county", "county_city", "district"}


def test_phases_and_county_deadlines() -> None:
    assert [(phase.starts, phase.ends) for phase in BOOK.calendar.phases] == [
        (date(2026, 6, 22), date(2026, 7, 10)),
        (date(2026, 7, 11), date(2026, 7, 25)),
        (date(2026, 7, 26), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2026, 9, 15)),
        (date(2026, 9, 16), date(2026, 9, 30)),
    ]
    due = {
        code: BOOK.due(BOOK.task(code))
        for code in ("county-plan", "county-self-exam-report", "county-rectification-report")
    }
    assert list(due.values()) == [date(2026, 7, 10), date(2026, 7, 20), date(2026, 9, 1)]
    assert BOOK.due(BOOK.task("written-explanation")) is None
    assert BOOK.due(BOOK.task("decide-unqualified")) == date(2026, 9, 30)


def test_posts_have_the_exact_numbers() -> None:
    group, office = BOOK.body("leading_group"), BOOK.body("appraisal_office")
    assert [(post.code, post.least, post.most) for post in group.posts] == [
        ("leader", 1, 1),
        ("deputy", 6, 6),
        ("member", 10, 10),
    ]
    assert [(post.code, post.least, post.most) for post in office.posts] == [("director", 1, 1), ("staff", 4, 4)]
    assert [office.count for office in group.posts[1].offices if office.supervises] == [1]
    assert BOOK.bodies_of(BodyKind.LEADING_GROUP) == (group,)


@pytest.mark.parametrize("book", [BOOK, OTHER], ids=lambda book: book.code)
def test_a_mark_can_say_what_the_indicators_rule_gives(book: Rulebook) -> None:
    """C2: A5 takes 0.25 off, B2 gives 0.25 per content, C5 gives 0.05 for each half of ten sampled items."""
    for indicator in (each for block in book.inspection.blocks for each in block.indicators):
        given = [each.points for each in indicator.deductions]
        given += [option.points for step in indicator.steps for option in step.options]
        given += [each.weight for each in indicator.counted if indicator.rule is Rule.COUNT]
        assert [points for points in given if points % indicator.mark_step] == [], indicator.code
        assert indicator.points % indicator.mark_step == 0, indicator.code
    if book is BOOK:
        steps = {each.code: each for block in book.inspection.blocks for each in block.indicators}
        assert steps["C5"].points * steps["C5"].counted[0].weight / 10 % steps["C5"].mark_step == 0


def test_scoring_parameters() -> None:
    assert list(BOOK.grade_weights.values()) == [Decimal("0.9"), Decimal("0.8"), Decimal("0.7"), Decimal("0.5")]
    assert {part.code: part.points for part in BOOK.composite.parts} == {"survey": 70, "rectification": 20, "other": 10}
    assert BOOK.block_points == {"A": 20, "B": 5, "C": 5}
    assert [grade.code for grade in BOOK.survey.grades if grade.weight is None] == ["unknown"]
    assert [question.code for question in BOOK.survey.questions if question.scored] == ["overall"]
    assert len(BOOK.survey.questions) == 8
    assert (BOOK.survey.sealing.threshold, len(BOOK.survey.sealing.trustees)) == (2, 3)
    assert not BOOK.composite.veto.enabled
    places = [consequence.place for consequence in BOOK.consequences]
    assert (places.count(Place.FIRST), places.count(Place.LAST), places.count(Place.DISQUALIFIED)) == (3, 3, 1)


def test_wrongs_and_duties() -> None:
    polarity = {point.code: point.polarity for content in BOOK.contents for point in content.subpoints}
    assert {code for code, sign in polarity.items() if sign is Polarity.WRONG} == {
        *(f"C1.{place}" for place in range(1, 6)), "C3.2", "C3.5", "C4.5",
    }  # fmt: skip
    assert [code for code, sign in polarity.items() if sign is Polarity.BOTH] == ["C3.4"]


def test_second_plan_shares_no_number_with_the_first() -> None:
    assert list(OTHER.grade_weights.values()) == [Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal("0.3")]
    assert {part.code: part.points for part in OTHER.composite.parts} == {"survey": 60, "inspection": 40}
    assert [phase.kind for phase in OTHER.calendar.phases] == [
        PhaseState.MOBILISE, PhaseState.SOLICIT, PhaseState.INSPECT, PhaseState.CONCLUDE,
    ]  # fmt: skip
    assert len(OTHER.ranked_units) == 3


def test_nobody_is_named() -> None:
    """Posts only (decision 3): a plan has no field for a person's name, and the source's masks are gone."""
    assert "×" not in SCIENCE
    assert "＊" not in SCIENCE


BY_WORDS = {"meeting-task": "what a meeting decides is of any kind: only its owner can write what came of it"}
"""Tasks that somebody shows done in words and files, and why nothing in the records could."""


@pytest.mark.parametrize("text", [SCIENCE, SCHOOL])
def test_every_task_names_what_shows_it_done(text: str) -> None:
    """R185: rows, a paper, the ledger, a record or an act; words alone only with a reason. `pytest -rP` prints them."""
    book = parse(text)
    shown = {task.code: shown_by(book, task) for task in book.tasks}
    print(*(f"{code:26} {by}" for code, by in shown.items()), sep="\n")
    assert {code for code, by in shown.items() if not by} <= set(BY_WORDS)


def shown_by(book: Rulebook, task: Task) -> str:
    """What shows a task done, beside words and files; a paper that hands it in does."""
    named = [f"{name} {each}" for asked in task.completion for name in NAMED if (each := getattr(asked, name))]
    kind = book.paper_of(task.code)
    return ", ".join([*named, *([f"paper {kind.code}, handed in"] if kind else [])])
