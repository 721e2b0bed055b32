"""The campaign's actions: refused beside allowed, each edge of time just before, at and after."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pingyi.ceremonies import commencement, phase
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.errors import (
    AlreadyThere,
    DecisionTaken,
    DecisionUnknown,
    NoCampaign,
    NotOver,
    PlanChanged,
)
from pingyi.records.campaign.models import Campaign, PlanVersion
from pingyi.records.campaign.topics import Topic
from pingyi.records.duties.models import Duty
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.lifecycle import NotNow
from pingyi.rules.mandate import PhaseState, Role, RoleRefused, SecondFactorMissing
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import FaultyPlan
from pingyi.rules.timetable import ChecklistOpen, ExtensionRefused, GateShut
from tests.cast import Cast
from tests.stage import CODE, approved, begun, day, opened, plan_text

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_only_the_office_begins_a_campaign(cast: Cast) -> None:
    with pytest.raises(RoleRefused):
        actions.create_campaign(plan_text(), actor=cast.actor(Role.COUNTY_OFFICE), at=day("06-10"))
    assert queries.current() is None
    campaign = begun(cast)
    assert (campaign.code, campaign.state, campaign.phase) == (CODE, "draft", PhaseState.BEFORE)
    assert kinds() == ["campaign:create:1"]


def test_a_faulty_plan_leaves_nothing_behind(cast: Cast) -> None:
    text = plan_text().replace("schema = 1", "schema = 99")
    with pytest.raises(FaultyPlan):
        actions.create_campaign(text, actor=cast.actor(Role.OFFICE_STAFF), at=day("06-10"))
    assert not Campaign.objects.exists() and not PlanVersion.objects.exists() and not JournalEntry.objects.exists()


def test_one_campaign_at_a_time(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(AlreadyThere):
        actions.create_campaign(plan_text(), actor=cast.actor(Role.OFFICE_STAFF), at=day("06-11"), year=2027)
    assert Campaign.objects.count() == 1


def test_the_year_of_a_plan_is_a_parameter(cast: Cast) -> None:
    actor = cast.actor(Role.OFFICE_STAFF)
    campaign = actions.create_campaign(plan_text(), actor=actor, at=day("06-10"), year=2027)
    assert campaign.code == "science-bureau-2027"
    assert campaign.timetable.phases[0].starts == date(2027, 6, 22)


def test_a_draft_is_revised_and_keeps_every_version(cast: Cast) -> None:
    first = begun(cast)
    text = plan_text().replace("version = 1", "version = 2", 1)
    second = actions.revise_plan(text, actor=cast.actor(Role.OFFICE_STAFF), at=day("06-12"))
    assert second.digest != first.digest
    assert [version.digest for version in PlanVersion.objects.order_by("number")] == [first.digest, second.digest]


def test_the_leader_signs_what_was_read(cast: Cast) -> None:
    read = begun(cast).digest
    leader = cast.actor(Role.LEADING_GROUP_LEADER)
    with pytest.raises(RoleRefused):
        commencement.approve_plan(actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("06-15"), digest=read)
    with pytest.raises(SecondFactorMissing):
        weak = cast.actor(Role.LEADING_GROUP_LEADER, strong=False)
        commencement.approve_plan(actor=weak, at=day("06-15"), digest=read)
    revised = plan_text().replace("version = 1", "version = 2", 1)
    actions.revise_plan(revised, actor=cast.actor(Role.OFFICE_STAFF), at=day("06-14"))
    with pytest.raises(PlanChanged):
        commencement.approve_plan(actor=leader, at=day("06-15"), digest=read)
    assert not Duty.objects.exists()
    signed = commencement.approve_plan(actor=leader, at=day("06-15"), digest=queries.required().digest)
    assert signed.state == "plan_approved" and Duty.objects.exists()
    with pytest.raises(NotNow):
        actions.revise_plan(plan_text(), actor=cast.actor(Role.OFFICE_STAFF), at=day("06-16"))
    with pytest.raises(NotNow):
        commencement.approve_plan(actor=leader, at=day("06-16"), digest=signed.digest)


def test_the_first_phase_opens_on_its_day(cast: Cast) -> None:
    approved(cast)
    director = cast.actor(Role.OFFICE_DIRECTOR)
    first_moment = day("06-22", 0)
    with pytest.raises(GateShut):
        phase.open_phase("P1", actor=director, at=first_moment - timedelta(microseconds=1))
    with pytest.raises(RoleRefused):
        phase.open_phase("P1", actor=cast.actor(Role.OFFICE_STAFF), at=first_moment)
    assert phase.open_phase("P1", actor=director, at=first_moment).phase is PhaseState.MOBILISE


def test_phases_open_one_after_the_other(cast: Cast) -> None:
    approved(cast)
    with pytest.raises(Refusal):
        phase.open_phase("P2", actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("07-11"))
    assert queries.required().state == "plan_approved"


def test_a_phase_needs_its_checklist_or_a_decision(cast: Cast) -> None:
    opened(cast, "P1")
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.LEADING_GROUP_LEADER)
    with pytest.raises(ChecklistOpen) as refusal:
        phase.open_phase("P2", actor=director, at=day("07-11"))
    assert "各县（市、区）方案已批准" in refusal.value.values["missing"]
    with pytest.raises(DecisionUnknown):
        phase.open_phase("P2", actor=director, at=day("07-11"), decision="决1号")
    with pytest.raises(RoleRefused):
        actions.record_decision("决1号", Topic.OVERRIDE, "P2", "同意", actor=director, at=day("07-11"))
    actions.record_decision("决1号", Topic.OVERRIDE, "P3", "同意", actor=leader, at=day("07-11"))
    with pytest.raises(DecisionUnknown):
        phase.open_phase("P2", actor=director, at=day("07-11"), decision="决1号")
    with pytest.raises(DecisionTaken):
        actions.record_decision("决1号", Topic.OVERRIDE, "P2", "同意", actor=leader, at=day("07-11"))
    actions.record_decision("决2号", Topic.OVERRIDE, "P2", "同意", actor=leader, at=day("07-11"))
    assert phase.open_phase("P2", actor=director, at=day("07-11"), decision="决2号").state == "P2"
    assert queries.open_decisions(queries.required())[0].number == "决1号"


def test_an_extension_moves_the_phase_and_its_duties(cast: Cast) -> None:
    opened(cast, "P1")
    leader = cast.actor(Role.LEADING_GROUP_LEADER)
    actions.record_decision("决3号", Topic.EXTENSION, "P1", "延长三天", actor=leader, at=day("07-08"))
    with pytest.raises(RoleRefused):
        phase.extend_phase("P1", date(2026, 7, 13), "决3号", actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("07-08"))
    for impossible in (date(2026, 7, 10), date(2026, 7, 25)):
        with pytest.raises(ExtensionRefused):
            phase.extend_phase("P1", impossible, "决3号", actor=leader, at=day("07-08"))
    with pytest.raises(DecisionUnknown):
        phase.extend_phase("P1", date(2026, 7, 13), "决9号", actor=leader, at=day("07-08"))
    campaign = phase.extend_phase("P1", date(2026, 7, 13), "决3号", actor=leader, at=day("07-08"))
    assert campaign.timetable.phase("P2").starts == date(2026, 7, 14)
    assert set(Duty.objects.filter(task="county-plan").values_list("due_on", flat=True)) == {date(2026, 7, 13)}
    assert Duty.objects.get(task="party-study").due_on == date(2026, 6, 30)
    with pytest.raises(GateShut):
        phase.open_phase("P2", actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("07-13", 23, 59))


def test_the_campaign_ends_after_its_last_day_and_is_archived(cast: Cast) -> None:
    opened(cast, "P5")
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.LEADING_GROUP_LEADER)
    with pytest.raises(NotOver):
        phase.close(actor=director, at=day("10-01", 0))
    with pytest.raises(Refusal):
        actions.archive(actor=director, at=day("10-01"))
    actions.record_decision("决8号", Topic.OVERRIDE, "P5", "结束", actor=leader, at=day("10-01"))
    assert phase.close(actor=director, at=day("10-01"), decision="决8号").phase is PhaseState.AFTER
    with pytest.raises(RoleRefused):
        actions.archive(actor=leader, at=day("12-01"))
    actions.archive(actor=director, at=day("12-01"))
    assert queries.current() is None and queries.past()[0].code == CODE
    with pytest.raises(NoCampaign):
        actions.archive(actor=director, at=day("12-02"))
    with pytest.raises(AlreadyThere):
        actions.create_campaign(plan_text(), actor=cast.actor(Role.OFFICE_STAFF), at=day("12-02"))
    following = actions.create_campaign(plan_text(), actor=cast.actor(Role.OFFICE_STAFF), at=day("12-02"), year=2027)
    assert following.state == "draft"


@pytest.mark.parametrize("change", ["UPDATE campaign_plan_version SET text = ''", "DELETE FROM campaign_plan_version"])
def test_a_plan_can_not_be_changed_afterwards(cast: Cast, change: str) -> None:
    begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
