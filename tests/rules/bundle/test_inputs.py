"""What a result follows from: every ranked unit, every box, and no count of a box that was never opened."""

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.bundle.inputs import BoxCounted, Sheet, inputs

BOOK = rulebook.parse(plans.read("science-bureau"))
FIRST, SECOND = BOOK.ranked_units[0].code, BOOK.ranked_units[1].code
STRATUM = BOOK.survey.strata[0].code
SHEETS = {unit.code: Sheet({"block": "3"}, "salt") for unit in BOOK.ranked_units}
ROWS = tuple(tuple(range(len(BOOK.survey.answer_codes(question)))) for question in BOOK.survey.questions)


def box(result: tuple[tuple[int, ...], ...] | None) -> BoxCounted:
    return BoxCounted("box", members=90, invited=9, voters=3, withheld=result is None, result=result)


def test_counts_stand_under_question_and_answer() -> None:
    units = inputs(BOOK, boxes={(FIRST, STRATUM): box(ROWS)}, sheets=SHEETS, grounds={})["units"]
    assert units.keys() == {unit.code for unit in BOOK.ranked_units}
    counts = units[FIRST]["strata"][STRATUM].pop("counts")
    told = {"box": "box", "members": 90, "invited": 9, "voters": 3, "withheld": False}
    assert units[FIRST]["strata"] == {STRATUM: told}
    assert counts.keys() == {question.code for question in BOOK.survey.questions}
    assert [tuple(answers.values()) for answers in counts.values()] == list(ROWS)
    assert units[SECOND] == {"status": "ranked", "strata": {}, "blocks": {"block": "3"}, "sheet": "salt"}


def test_a_withheld_box_brings_no_counts() -> None:
    units = inputs(BOOK, boxes={(FIRST, STRATUM): box(None)}, sheets=SHEETS, grounds={})["units"]
    assert units[FIRST]["strata"][STRATUM]["counts"] == {}


def test_only_a_disqualified_unit_has_a_ground() -> None:
    units = inputs(BOOK, boxes={}, sheets=SHEETS, grounds={SECOND: {"decision": "7"}})["units"]
    assert (units[SECOND]["status"], units[SECOND]["ground"]) == ("disqualified", {"decision": "7"})
    assert "ground" not in units[FIRST]
