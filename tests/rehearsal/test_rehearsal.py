"""`pingyi rehearse` as anybody runs it: two plans that share no number, each from plan file to verified ranking."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from rich.console import Console
from rich.progress import Progress

from pingyi import plans
from pingyi.records.acts.queries import latest
from pingyi.records.box.models import Box
from pingyi.records.duties.models import Duty
from pingyi.records.inspection.models import SheetSignature
from pingyi.rehearsal.bars import LABELS, Shown
from pingyi.rehearsal.cast import with_units
from pingyi.rehearsal.script import MIDDLES, Rehearsal, Stop
from pingyi.rules import rulebook
from pingyi.rules.acts.kind import COUNT
from pingyi.rules.mandate import PhaseState
from pingyi.server.serving import PHASES
from tests.beside_the_key import beside_the_key

pytestmark = pytest.mark.slow

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


def test_the_same_seed_gives_the_same_campaign(db: None) -> None:
    assert counted(7) == counted(7) != counted(8)


def counted(seed: int) -> str:
    """The counts digest of a small campaign; nothing of it stays."""
    with beside_the_key():
        start = transaction.savepoint()
        told = Shown(Progress(console=Console(file=io.StringIO())))
        rehearsal = Rehearsal(plans.read("school-district"), 2, 8, seed, 1, told)
        rehearsal.run()
        laid = latest(rehearsal.campaign.code, COUNT.code)
        assert laid and laid.complete
        transaction.savepoint_rollback(start)
    assert {task.description for task in told.bars.tasks} == set(LABELS.values())
    assert all(task.completed == task.total for task in told.bars.tasks), "every bar is full at the end"
    return str(laid.content["counts_digest"])


def test_every_phase_has_a_demo() -> None:
    assert tuple(Stop) == PHASES
    assert [stop for stop, _ in MIDDLES.values()] == [*Stop][:-1]


@pytest.mark.parametrize(
    ("stop", "phase", "boxes", "sheets"),
    [
        (Stop.MOBILISE, PhaseState.MOBILISE, 0, 0),
        (Stop.RECTIFY, PhaseState.RECTIFY, 4, 0),
        (Stop.INSPECT, PhaseState.INSPECT, 4, 1),
    ],
)
def test_a_demo_stands_still_in_the_middle_of_its_phase(
    db: None, stop: Stop, phase: PhaseState, boxes: int, sheets: int
) -> None:
    told = Shown(Progress(console=Console(file=io.StringIO())))
    rehearsal = Rehearsal(plans.read("science-bureau"), 2, 8, 7, 1, told)
    rehearsal.run(stop)
    campaign = rehearsal.campaign
    interval = campaign.timetable.interval(campaign.open_phase.code)
    assert (campaign.phase, rehearsal.now in interval) == (phase, True)
    assert Box.objects.count() == boxes
    assert SheetSignature.objects.count() == sheets
    kept = [key.file.place.index for key in rehearsal.kept.keys]
    assert kept == ([1, 2, 3] if boxes else []), "whoever plays a trustee has that trustee's file"
    duties = Duty.objects.filter(campaign_id=campaign.code)
    assert duties.exclude(submitted_at=None).exists()
    over = [each.code for each in campaign.timetable.phases if each.ends < rehearsal.now.date()]
    rows = [task.code for task in campaign.book.tasks if task.registers and not task.by_hand]
    by_rows = duties.filter(phase__in=over, task__in=rows)
    assert not by_rows.exclude(state="done").exists(), "the rows of a phase that is over show its tasks done"
    assert set(by_rows.filter(late=True).values_list("task", flat=True)) <= {"county-online"}, "one county is late"


@pytest.mark.parametrize("plan", plans.names())
def test_a_plan_is_made_for_as_many_units_as_asked(plan: str) -> None:
    text = plans.read(plan)
    own = rulebook.parse(text)
    for count in (1, len(own.ranked_units), len(own.ranked_units) + 2):
        book = rulebook.parse(with_units(text, own, count))
        assert len(book.ranked_units) == count
        assert len({unit.name.zh for unit in book.units}) == len(book.units)
    assert book.ranked_units[0] == own.ranked_units[0]
    assert next(each.name.zh for each in own.unit_classes if each.ranked) in book.ranked_units[-1].name.zh
