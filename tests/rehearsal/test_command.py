"""`pingyi rehearse` as anybody runs it: a plan that shares no number with ours, from plan file to verified ranking.

What comes of our own plan is verified where it is published (`tests.journeys.test_outsider`).
"""

import json
from pathlib import Path

import pytest

from pingyi.rules import rulebook
from tests.verifying import alter, pingyi, reported, smallest_board, wrong

pytestmark = pytest.mark.slow(75)

SIZE = ("--units", "3", "--respondents", "20", "--seed", "7")


def test_another_sectors_plan_comes_to_a_verified_ranking_by_the_same_code(tmp_path: Path) -> None:
    bundle = rehearsed("school-district", tmp_path / "out") / "bundle"
    book = rulebook.restore((bundle / "plan.json").read_bytes())
    assert (len(book.calendar.phases), len(book.survey.questions)) == (4, 5)
    assert [float(part.points) for part in book.composite.parts] == [60, 40]
    assert list(map(float, book.grade_weights.values())) == [1, 0.8, 0.6, 0.3]
    assert reported(bundle, 0)["outcome"] == "holds"
    ranking = json.loads((bundle / "result.json").read_bytes())["exact"]["units"]
    assert sorted(row["place"] for row in ranking) == [1, 2, 3]
    assert {row["unit"] for row in ranking} == {unit.code for unit in book.ranked_units}
    board = smallest_board(bundle)
    alter(board)
    assert board.name in str(wrong(reported(bundle, 1))["boards"])


def rehearsed(plan: str, out: Path) -> Path:
    """What the command leaves; it leaves nothing where something is."""
    done = pingyi("rehearse", "--plan", plan, *SIZE, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "?" not in done.stderr, "every bar knows how much is to come"
    again = pingyi("rehearse", *SIZE, "--out", out)
    assert again.returncode == 1 and "exists already" in again.stderr
    return out
