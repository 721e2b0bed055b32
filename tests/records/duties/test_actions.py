"""Duties: refused beside allowed, edges of time, the county plan's lock, the roll-up's completeness."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pingyi.ceremonies import commencement
from pingyi.records.campaign import queries as campaigns
from pingyi.records.duties import actions, queries
from pingyi.records.duties.errors import (
    AlreadyHandedIn,
    ChildrenOpen,
    Incomplete,
    NotOverdue,
    NotYetOpen,
    OtherApprover,
    OwnWork,
    PlanNotInForce,
    SettlesItself,
    UnitsUnknown,
    WordsMissing,
)
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.files.actions import attach
from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation.models import Unit
from pingyi.records.outbox.models import Notice
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.lifecycle import NotNow
from pingyi.rules.mandate import CLOCKWORK, Role, RoleRefused, ScopeRefused, UnitRef
from pingyi.rules.rulebook.completion import Settling
from tests.cast import Cast
from tests.samples import portable, sent
from tests.stage import approved, begun, day, opened, plan_text

pytestmark = pytest.mark.django_db

NUMBER = "云科评办〔2026〕3号"


def duty(task: str, unit: str | None = "qinghe") -> Duty:
    return Duty.objects.get(task=task, unit__code=unit) if unit else Duty.objects.get(task=task, unit=None)


def test_approval_hands_out_every_duty_to_whoever_owes_it(cast: Cast) -> None:
    campaign = approved(cast)
    counties = {task.code for task in campaign.book.tasks if task.actor == "county_bureau" and task.within is None}
    assert {row.task for row in Duty.objects.filter(unit__code="qinghe")} == counties
    assert duty("county-plan").due_on == date(2026, 7, 10) and duty("county-plan").table == "county_plan"
    assert duty("county-self-exam-report").table == "report"
    assert duty("closed-tally", None).body == "appraisal_office"
    assert not Duty.objects.filter(task__in=["written-explanation", "decide-unqualified"]).exists()
    assert Notice.objects.filter(kind="duties-handed-out").count() == 4


def test_a_plan_with_units_that_nobody_entered_is_not_approved(cast: Cast) -> None:
    digest = begun(cast).digest
    Unit.objects.filter(code="linshan").update(code="elsewhere")
    with pytest.raises(UnitsUnknown, match="林山县科技局"):
        commencement.approve_plan(actor=cast.actor(Role.LEADING_GROUP_LEADER), at=day("06-15"), digest=digest)
    assert campaigns.required().state == "draft"


def test_an_unlisted_ranked_unit_owes_too(cast: Cast) -> None:
    approved(cast, plan_text(units=()))
    assert Duty.objects.filter(task="county-plan").count() == 3
    assert duty("leader-visits", "city-bureau")


def test_only_the_units_own_people_hand_in_its_duty(cast: Cast) -> None:
    opened(cast)
    pk = duty("county-bodies").pk
    for stranger in (Role.OFFICE_DIRECTOR, Role.INSPECTION_HEAD, Role.CITY_BUREAU_UNIT):
        with pytest.raises(ScopeRefused):
            actions.submit(pk, "办好了", actor=cast.actor(stranger), at=day("07-01"))
    with pytest.raises(ScopeRefused):
        other = duty("county-bodies", "linshan").pk
        actions.submit(other, "办好了", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    with pytest.raises(RoleRefused):
        actions.submit(pk, "办好了", actor=cast.actor(Role.TRUSTEE), at=day("07-01"))
    with pytest.raises(WordsMissing):
        actions.submit(pk, "  ", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    assert not DutyMove.objects.exists()
    actions.submit(pk, "办好了", "清科〔2026〕1号", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    assert duty("county-bodies").state == "submitted"
    with pytest.raises(NotNow):
        actions.submit(pk, "又一次", actor=cast.actor(Role.COUNTY_LEADER), at=day("07-02"))


def test_a_bodys_duty_is_handed_in_by_its_role_or_the_office(cast: Cast) -> None:
    opened(cast)
    study, public = duty("party-study", None).pk, duty("publicity", None).pk
    with pytest.raises(RoleRefused):
        actions.submit(study, "学习记录", actor=cast.actor(Role.STAT_LEAD), at=day("06-25"))
    actions.submit(study, "学习记录", actor=cast.actor(Role.LEADING_GROUP_LEADER), at=day("06-25"))
    actions.submit(public, "宣传记录", actor=cast.actor(Role.OFFICE_STAFF), at=day("06-25"))


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (day("07-11", 0) - timedelta(microseconds=1), False),
        (day("07-11", 0), True),
        (day("07-11", 0) + timedelta(seconds=1), True),
    ],
)
def test_the_whole_last_day_is_in_time(cast: Cast, at, late: bool) -> None:  # type: ignore[no-untyped-def]
    opened(cast)
    actions.submit(duty("county-plan").pk, "方案", actor=cast.actor(Role.COUNTY_OFFICE), at=at)
    assert duty("county-plan").late is late


def test_a_returned_paper_keeps_the_day_of_its_first_submission(cast: Cast) -> None:
    opened(cast)
    pk, county, office = duty("county-plan").pk, cast.actor(Role.COUNTY_OFFICE), cast.actor(Role.OFFICE_STAFF)
    actions.submit(pk, "方案", actor=county, at=day("07-09"))
    with pytest.raises(WordsMissing):
        actions.send_back(pk, "", actor=office, at=day("07-10"))
    with pytest.raises(RoleRefused):
        actions.send_back(pk, "缺附件", actor=cast.actor(Role.COUNTY_LEADER), at=day("07-10"))
    actions.send_back(pk, "缺附件", actor=office, at=day("07-10"))
    assert duty("county-plan").state == "returned"
    actions.submit(pk, "补齐", actor=county, at=day("07-12"))
    assert duty("county-plan").late is False
    assert [move.verb for move in DutyMove.objects.filter(duty=pk)] == ["submit", "review", "return", "submit"]


def test_a_county_carries_out_nothing_before_its_plan_is_in_force(cast: Cast) -> None:
    opened(cast, "P2")
    county, director = cast.actor(Role.COUNTY_OFFICE), cast.actor(Role.OFFICE_DIRECTOR)
    plan, online = duty("county-plan").pk, duty("county-online").pk
    with pytest.raises(PlanNotInForce):
        actions.submit(online, "已开通", actor=county, at=day("07-12"))
    actions.submit(plan, "方案", actor=county, at=day("07-12"))
    with pytest.raises(PlanNotInForce):
        actions.submit(online, "已开通", actor=county, at=day("07-12"))
    with pytest.raises(RoleRefused):
        actions.approve(plan, NUMBER, actor=cast.actor(Role.OFFICE_STAFF), at=day("07-12"))
    with pytest.raises(WordsMissing):
        actions.approve(plan, "", actor=director, at=day("07-12"))
    actions.receive(plan, actor=cast.actor(Role.OFFICE_STAFF), at=day("07-12"))
    actions.approve(plan, NUMBER, actor=director, at=day("07-12"))
    assert duty("county-plan").state == "in_force"
    actions.submit(online, "已开通", actor=county, at=day("07-12"))


def test_nothing_is_handed_in_before_its_phase(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(NotYetOpen):
        actions.submit(duty("county-online").pk, "已开通", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))


def test_nobody_accepts_their_own_paper(cast: Cast) -> None:
    opened(cast)
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.LEADING_GROUP_LEADER)
    formed, plan = duty("form-bodies", None).pk, duty("city-plan", None).pk
    actions.submit(formed, "成立通知", actor=director, at=day("06-25"))
    with pytest.raises(OwnWork):
        actions.approve(formed, actor=director, at=day("06-25"))
    actions.approve(formed, actor=leader, at=day("06-25"))
    actions.submit(plan, "方案印发", actor=cast.actor(Role.OFFICE_STAFF), at=day("06-25"))
    with pytest.raises(OtherApprover):
        actions.approve(plan, actor=director, at=day("06-25"))
    actions.approve(plan, actor=leader, at=day("06-25"))
    assert duty("city-plan", None).state == "done"


def reports_in(cast: Cast, *units: str) -> None:
    """These units' self-examination reports are received."""
    office = cast.actor(Role.OFFICE_STAFF)
    for unit in units:
        Duty.objects.filter(task="county-self-exam-report", unit__code=unit).update(
            state="submitted", submitted_at=day("07-19")
        )
        actions.receive(duty("county-self-exam-report", unit).pk, actor=office, at=day("07-20"))


