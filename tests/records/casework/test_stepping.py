"""A case from the decision to the call-back: the clock, who may do what, what the raiser reads of it."""

from datetime import date, datetime

import pytest
from django.db import Error, connection, transaction

from pingyi.ceremonies import casework, masking
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.records.casework.actions import Move
from pingyi.records.casework.errors import CaseHidden, MaskFirst, NoSuchBody
from pingyi.records.casework.models import Case
from pingyi.records.casework.queries import CaseView
from pingyi.records.journal import key
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.models import Deed
from pingyi.records.voices.queries import conversation
from pingyi.rules.casework import (
    AlreadyDone,
    Answers,
    HandledByTheAccused,
    LimitUnknown,
    NotExtendable,
    NotYetLate,
    TextMissing,
    TooLate,
)
from pingyi.rules.lifecycle import CaseState, NotNow
from pingyi.rules.mandate import PUBLIC, Role, RoleRefused
from pingyi.rules.masks import Finding, Span
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
ACCEPT = Move("accept", "您反映的事项已受理。", limit="complaint")
HARMED = Answers(solved=True, satisfied=True, harassed=True)


class Stage:
    """The cast, the campaign, and one complaint about Qinghe of 13 July."""

    def __init__(self, cast: Cast, campaign: CurrentCampaign, kind: Kind = Kind.COMPLAINT) -> None:
        self.cast, self.campaign = cast, campaign
        new = NewOpinion(kind, ["qinghe"], "窗口让我跑了三趟。")
        self.taken: Taken = voices.raise_opinion(
            new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT
        )

    def step(self, *moves: Move, by: Role = Role.INTAKE_CLERK, at: datetime = AT) -> CaseView:
        for move in moves:
            actor = self.cast.actor(by, campaign_id=self.campaign.code)
            casework.step(self.taken.number, move, seen=0, actor=actor, at=at, campaign=self.campaign)
        return self.standing

    def raises(self, move: Move, at: datetime = AT) -> CaseView:
        casework.raise_again(self.taken.code, move, seen=0, at=at, campaign=self.campaign)
        return self.standing

    def hand_in(self, move: Move, by: Role = Role.OFFICE_STAFF, at: datetime = AT) -> CaseView:
        actor = self.cast.actor(by, campaign_id=self.campaign.code)
        casework.hand_in(self.taken.number, move, actor=actor, at=at, campaign=self.campaign)
        return self.standing

    @property
    def standing(self) -> CaseView:
        found = queries.case_view(self.taken.number, self.campaign)
        assert found is not None
        return found

    @property
    def conversation(self) -> list[tuple[str, str]]:
        read = conversation(access_by_code(self.taken.code, self.campaign), self.campaign)
        return [(each.side.value, each.text) for each in read.statements[1:]]


@pytest.fixture
def stage(cast: Cast) -> Stage:
    key.make()
    return Stage(cast, opened(cast, "P2"))


def test_a_complaint_is_accepted_given_away_handed_in_and_answered(stage: Stage) -> None:
    accepted = stage.step(ACCEPT)
    assert accepted.state is CaseState.ACCEPTED and accepted.due == date(2026, 7, 27)
    assert stage.step(Move("assign", body="office")).body == "office"
    assert stage.hand_in(Move("hand_in", "已到窗口核实，属实。")).state is CaseState.HANDLED
    assert stage.step(Move("send_back", "请补充整改措施。")).state is CaseState.ASSIGNED
    stage.hand_in(Move("hand_in", "已改为一次性告知。"))
    replied = stage.step(Move("reply", "情况属实，已改为一次性告知。"))
    assert replied.state is CaseState.REPLIED and replied.due is None
    closed = stage.step(Move("call_back", answers=Answers(True, True, False)), by=Role.OFFICE_STAFF)
    assert closed.state is CaseState.CONCLUDED and not closed.protected
    assert stage.conversation == [("office", ACCEPT.text), ("office", "情况属实，已改为一次性告知。")]
    assert {"accept", "assign", "hand_in", "reply", "call_back"} <= set(Deed.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("verb", "state"),
    [("refer", CaseState.REFERRED), ("turn_away", CaseState.OUTSIDE), ("refuse", CaseState.REFUSED)],
)
def test_what_is_not_taken_up_is_answered_with_its_reason(stage: Stage, verb: str, state: CaseState) -> None:
    with pytest.raises(TextMissing):
        stage.step(Move(verb, " "))
    assert stage.step(Move(verb, "应向市人社局反映。", body="市人社局")).state is state
    assert stage.conversation == [("office", "应向市人社局反映。")]
    with pytest.raises(NotNow):
        stage.step(ACCEPT)


