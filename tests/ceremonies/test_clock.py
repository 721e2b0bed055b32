"""The clock steps back between two acts: nothing is dated before what it rests on, and what ends still ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pingyi.ceremonies import phase, release
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign.topics import Topic
from pingyi.records.duties import actions as duties
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.inspection.models import Discussion, Mark, Settlement, SheetSignature, Team
from pingyi.records.journal.models import JournalEntry
from pingyi.records.results import actions as results_actions
from pingyi.records.results import queries as results
from pingyi.records.results.errors import ObjectionsOpen
from pingyi.records.results.models import ObjectionGround
from pingyi.rules.mandate import Role, UnitRef
from tests import sitting as at
from tests import stage
from tests.sitting import Sitting, brought_to

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("count signed")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def in_order(kinds: str) -> None:
    """Entries of these kinds are dated in the order in which they were written."""
    moments = list(JournalEntry.objects.filter(kind__regex=kinds).order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)


def back(sitting: Sitting, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """From now on whoever acts at the hour of the opening does so earlier."""
    monkeypatch.setattr(at, "OPENED", at.OPENED - by)


def test_a_sheet_is_signed_after_its_marks_and_before_the_result(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in at.UNITS:
        sitting.appoint(unit)
        sitting.marked(unit)
        back(sitting, monkeypatch, HOUR)
        sitting.settled(unit)
    laid = sitting.reckon()
    for team in Team.objects.all():
        signed = SheetSignature.objects.get(team=team).at
        steps = [
            team.appointed_at,
            *Mark.objects.filter(team=team).values_list("at", flat=True),
            Discussion.objects.get(team=team).at,
            *Settlement.objects.filter(team=team).values_list("at", flat=True),
            signed,
            laid.drawn_up_at,
        ]
        assert steps == sorted(steps)


def test_ruling_objection_answer_and_release_follow_each_other(sitting: Sitting) -> None:
    brought_to("approved", sitting, after="count signed")
    kept = results.latest(stage.CODE)
    assert kept
    assert kept.ruling
    early = at.RULED - HOUR
    act = {"campaign": sitting.campaign, "at": early}
    leader = sitting.actor(Role.COUNTY_LEADER)
    filed = results_actions.object_to(
        unit=UnitRef("qinghe"), ground=ObjectionGround.ARITHMETIC, text="有误", actor=leader, **act
    )
    act["at"] = early - HOUR
    given = results_actions.answer(pk=filed.pk, upheld=False, text="无误", actor=sitting.director, **act)
    assert given.answer
    assert kept.ruling.at <= filed.at <= given.answer.at
    until = results.objections_until(sitting.campaign, kept.ruling.at)
    with pytest.raises(ObjectionsOpen):
        release.release(campaign=sitting.campaign, actor=sitting.director, at=until - HOUR)
    sitting.release()
    released = results.released(stage.CODE)
    assert released
    assert released.released_at
    assert given.answer.at <= released.released_at
    in_order("^(minutes|reckoning|ranking|objection):")


def test_a_phase_is_not_opened_before_the_one_before_it(sitting: Sitting) -> None:
    brought_to("signed", sitting, after="count signed")
    sitting.open_phase("P5")
    early = at.RULED - timedelta(days=3)
    ends = sitting.campaign.timetable.phase("P5").ends + timedelta(days=1)
    said = ("决〔2026〕延号", Topic.EXTENSION, "P5", "同意")
    campaign_actions.record_decision(*said, actor=sitting.leader, at=early)
    phase.extend_phase("P5", ends, said[0], actor=sitting.leader, at=early - HOUR)
    assert sitting.campaign.timetable.phase("P5").ends == ends
    in_order("^(phase|decision):")


def test_a_paper_is_approved_after_it_was_handed_in(sitting: Sitting) -> None:
    """Late is judged by the clock; what is recorded is never before what happened to the paper."""
    duty = Duty.objects.filter(unit__code="qinghe", table="county_plan").first()
    assert duty
    county, director = sitting.actor(Role.COUNTY_OFFICE), sitting.actor(Role.OFFICE_DIRECTOR)
    duties.submit(duty.pk, "方案", "清科〔2026〕1号", actor=county, at=at.OPENED)
    duties.send_back(duty.pk, "缺附件", actor=director, at=at.OPENED - HOUR)
    duties.submit(duty.pk, "方案", "清科〔2026〕1号", actor=county, at=at.OPENED - 2 * HOUR)
    duties.approve(duty.pk, "评议〔2026〕1号", actor=director, at=at.OPENED - 3 * HOUR)
    moments = list(DutyMove.objects.filter(duty=duty).order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert len(moments) >= 4
    duty.refresh_from_db()
    assert duty.submitted_at == at.OPENED