def test_a_roll_up_waits_for_every_child(cast: Cast) -> None:
    opened(cast, "P2")
    office, parent = cast.actor(Role.OFFICE_DIRECTOR), duty("self-exam-rollup", None).pk
    reports_in(cast, "qinghe", "linshan")
    with pytest.raises(ChildrenOpen, match="东湖区科技局"):
        actions.submit(parent, "汇总报告", actor=office, at=day("07-21"))
    absent = duty("county-self-exam-report", "donghu").pk
    with pytest.raises(NotOverdue):
        actions.declare_missing(absent, "未报", actor=office, at=day("07-20", 23, 59))
    with pytest.raises(WordsMissing):
        actions.declare_missing(absent, "", actor=office, at=day("07-21", 0))
    with pytest.raises(RoleRefused):
        actions.declare_missing(absent, "未报", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-21", 0))
    actions.declare_missing(absent, "机构改革,经催办仍未报", actor=office, at=day("07-21", 0))
    actions.submit(parent, "汇总报告", actor=office, at=day("07-21"))
    assert duty("county-self-exam-report", "qinghe").state == "rolled_up"
    assert duty("county-self-exam-report", "donghu").state == "draft"
    with pytest.raises(NotOverdue):
        actions.declare_missing(duty("county-self-exam-report").pk, "未报", actor=office, at=day("07-22"))


def test_what_the_programme_proves_is_not_reported_again(cast: Cast) -> None:
    opened(cast)
    actor, office = cast.actor(Role.STAT_LEAD), cast.actor(Role.OFFICE_DIRECTOR)
    with pytest.raises(SettlesItself):
        actions.submit(duty("survey-plan", None).pk, "已商定", actor=office, at=day("07-09"))
    assert actions.fulfil(Settling.FREEZE, actor=actor, at=day("07-09")) == 1
    assert actions.fulfil(Settling.FREEZE, actor=actor, at=day("07-09")) == 0
    settled = duty("survey-plan", None)
    assert (settled.state, settled.late) == ("done", False)
    assert actions.fulfil(Settling.DRAW, actor=actor, at=day("07-11", 0)) == 1
    assert duty("draw-sample", None).late, "the day after"


def test_what_the_plan_wants_attached_is_there_before_it_is_handed_in(cast: Cast) -> None:
    task = '["R80"]'
    files = plan_text().replace(
        "completion = [{ files = 0 }]\nsource = " + task, "completion = [{ files = 1 }]\nsource = " + task
    )
    assert files != plan_text()
    campaign = opened(cast, text=files)
    clerk, owed = cast.actor(Role.COUNTY_OFFICE), duty("county-bodies")
    with pytest.raises(Incomplete, match=r"附件|Files"):
        actions.submit(owed.pk, "已成立", actor=clerk, at=day("07-01"))
    attach(
        sent(portable(), "成立文件.pdf"),
        about=Subject.of(DUTY, owed.pk),
        campaign=campaign,
        actor=clerk,
        at=day("07-01"),
    )
    assert queries.card(owed, campaign, at=day("07-01")).requirements[0].met
    assert actions.submit(owed.pk, "已成立", actor=clerk, at=day("07-01"))


def test_every_gap_is_named_when_a_duty_is_declared_missing(cast: Cast) -> None:
    files = plan_text().replace("completion = [{ files = 0 }]", "completion = [{ files = 1 }]")
    opened(cast, "P2", text=files)
    absent = duty("county-self-exam-report", "donghu").pk
    actions.declare_missing(absent, "未报", actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("07-21", 0))
    last = DutyMove.objects.filter(duty=absent).last()
    assert last and last.text.startswith("未报\n") and re.search("附件|Files", last.text)


def test_an_event_starts_a_task_of_its_own(cast: Cast) -> None:
    opened(cast, "P5")
    with pytest.raises(RoleRefused):
        unit = UnitRef("donghu")
        actions.assign(
            "written-explanation", date(2026, 10, 9), unit=unit, actor=cast.actor(Role.COUNTY_OFFICE), at=day("09-20")
        )
    pk = actions.assign(
        "written-explanation", date(2026, 10, 9), unit=unit, actor=cast.actor(Role.OFFICE_STAFF), at=day("09-20")
    )
    assert Duty.objects.get(pk=pk).unit_id == cast.units["donghu"].pk
    assert JournalEntry.objects.filter(kind="duty:assign:1", subject=f"duty:{pk}").count() == 1
    assert Notice.objects.filter(kind="duty-assigned", unit__code="donghu").count() == 1


def test_reminders_go_out_once_each_and_not_after_the_day(cast: Cast) -> None:
    opened(cast)
    Duty.objects.exclude(task="county-plan").update(state="done")
    with pytest.raises(RoleRefused):
        actions.urge(duty("county-plan").pk, actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    assert actions.remind(actor=CLOCKWORK, at=day("07-04", 23, 59)) == 0
    assert actions.remind(actor=CLOCKWORK, at=day("07-05", 0)) == 3
    assert actions.remind(actor=CLOCKWORK, at=day("07-06")) == 0
    assert actions.remind(actor=CLOCKWORK, at=day("07-09")) == 3
    assert actions.mark_overdue(actor=CLOCKWORK, at=day("07-10", 23, 59)) == 0
    assert actions.remind(actor=CLOCKWORK, at=day("07-11", 0)) == 0
    assert actions.mark_overdue(actor=CLOCKWORK, at=day("07-11", 0)) == 3
    assert actions.mark_overdue(actor=CLOCKWORK, at=day("07-11", 1)) == 0
    assert Notice.objects.filter(kind="duty-due-soon", unit__code="qinghe").count() == 2
    actions.urge(duty("county-plan").pk, actor=cast.actor(Role.OFFICE_STAFF), at=day("07-12"))
    actions.submit(duty("county-plan").pk, "方案", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-12"))
    with pytest.raises(AlreadyHandedIn):
        actions.urge(duty("county-plan").pk, actor=cast.actor(Role.OFFICE_STAFF), at=day("07-12"))


def test_before_the_first_phase_the_clockwork_is_silent(cast: Cast) -> None:
    assert actions.remind(actor=CLOCKWORK, at=day("07-05")) == 0
    approved(cast)
    assert actions.remind(actor=CLOCKWORK, at=day("07-05")) == 0
    assert actions.mark_overdue(actor=CLOCKWORK, at=day("08-05")) == 0


def test_the_words_of_a_paper_stay_out_of_the_public_journal(cast: Cast) -> None:
    opened(cast)
    actions.submit(duty("county-bodies").pk, "秘密词句", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    entry = JournalEntry.objects.latest("pk")
    assert entry.kind == "duty:submit:1"
    assert "秘密词句".encode() not in bytes(entry.leaf) and b"qinghe" in bytes(entry.leaf)


def test_moves_are_append_only(cast: Cast) -> None:
    opened(cast)
    actions.submit(duty("county-bodies").pk, "办好了", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-01"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE duties_move SET text = 'x'")


def test_many_are_asked_for_at_once_and_each_once_a_day(cast: Cast) -> None:
    opened(cast)
    plans = list(Duty.objects.filter(task="county-plan").values_list("pk", flat=True))
    with pytest.raises(RoleRefused):
        actions.urge_all(plans, actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-12"))
    staff, director = cast.actor(Role.OFFICE_STAFF), cast.actor(Role.OFFICE_DIRECTOR)
    actions.submit(duty("county-plan").pk, "方案", actor=cast.actor(Role.COUNTY_OFFICE), at=day("07-11"))
    assert {line.pk for line in queries.to_urge(campaigns.required(), at=day("07-12"))} >= set(plans) - {
        duty("county-plan").pk
    }
    assert actions.urge_all(plans, actor=staff, at=day("07-12")) == len(plans) - 1, "what came is left out"
    assert actions.urge_all(plans, actor=director, at=day("07-12", 23, 59)) == 0, "each once a day"
    assert not set(plans) & {line.pk for line in queries.to_urge(campaigns.required(), at=day("07-12", 10))}
    assert Notice.objects.filter(kind="duty-urged").count() == len(plans) - 1
    assert actions.urge_all(plans, actor=director, at=day("07-13", 0)) == len(plans) - 1
