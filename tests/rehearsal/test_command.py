"""`pingyi rehearse` as anybody runs it: two plans that share no number, each from plan file to verified ranking."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pingyi.rules import rulebook

pytestmark = pytest.mark.slow(75)

PROGRAMME = Path(sys.executable).with_name("pingyi")
SIZE = ("--units", "3", "--respondents", "20", "--seed", "7")


def pingyi(*words: object) -> subprocess.CompletedProcess[str]:
    """One run of the command, with nothing of this process's own database or clock."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINGYI_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.run([PROGRAMME, *map(str, words)], env=kept, capture_output=True, text=True, check=False)


def test_a_rehearsed_campaign_is_verified_in_every_form_and_an_altered_byte_is_seen(tmp_path: Path) -> None:
    out = rehearsed("science-bureau", tmp_path)
    board = smallest_board(out)
    for source, kind in (("bundle", "bundle"), ("bundle.zip", "bundle"), (board.relative_to(out), "boards")):
        report = reported(out / source, 0)
        assert (report["kind"], report["outcome"]) == (kind, "holds")
    alter(board)
    assert "boards" in wrong(reported(board, 1))
    again = pingyi("rehearse", *SIZE, "--out", out)
    assert again.returncode == 1 and "exists already" in again.stderr


def test_another_sectors_plan_comes_to_a_verified_ranking_by_the_same_code(tmp_path: Path) -> None:
    out = rehearsed("school-district", tmp_path)
    book = rulebook.restore((out / "bundle" / "plan.json").read_bytes())
    assert (len(book.calendar.phases), len(book.survey.questions)) == (4, 5)
    assert [float(part.points) for part in book.composite.parts] == [60, 40]
    assert list(map(float, book.grade_weights.values())) == [1, 0.8, 0.6, 0.3]
    assert reported(out / "bundle", 0)["outcome"] == "holds"
    ranking = json.loads((out / "bundle" / "result.json").read_bytes())["exact"]["units"]
    assert sorted(row["place"] for row in ranking) == [1, 2, 3]
    assert {row["unit"] for row in ranking} == {unit.code for unit in book.ranked_units}
    alter(smallest_board(out))
    assert smallest_board(out).name in str(wrong(reported(out / "bundle", 1))["boards"])


def rehearsed(plan: str, folder: Path) -> Path:
    """What the command leaves."""
    done = pingyi("rehearse", "--plan", plan, *SIZE, "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    assert "?" not in done.stderr, "every bar knows how much is to come"
    return folder / "out"


def smallest_board(out: Path) -> Path:
    return min((out / "bundle" / "boards").glob("*.bel"), key=lambda path: (path.stat().st_size, path.name))


def reported(source: Path, code: int) -> dict[str, Any]:
    """What `pingyi verify` finds, ending with this exit code."""
    done = pingyi("verify", source, "--json")
    report: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == code, wrong(report)
    return report


def wrong(report: dict[str, Any]) -> dict[str, Any]:
    return {check["check"]: check["faults"] for check in report["checks"] if check["outcome"] == "wrong"}


def alter(file: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