def test_sorting_has_a_limit_of_its_own(stage: Stage) -> None:
    new = queries.unsorted(stage.taken.number, date(2026, 7, 13), stage.campaign)
    assert new.due == date(2026, 7, 16)
    assert not new.is_late(date(2026, 7, 16)) and new.is_late(date(2026, 7, 17))


def test_a_day_that_nobody_knows_yet_is_no_day(stage: Stage) -> None:
    assert queries.ends(stage.campaign, "complaint", date(2031, 1, 1)) is None
    assert queries.ends(stage.campaign, "no-such-limit", date(2026, 7, 13)) is None
    assert queries.ends(stage.campaign, "first-aftercare", date(2031, 1, 1)) == date(2031, 1, 31)


def test_a_limit_of_the_plan_is_chosen_and_extended_once_by_the_director(stage: Stage) -> None:
    with pytest.raises(LimitUnknown):
        stage.step(Move("accept", "受理", limit="explanation"))
    assert stage.step(Move("accept", "受理", limit="major-complaint")).due == date(2026, 8, 3)
    with pytest.raises(RoleRefused):
        stage.step(Move("extend", "需到现场核实"))
    extended = stage.step(Move("extend", "需到现场核实"), by=Role.OFFICE_DIRECTOR)
    assert extended.due == date(2026, 8, 24) and extended.state is CaseState.ACCEPTED
    assert stage.conversation[-1] == ("office", "需到现场核实")
    with pytest.raises(NotExtendable):
        stage.step(Move("extend", "再延"), by=Role.OFFICE_DIRECTOR)


def test_it_is_never_given_to_whom_it_is_about_nor_to_nobody(stage: Stage) -> None:
    stage.step(ACCEPT)
    for body in ("", "nowhere", "statistics"):
        with pytest.raises(NoSuchBody):
            stage.step(Move("assign", body=body))
    for body in ("qinghe", "linshan"):
        with pytest.raises(HandledByTheAccused):
            stage.step(Move("assign", body=body))


def test_a_body_outside_the_office_gets_what_two_people_looked_through(stage: Stage) -> None:
    stage.step(ACCEPT)
    with pytest.raises(MaskFirst):
        stage.step(Move("assign", body="city-bureau"))
    masked(stage)
    assert stage.step(Move("assign", body="city-bureau")).body == "city-bureau"
    handed = stage.hand_in(Move("hand_in", "已核实。"), by=Role.CITY_BUREAU_UNIT)
    assert handed.state is CaseState.HANDLED
    with pytest.raises(CaseHidden):
        stage.hand_in(Move("hand_in", "已核实。"), by=Role.COUNTY_OFFICE)


def masked(stage: Stage) -> None:
    """Two people hide the first five characters of what was said."""
    code = stage.campaign.code
    first, second = (stage.cast.actor(role, campaign_id=code) for role in (Role.INTAKE_CLERK, Role.OFFICE_STAFF))
    about, campaign = stage.taken.number, stage.campaign
    masking.propose(about, 0, [Span(0, 2, Finding.OTHER)], "地点", seen=0, actor=first, at=AT, campaign=campaign)
    masking.countersign(about, 0, True, "", seen=1, actor=second, at=AT, campaign=campaign)


def test_the_wrong_body_objects_within_five_working_days(stage: Stage) -> None:
    stage.step(ACCEPT, Move("assign", body="office"))
    with pytest.raises(TooLate):
        stage.hand_in(Move("object", "不归我们管"), at=day("07-21", 9))
    back = stage.hand_in(Move("object", "不归我们管"), at=day("07-20", 23))
    assert back.state is CaseState.ACCEPTED and back.body == ""


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT])
def test_who_was_given_nothing_works_on_nothing(stage: Stage, role: Role) -> None:
    stage.step(ACCEPT, Move("assign", body="office"))
    with pytest.raises(CaseHidden):
        stage.hand_in(Move("hand_in", "办结"), by=role)
    with pytest.raises(RoleRefused):
        stage.step(Move("reply", "办结"), by=role)
    assert queries.given_to(["qinghe", "city-bureau"], stage.campaign) == []
    assert [each.number for each in queries.given_to(["office"], stage.campaign)] == [stage.taken.number]


