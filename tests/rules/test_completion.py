"""What shows a task done: beside each figure that is reached one that is not, for a unit and for everybody."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from pingyi.rules import completion as rules
from pingyi.rules.completion import Requirement, of_files, of_items
from pingyi.rules.ledger import Matter, Milestone, Origin, Pace
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.register import Row
from pingyi.rules.rulebook import parse
from pingyi.rules.rulebook.completion import Completion, LedgerWork, Settling
from pingyi.rules.rulebook.words import Text
from tests.rules.rulebook.planting import SCHOOL, changed, paths

BOOK = parse(SCHOOL)
UNITS = {"schools": {unit.code: unit.name for unit in BOOK.units}}
UNIT, OTHER = (unit.code for unit in BOOK.units[:2])


def row(unit: str, number: int = 1, **values: object) -> Row:
    return Row(number, unit, {"held": "2026-09-10", "theme": "课堂", **values})  # type: ignore[dict-item]


def of_rows(completion: Completion, rows: list[Row], owner: str) -> Requirement:
    """What the rows show for one owner; the others' figures beside it change nothing."""
    alone = rules.of_rows(completion, rows, owners=[owner], book=BOOK, units=UNITS)[owner]
    beside = rules.of_rows(completion, rows, owners=["", UNIT, OTHER], book=BOOK, units=UNITS)
    assert beside.get(owner, alone) == alone
    return alone


def test_rows_are_counted_of_whoever_owes_the_task() -> None:
    twice = Completion(register="open-days", least=2)
    rows = [row(UNIT), row(UNIT, 2), row(OTHER, 3)]
    assert of_rows(twice, rows, UNIT).met
    lacks = of_rows(twice, rows, OTHER)
    assert not lacks.met and (lacks.have, lacks.want) == (Fraction(1), Decimal(2))
    assert not of_rows(twice, rows, "").met, "the organiser has no rows of its own"


def test_a_figure_is_that_of_the_unit_and_for_the_organiser_of_all_with_those_named_that_lack() -> None:
    held = Completion(register="open-days", count="held")
    rows = [row(UNIT), row(OTHER, 2)]
    assert of_rows(held, rows, UNIT).met
    everybody = of_rows(held, rows, "")
    third = BOOK.units[2].name
    assert not everybody.met and everybody.missing == (third,) and everybody.have == 0
    assert of_rows(held, [*rows, row(BOOK.units[2].code, 3)], "").met


def test_a_share_of_nothing_is_not_there() -> None:
    answered = Completion(register="open-days", count="answered")
    assert of_rows(answered, [], UNIT).have is None
    assert not of_rows(answered, [], UNIT).met
    some = [row(UNIT, opinions="2", answered="1")]
    assert of_rows(answered, some, UNIT).have == 50
    assert of_rows(answered, [row(UNIT, opinions="2", answered="2")], UNIT).met


def test_of_a_figure_by_kinds_those_that_lack_are_named() -> None:
    guests = Completion(register="open-days", count="guests")
    lacks = of_rows(guests, [row(UNIT, guests=["parents"])], UNIT)
    kinds = [term.name for term in BOOK.vocabulary("participants").terms if term.code != "parents"]
    assert not lacks.met and list(lacks.missing) == kinds


def test_files_are_as_many_as_asked_for() -> None:
    assert not of_files(Completion(files=2), 1).met
    assert of_files(Completion(files=2), 2).met and of_files(Completion(files=0), 0).met


def test_what_is_not_in_the_plan_is_an_error() -> None:
    with pytest.raises(KeyError):
        of_rows(Completion(register="visits"), [], "")


