"""Every table is sound: reachable, without dead ends, and without two ways to read one verb."""

import re
from pathlib import Path

import pytest

from pingyi.rules import lifecycle
from pingyi.rules.lifecycle import NotNow, Table, UnknownVerb, advance, campaign
from pingyi.rules.lifecycle.table import words_of

TABLES = [value for value in vars(lifecycle).values() if isinstance(value, Table)]
TABLES += [campaign(("P1", "P2", "P3", "P4", "P5")), campaign(("A", "B", "C", "D"))]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)


def reachable(table: Table[str], start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for step in table.possible(todo.pop()):
            if step.end not in seen:
                seen.add(step.end)
                todo.append(step.end)
    return seen


@each_table
def test_every_state_is_reached(table: Table[str]) -> None:
    assert reachable(table, table.initial) == table.states
    if type(table.initial) is not str:
        assert table.states == set(type(table.initial)), "no state that nothing leads to"


@each_table
def test_every_state_can_end_well(table: Table[str]) -> None:
    assert table.terminal <= table.states
    for state in table.states:
        assert reachable(table, state) & table.terminal, f"{state} is a dead end"


@each_table
def test_a_verb_leads_to_one_place_only(table: Table[str]) -> None:
    for state in table.states:
        verbs = [step.verb for step in table.possible(state)]
        assert len(verbs) == len(set(verbs))


@each_table
def test_every_verb_is_refused_somewhere_and_says_what_is_possible(table: Table[str]) -> None:
    for verb in {step.verb for step in table.steps}:
        refused = 0
        for state in table.states:
            if any(step.verb == verb for step in table.possible(state)):
                assert advance(table, state, verb) in table.states
                continue
            refused += 1
            with pytest.raises(NotNow, match=re.escape(words_of(state))) as refusal:
                advance(table, state, verb)
            for step in table.possible(state):
                assert words_of(step.verb) in str(refusal.value)
        assert refused
    with pytest.raises(UnknownVerb):
        advance(table, table.initial, "conjure")


def test_one_module_per_noun() -> None:
    folder = Path(lifecycle.__file__).parent
    nouns = {table.noun.replace(" ", "_") for table in TABLES}
    assert {path.stem for path in folder.glob("*.py")} == nouns | {"__init__", "table"}


def test_a_refusal_by_state_says_so() -> None:
    with pytest.raises(NotNow) as refusal:
        advance(lifecycle.DUTY, lifecycle.DutyState.DONE, "submit")
    assert refusal.value.code == "refused"
    assert str(refusal.value) == "Not possible while the duty is “done”. Possible now: nothing."
