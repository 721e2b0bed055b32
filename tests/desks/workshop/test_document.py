"""A plan's text changed in one place: everything else keeps its bytes; untouched forms change nothing."""

import difflib
import random
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
import tomlkit

from pingyi import plans
from pingyi.desks.workshop.choices import CHOICES
from pingyi.desks.workshop.forms import DaysForm, PartForm, WeightsForm
from pingyi.desks.workshop.plan import Plan
from pingyi.desks.workshop.words import FIELDS
from pingyi.records.drafts import document
from pingyi.rules.mandate import PhaseState, Role
from pingyi.rules.rulebook import differences
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.outline import entry_labels, part, slots
from pingyi.rules.rulebook.words import Text

TEXTS = {name: plans.read(name) for name in plans.names()}
SCIENCE = TEXTS[plans.SCIENCE_BUREAU]


def parts(values: Any, path: str = "", kind: Any = Rulebook) -> Iterator[tuple[str, Any]]:
    """Every table of a plan."""
    yield path, kind
    for slot in slots(kind):
        inside = values.get(slot.name)
        where = f"{path}.{slot.name}".lstrip(".")
        if slot.is_table and slot.several:
            for label, item in zip(entry_labels(slot.kind, inside or []), inside or [], strict=True):
                yield from parts(item, f"{where}[{label}]", slot.kind)
        elif slot.is_table and inside is not None:
            yield from parts(inside, where, slot.kind)


def kinds() -> set[Any]:
    """Every kind of table that a plan may hold."""
    found, waiting = set(), [Rulebook]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [slot.kind for slot in slots(kind) if slot.is_table]
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_that_is_not_changed_keeps_every_byte(name: str) -> None:
    assert tomlkit.dumps(tomlkit.parse(TEXTS[name])) == TEXTS[name]


def test_a_change_touches_its_own_line_and_comments_stay() -> None:
    changed = document.put(SCIENCE, "tasks[county-plan]", {"due": date(2026, 7, 12)})
    lines = [line for line in difflib.ndiff(SCIENCE.splitlines(), changed.splitlines()) if line[0] in "+-"]
    assert lines == ['- due = "07-10"', '+ due = "07-12"']


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_put_added_or_removed_is_there_and_nothing_else(name: str) -> None:
    text, plain = TEXTS[name], tomllib.loads(TEXTS[name])
    found = list(parts(plain))
    for path, kind in random.Random(7).sample(found, 200_000 // len(text)):
        names = [s.name for s in slots(kind) if s.kind is Text and not s.several]
        got = tomllib.loads(document.put(text, path, {each: {"zh": "改", "en": "new"} for each in names}))
        want = tomllib.loads(text)
        own = part(want, path).values
        own.update({each: {**own.get(each, {}), "zh": "改", "en": "new"} for each in names})  # type: ignore[attr-defined]
        assert got == want, path
        for slot in slots(kind):
            if slot.is_table and slot.several and slot.name in own:
                more, place = document.add(text, path, slot)
                assert part(tomllib.loads(more), place).kind is slot.kind
                assert tomllib.loads(document.remove(more, place)) == plain, place


def test_the_year_moves_every_day_that_is_written_without_one() -> None:
    moved = Plan(document.in_year(SCIENCE, 2027)).judged.book
    assert moved.starts.year == 2027 and moved.digest != Plan(SCIENCE).judged.book.digest


def test_an_entry_moves_up() -> None:
    before = [task.code for task in Plan(SCIENCE).judged.book.tasks]
    after = [task.code for task in Plan(document.lift(SCIENCE, f"tasks[{before[4]}]")).judged.book.tasks]
    assert after == [*before[:3], before[4], before[3], *before[5:]]


def sent(form: Any) -> dict[str, Any]:
    """What a browser sends of a form that nobody touched."""
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if value is True:
            data[name] = "on"
        elif value is not None and value is not False:
            data[name] = value if isinstance(value, list) else str(value)
    return data


@pytest.mark.parametrize("name", TEXTS)
def test_a_form_that_nobody_touched_changes_nothing(name: str) -> None:
    plan = Plan(TEXTS[name])
    one_of_each = {kind: path for path, kind in parts(plan.judged.document)}
    for path in one_of_each.values():
        own = plan.part(path)
        shown = PartForm(own, plan.year, plan.codes(own))
        assert PartForm(own, plan.year, plan.codes(own), data=sent(shown)).changes() == {}, path
    for kind in (DaysForm, WeightsForm):
        assert kind(plan, data=sent(kind(plan))).changes() == {}


def test_everything_that_a_plan_holds_has_words() -> None:
    named = {(kind, slot) for kind in kinds() for slot in slots(kind)}
    assert {
        slot.name for kind, slot in named if not {slot.name, f"{kind.__name__}.{slot.name}"} & FIELDS.keys()
    } == set()
    chosen = {slot.kind for _, slot in named if isinstance(slot.kind, type) and issubclass(slot.kind, StrEnum)}
    assert {
        f"{kind.__name__}.{each.value}"
        for kind in chosen - {Role, PhaseState}
        for each in kind
        if each.value not in CHOICES.get(kind.__name__, {})
    } == set()


def test_a_decimal_and_a_list_are_written_as_a_plan_writes_them() -> None:
    text = document.put(SCIENCE, "survey.grades[excellent]", {"weight": Decimal("0.95")})
    text = document.put(text, "tasks[county-plan]", {"supports": ["science_bureau"], "due": date(2027, 1, 5)})
    assert "weight = 0.95\n" in text and 'supports = ["science_bureau"]' in text and "due = 2027-01-05" in text
    before, after = Plan(SCIENCE).judged.book, Plan(text).judged.book
    assert {each.path for each in differences(before, after)} == {
        "survey.grades[excellent].weight",
        "tasks[county-plan].supports",
        "tasks[county-plan].due",
    }
