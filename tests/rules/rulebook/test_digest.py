"""The digest changes with every value and with nothing else; differences tell the same story."""

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules import encoding
from pingyi.rules.rulebook import FaultyPlan, Rulebook, canonical, differences, parse, restore
from tests.rules.rulebook.planting import SCHOOL, SCIENCE, changed

BOOK = parse(SCHOOL)
LINES = SCHOOL.split("\n")


def test_digests_of_the_built_in_plans_are_known() -> None:
    """A change here means that campaigns made from the old plan can no longer be compared: raise `version`."""
    assert parse(SCIENCE).digest == "1735b5fa70f01b8b6a9a7a9977ede023fbdda3edacf050725b44b41af458b634"
    assert BOOK.digest == "4d3b7ceee67f4a11a74227228f70e4fe6819103a464a57475bbf4216904756f4"


insertion = st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(["", "# note", "  # 备注", "\t"]))


@given(st.lists(insertion, max_size=30))
@settings(max_examples=25)
def test_layout_and_comments_leave_the_digest(insertions: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for place, line in insertions:
        if not lines[place] or lines[place].startswith("[["):  # elsewhere a line may lie inside an array
            lines.insert(place, line)
    assert parse("\n".join(lines)) == BOOK


def test_spelling_of_numbers_and_order_of_keys_leave_the_digest() -> None:
    text = changed(SCHOOL, "weight = 0.6", "weight = 0.600")
    text = changed(text, 'schema = 1\ncode = "school-district"', 'code = "school-district"\nschema = 1')
    assert parse(text).digest == BOOK.digest


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for key, item in enumerate(value) for leaf in _leaves(item, (*path, key))]
    return [path]


PLAIN = json.loads(canonical(BOOK))
LEAVES = _leaves(PLAIN)


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return "x"
        case list():
            return [{"code": "new"}]
    return value + "x" if not value.replace(".", "").isdigit() else f"{value}9"


@given(st.sampled_from(LEAVES))
@settings(max_examples=150)
def test_every_value_is_under_the_digest(leaf: tuple[str | int, ...]) -> None:
    document = json.loads(canonical(BOOK))
    target: Any = document
    for step in leaf[:-1]:
        target = target[step]
    target[leaf[-1]] = _other(target[leaf[-1]])
    assert encoding.digest(document) != BOOK.digest
    try:
        book = restore(json.dumps(document).encode())
    except FaultyPlan:
        return
    assert book.digest != BOOK.digest
    assert differences(BOOK, book)


def _edited(*edits: tuple[str, str]) -> Rulebook:
    text = SCHOOL
    for old, new in edits:
        text = changed(text, old, new)
    return parse(text)


def test_differences_name_the_path_and_both_values() -> None:
    other = _edited(("weight = 0.6", "weight = 0.7"), ("representatives = 9\n", "representatives = 12\n"))
    assert [(item.path, item.before, item.after) for item in differences(BOOK, other)] == [
        ("survey.grades[fair].weight", "0.6", "0.7"),
        ("participation.representatives", "9", "12"),
    ]
    assert differences(BOOK, BOOK) == ()


def test_inserted_entry_changes_nothing_but_itself() -> None:
    term = '  { code = "primary", name = { zh = "小学", en = "primary school" } },\n'
    extra = '  { code = "nursery", name = { zh = "幼儿园", en = "nursery" } },\n'
    (item,) = differences(BOOK, _edited((term, extra + term)))
    assert (item.path, item.before) == ("vocabularies[unit_kinds].terms[nursery]", None)


def test_order_of_entries_is_a_difference() -> None:
    before, after = '["appraisal_office", "statistics_bureau"', '["statistics_bureau", "appraisal_office"'
    (item,) = differences(BOOK, _edited((f"trustees = {before}", f"trustees = {after}")))
    assert item.path == "survey.sealing.trustees"
    first = '  { code = "E2.1", polarity = "+", text = { zh = "关爱尊重学生", en = "Care and respect for pupils" } },\n'
    second = '  { code = "E2.2", polarity = "-", text = { zh = "收受礼品礼金", en = "Accepting gifts or money" } },\n'
    (item,) = differences(BOOK, _edited((first + second, second + first)))
    assert (item.path, item.before, item.after) == ("contents[E2].subpoints (order)", "E2.1, E2.2", "E2.2, E2.1")


def test_rulebook_cannot_be_altered() -> None:
    with pytest.raises(FrozenInstanceError):
        BOOK.year = 2027  # type: ignore[misc]