def test_what_is_overdue_goes_to_the_director_once(stage: Stage) -> None:
    stage.step(ACCEPT)
    with pytest.raises(NotYetLate):
        stage.step(Move("escalate", "请督办"), at=day("07-27", 23))
    assert stage.step(Move("escalate", "请督办"), at=day("07-28", 9)).course.escalated
    with pytest.raises(AlreadyDone):
        stage.step(Move("escalate", "请督办"), at=day("07-28", 9))


def test_the_raiser_says_how_it_was_handled_and_has_it_taken_up_again_within_the_limit(stage: Stage) -> None:
    with pytest.raises(NotNow):
        stage.raises(Move("reopen", "没有解决"))
    stage.step(ACCEPT, Move("reply", "已办。"))
    stage.raises(Move("evaluate", answers=Answers(False, False, False)))
    with pytest.raises(AlreadyDone):
        stage.raises(Move("evaluate", answers=Answers(True, True, False)))
    with pytest.raises(TextMissing):
        stage.raises(Move("reopen", ""))
    with pytest.raises(TooLate):
        stage.raises(Move("reopen", "没有解决"), at=day("08-04", 0))
    again = stage.raises(Move("reopen", "没有解决"), at=day("08-03", 23))
    assert again.state is CaseState.ACCEPTED and again.due == date(2026, 8, 17)
    assert stage.conversation[-1] == ("raiser", "没有解决")
    with pytest.raises(NotNow):
        stage.raises(Move("reopen", "还是没有"), at=day("08-03", 23))


def test_what_was_not_solved_is_taken_up_by_the_call(stage: Stage) -> None:
    stage.step(ACCEPT, Move("reply", "已办。"))
    with pytest.raises(RoleRefused):
        stage.step(Move("call_back", answers=Answers(True)))
    again = stage.step(Move("find_unsolved", answers=Answers(False)), by=Role.OFFICE_STAFF)
    assert again.state is CaseState.ACCEPTED and again.due == date(2026, 7, 27)


def test_a_report_of_harm_takes_the_case_back_to_the_office_and_protects_it(stage: Stage) -> None:
    stage.step(ACCEPT, Move("assign", body="office"))
    harmed = stage.raises(Move("report_harm", "窗口说我再告就不给办。"))
    assert (harmed.state, harmed.body, harmed.protected) == (CaseState.ACCEPTED, "", True)
    assert stage.conversation[-1] == ("raiser", "窗口说我再告就不给办。")
    assert queries.aftercare(harmed, stage.campaign) == date(2026, 8, 12)


def test_harm_is_reported_before_anybody_has_decided(stage: Stage) -> None:
    harmed = stage.raises(Move("report_harm", "有人打听是谁告的。"))
    assert harmed.state is CaseState.NEW and harmed.protected
    assert stage.step(ACCEPT).protected


def test_whoever_complained_is_asked_after_at_thirty_and_ninety_days(stage: Stage) -> None:
    asks = Move("ask_after", answers=Answers(harassed=False))
    replied = stage.step(ACCEPT, Move("reply", "已办。"))
    assert queries.aftercare(replied, stage.campaign) == date(2026, 8, 12)
    first = stage.step(asks, by=Role.OFFICE_STAFF, at=day("08-12"))
    assert queries.aftercare(first, stage.campaign) == date(2026, 10, 11)
    last = stage.step(Move("ask_after", answers=HARMED), by=Role.OFFICE_STAFF, at=day("10-11"))
    assert last.protected and queries.aftercare(last, stage.campaign) is None


def test_the_raisers_steps_have_no_time_finer_than_an_hour(stage: Stage) -> None:
    stage.step(ACCEPT, Move("reply", "已办。"))
    step = stage.raises(Move("reopen", "没有解决"), at=day("07-14", 10, 37)).steps[-1]
    assert step.handler == "" and step.at == day("07-14", 10)


def test_steps_cannot_be_changed(stage: Stage) -> None:
    stage.step(ACCEPT)
    assert Case.objects.get().number == stage.taken.number
    for change in ("UPDATE casework_step SET text = ''", "DELETE FROM casework_step"):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