ACT = 'completion = [{ act = "freeze" }]'
CASES = {
    "an act beside rows": (ACT, 'completion = [{ act = "freeze" }, { files = 0 }]', "tasks[survey-plan].completion"),
    "two in one": (ACT, 'completion = [{ act = "freeze", files = 0 }]', "tasks[survey-plan].completion[#1]"),
    "nothing in one": (ACT, "completion = [{ least = 2 }]", "tasks[survey-plan].completion[#1]"),
    "nothing at all": (ACT, "completion = []", "tasks[survey-plan].completion"),
    "unknown register": (ACT, 'completion = [{ register = "visits" }]', "tasks[survey-plan].completion[#1].register"),
    "unknown figure": (
        ACT,
        'completion = [{ register = "open-days", count = "went" }]',
        "tasks[survey-plan].completion[#1].count",
    ),
    "figure without register": (
        ACT,
        'completion = [{ count = "held" , files = 0 }]',
        "tasks[survey-plan].completion[#1].count",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_could_not_show_a_task_done_is_a_fault(case: str) -> None:
    old, new, where = CASES[case]
    assert where in paths(changed(SCHOOL, old, new))


def test_a_figure_without_target_shows_nothing_done() -> None:
    without = changed(
        SCHOOL, 'over = "opinions", each = "schools", target = 100', 'over = "opinions", each = "schools"'
    )
    named = 'completion = [{ register = "open-days", count = "answered" }]'
    assert paths(without) == []
    assert "tasks[survey-plan].completion[#1].count" in paths(changed(without, ACT, named))


def test_an_allowed_neighbour_is_none() -> None:
    new = 'completion = [{ register = "open-days", count = "held" }, { files = 2 }]'
    task = next(each for each in parse(changed(SCHOOL, ACT, new)).tasks if each.code == "survey-plan")
    assert task.rests_on == {"open-days"} and task.by_hand and task.act is None
    assert replace(task, completion=(Completion(act=Settling.DRAW),)).act is Settling.DRAW
    assert Text("附件", "Files") == of_files(Completion(files=1), 0).name


def item(state: ItemState, pace: Pace | None = Pace.TIMED, **values: object) -> Matter:
    found = date(2026, 8, 3)
    return Matter(number=1, origin=Origin.FEEDBACK, content="C1", state=state, pace=pace, found=found, **values)  # type: ignore[arg-type]


LAST = date(2026, 8, 31)
LATER = {"due": date(2026, 9, 20), "milestones": (Milestone(LAST, "印发", met=LAST),)}


@pytest.mark.parametrize(
    ("work", "done", "lacking"),
    [
        (LedgerWork.ANALYSED, item(ItemState.ANALYSED, None), item(ItemState.OPEN, None)),
        (LedgerWork.PLANNED, item(ItemState.DEFERRED, Pace.DEFERRED), item(ItemState.PLANNED)),
        (LedgerWork.IMMEDIATE, item(ItemState.APPROVED), item(ItemState.SUBMITTED, Pace.IMMEDIATE)),
        (LedgerWork.IMMEDIATE, item(ItemState.CLOSED, Pace.IMMEDIATE), item(ItemState.ANALYSED, None)),
        (LedgerWork.DEFERRED, item(ItemState.APPROVED), item(ItemState.PLANNED, Pace.DEFERRED)),
        (LedgerWork.RECTIFIED, item(ItemState.CLOSED), item(ItemState.SUBMITTED, due=LAST)),
        (LedgerWork.RECTIFIED, item(ItemState.APPROVED, **LATER), item(ItemState.APPROVED, due=date(2026, 9, 20))),
        (
            LedgerWork.RECTIFIED,
            item(ItemState.DEFERRED, Pace.DEFERRED),
            item(ItemState.REOPENED, **LATER),
        ),
    ],
)
def test_every_item_is_as_far_as_the_task_asks(work: LedgerWork, done: Matter, lacking: Matter) -> None:
    assert of_items(work, [done], LAST).met
    both = of_items(work, [done, replace(lacking, number=7)], LAST)
    assert (both.met, both.have, both.want, both.missing) == (False, 1, 2, (Text("第7项", "item 7"),))


def test_an_empty_ledger_shows_nothing_done() -> None:
    assert not of_items(LedgerWork.PLANNED, [], LAST).met
