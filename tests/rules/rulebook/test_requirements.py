"""No requirement is forgotten: docs/requirements.md agrees with the plan and with the tree."""

from tests.rules.rulebook.requirements import ROOT, answered, rows

STATES = {"—", "later"}


def test_every_requirement_has_its_row() -> None:
    assert [row.number for row in rows()] == [f"R{number}" for number in range(1, 201)]


def test_plan_column_follows_from_the_plan() -> None:
    hint = "run `python -m tests.rules.rulebook.requirements`"
    assert {row.number: row.in_plan for row in rows()} == answered(), hint


def test_modules_named_exist() -> None:
    for row in rows():
        for answer in row.acted_on_by.split("; "):
            assert answer in STATES or (ROOT / answer.strip("`")).is_file(), f"{row.number}: {answer}"
