"""A rehearsal: the same seed plays the same campaign, a demo stands still where it is told to, for as many units."""

import io

import pytest
from django.db import transaction
from rich.console import Console
from rich.progress import Progress

from pingyi import plans
from pingyi.records.acts.queries import latest
from pingyi.records.box.models import Box
from pingyi.records.duties.models import Duty
from pingyi.records.inspection.models import SheetSignature
from pingyi.records.papers.models import Delivery
from pingyi.records.unsealings.queries import unsealings
from pingyi.rehearsal.bars import LABELS, Shown
from pingyi.rehearsal.cast import with_units
from pingyi.rehearsal.script import MIDDLES, Rehearsal, Stop
from pingyi.rules import rulebook
from pingyi.rules.acts.kind import COUNT
from pingyi.rules.mandate import PhaseState
from pingyi.server.serving import PHASES
from tests.beside_the_key import beside_the_key

pytestmark = pytest.mark.slow(60)


def test_the_same_seed_gives_the_same_campaign(db: None) -> None:
    assert counted(7) == counted(7)
    assert small(7).chance.bytes(8) != small(8).chance.bytes(8)


def counted(seed: int) -> str:
    """The counts digest of a small campaign; nothing of it stays."""
    with beside_the_key():
        start = transaction.savepoint()
        rehearsal = small(seed)
        rehearsal.run()
        laid = latest(rehearsal.campaign.code, COUNT.code)
        assert laid and laid.complete
        transaction.savepoint_rollback(start)
    bars = rehearsal.progress.bars.tasks
    assert {task.description for task in bars} == set(LABELS.values())
    assert all(task.completed == task.total for task in bars), "every bar is full at the end"
    return str(laid.content["counts_digest"])


def small(seed: int) -> Rehearsal:
    """Of another sector's plan: two units, eight respondents each."""
    return Rehearsal(plans.read("school-district"), 2, 8, seed, 1, Shown(Progress(console=Console(file=io.StringIO()))))


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
    decided = sorted(line.state for line in unsealings(campaign.code))
    assert decided == (["refused", "unsealed"] if boxes else []), "one name is learnt, another is not"
    duties = Duty.objects.filter(campaign_id=campaign.code)
    assert duties.exclude(submitted_at=None).exists()
    replies = Delivery.objects.filter(paper__kind="D07").values_list("state", flat=True)
    assert set(replies) == (set() if stop is Stop.MOBILISE else {"received"}), "counties have the reply to their plan"
    over = [each.code for each in campaign.timetable.phases if each.ends < rehearsal.now.date()]
    rows = [task.code for task in campaign.book.tasks if task.rests_on and not task.by_hand]
    by_rows = duties.filter(phase__in=over, task__in=rows)
    assert not by_rows.exclude(state="done").exists(), "the rows of a phase that is over show its tasks done"
    late = {"county-online", "attitude-statement", "verbatim-feedback"}
    assert set(by_rows.filter(late=True).values_list("task", flat=True)) <= late, "one county is late"


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
