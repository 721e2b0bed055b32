"""An item goes from a problem to a fix that somebody outside the unit verified; every step is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.ledger import actions, queries
from pingyi.records.ledger.access import access_item
from pingyi.records.ledger.actions import NewItem, SourceRef
from pingyi.records.ledger.actions.steps import Seen
from pingyi.records.ledger.errors import (
    CallBackMissing,
    ChangeWaits,
    DoneInFuture,
    ItemMoved,
    NotChanged,
    NothingAsked,
    NotOfTheUnit,
    ProblemMissing,
    ResultMissing,
    StepUnexplained,
    TakenOver,
    TermNotInPlan,
    UnitNotAppraised,
)
from pingyi.records.ledger.models import Item, Step
from pingyi.records.outbox.models import Notice
from pingyi.rules.ledger import Analysis, Cause, Milestone, Origin, Pace, Plan
from pingyi.rules.lifecycle import ItemState, NotNow
from pingyi.rules.mandate import PhaseRefused, Role, RoleRefused, ScopeRefused
from tests.cast import Cast
from tests.stage import approved, day, opened

pytestmark = pytest.mark.django_db
AT = day("08-03", 10)
DUE = date(2026, 8, 20)
RAISED = NewItem(
    unit="qinghe",
    origin=Origin.FEEDBACK,
    content="C3",
    problem="热线无人接听",
    verbatim="打了三次电话没有人接。",
    raisers=2,
    sources=(SourceRef("opinion", "1234-5678"),),
)
FOUND = NewItem(unit="qinghe", origin=Origin.SELF_FOUND, content="C3", problem="指南过期")
ANALYSIS = Analysis(analysis="没有值班制度", cause=Cause.RULES)
PLAN = Plan(
    pace=Pace.TIMED,
    measures="排班",
    building="值班制度",
    target="接通率九成",
    leader="吴定山",
    person="郑若水",
    due=DUE,
    milestones=(Milestone(date(2026, 8, 10), "印发制度"),),
)
PUT_OFF = Plan(pace=Pace.DEFERRED, deferral="无经费", next_step="列入预算", leader="吴定山", person="郑若水", due=DUE)


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P3")


Take = Callable[..., Item]


@pytest.fixture
def take(campaign: CurrentCampaign, cast: Cast) -> Take:
    """`take(item, "close", …)`: the step, by whoever takes it, on the item as it is; answers it as it is then."""
    roles = {
        "approve": Role.COUNTY_LEADER,
        "hand_back": Role.COUNTY_LEADER,
        "close": Role.OFFICE_STAFF,
        "send_back": Role.OFFICE_STAFF,
        "reopen": Role.OFFICE_STAFF,
        "decide_change": Role.OFFICE_STAFF,
    }

    def step(item: Item, verb: str, *given: Any, by: Role | None = None) -> Item:
        role = by or roles.get(verb, Role.COUNTY_OFFICE)
        actor = cast.actor(role, campaign_id=campaign.code)
        getattr(actions, verb)(Seen(item.pk, item.steps_taken), *given, campaign=campaign, actor=actor, at=AT)
        return Item.objects.get(pk=item.pk)

    return step


def added(campaign: CurrentCampaign, cast: Cast, new: NewItem = RAISED, by: Role = Role.OFFICE_STAFF) -> Item:
    (pk,) = actions.add([new], campaign=campaign, actor=cast.actor(by, campaign_id=campaign.code), at=AT)
    return Item.objects.get(pk=pk)


def worked_on(item: Item, take: Take, plan: Plan = PLAN) -> Item:
    item = take(item, "analyse", ANALYSIS)
    return take(take(item, "plan", plan), "approve")


def handed_in(item: Item, take: Take) -> Item:
    item = take(worked_on(item, take), "go_on", "制度已印发", {"0"})
    return take(item, "submit", "值班表已公布", AT.date())


def test_an_item_goes_all_the_way_and_every_step_is_kept(campaign: CurrentCampaign, cast: Cast, take: Take) -> None:
    item = handed_in(added(campaign, cast), take)
    assert item.milestones[0]["met"] == "2026-08-03" and item.submitted_on == AT.date()
    with pytest.raises(CallBackMissing):
        take(item, "close", "", "热线已恢复")
    item = take(item, "close", "反映人表示满意", "热线已恢复")
    assert (item.state, item.published, item.closed_on) == (ItemState.CLOSED, "热线已恢复", AT.date())
    steps = list(Step.objects.filter(item=item).values_list("verb", flat=True))
    assert steps == ["analyse", "plan", "approve", "go_on", "submit", "close"]
    kinds = JournalEntry.objects.filter(kind__startswith="item:").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["item:add:1", *["item:move:1"] * 6]
    with pytest.raises(Error), transaction.atomic():
        Step.objects.filter(item=item).update(reason="改")
    assert set(Notice.objects.filter(kind__startswith="item-").values_list("kind", flat=True)) == {
        "item-added",
        "item-submitted",
        "item-closed",
    }


def test_what_is_not_done_comes_back_and_what_was_false_is_reopened(
    campaign: CurrentCampaign, cast: Cast, take: Take
) -> None:
    item = handed_in(added(campaign, cast), take)
    with pytest.raises(StepUnexplained):
        take(item, "send_back", " ")
    item = take(item, "send_back", "仍无人接听")
    assert item.state == ItemState.RETURNED and item.submitted_on is None
    item = take(take(item, "go_on", "又补了人", set()), "submit", "有人接听", AT.date())
    item = take(item, "close", "已回访", "热线已恢复")
    item = take(item, "reopen", "抽查仍无人接听")
    assert (item.state, item.reopened, item.published) == (ItemState.REOPENED, 1, "")
    assert take(item, "analyse", ANALYSIS).state == ItemState.ANALYSED


def test_what_cannot_be_done_yet_is_put_off_by_the_leader_and_taken_up_again(
    campaign: CurrentCampaign, cast: Cast, take: Take
) -> None:
    item = worked_on(added(campaign, cast), take, PUT_OFF)
    assert item.state == ItemState.DEFERRED
    with pytest.raises(NotNow):
        take(item, "submit", "好了", AT.date())
    assert take(item, "reopen", "经费已到").state == ItemState.REOPENED


def test_the_leader_may_want_another_plan(campaign: CurrentCampaign, cast: Cast, take: Take) -> None:
    item = take(take(added(campaign, cast), "analyse", ANALYSIS), "plan", PLAN)
    assert take(item, "hand_back", "目标太低").state == ItemState.ANALYSED


def test_nobody_of_the_unit_verifies_and_nobody_else_works(campaign: CurrentCampaign, cast: Cast, take: Take) -> None:
    item = added(campaign, cast)
    for role, verb, given in (
        (Role.OFFICE_STAFF, "analyse", (ANALYSIS,)),
        (Role.COUNTY_OFFICE, "approve", ()),
        (Role.COUNTY_LEADER, "close", ("", "")),
        (Role.INSPECTOR, "close", ("", "")),
        (Role.SUPERVISOR, "reopen", ("因为",)),
    ):
        with pytest.raises(RoleRefused):
            take(item, verb, *given, by=role)
    with pytest.raises(ScopeRefused):
        take(item, "analyse", ANALYSIS, by=Role.CITY_BUREAU_UNIT)


def test_a_unit_does_not_learn_how_few_raised_it_nor_what_they_answered(
    campaign: CurrentCampaign, cast: Cast, take: Take
) -> None:
    item = take(handed_in(added(campaign, cast), take), "close", "反映人说满意", "热线已恢复")
    shown = {
        role: queries.card(item, campaign, actor=cast.actor(role, campaign_id=campaign.code), today=AT.date())
        for role in (Role.COUNTY_OFFICE, Role.OFFICE_STAFF)
    }
    for role, words in ((Role.COUNTY_OFFICE, ""), (Role.OFFICE_STAFF, "反映人说满意")):
        [line] = queries.lines(cast.actor(role, campaign_id=campaign.code), campaign, today=AT.date())
        assert line.verified and (line.verified.verb, line.verified.reason) == ("close", words)
        assert line.sources == (("opinion", "1234-5678"),)
    assert (shown[Role.COUNTY_OFFICE].line.raisers, shown[Role.OFFICE_STAFF].line.raisers) == (0, 2)
    assert (shown[Role.COUNTY_OFFICE].steps[0].reason, shown[Role.OFFICE_STAFF].steps[0].reason) == ("", "反映人说满意")


def test_steps_follow_each_other_and_what_was_seen(campaign: CurrentCampaign, cast: Cast, take: Take) -> None:
    item = added(campaign, cast)
    with pytest.raises(NotNow):
        take(item, "plan", PLAN)
    with pytest.raises(NotNow):
        take(item, "close", "回访了", "")
    take(item, "analyse", ANALYSIS)
    with pytest.raises(ItemMoved):
        take(item, "analyse", ANALYSIS)


def test_only_what_is_done_and_described_is_handed_in(campaign: CurrentCampaign, cast: Cast, take: Take) -> None:
    item = take(worked_on(added(campaign, cast), take), "go_on", "排了班", set())
    with pytest.raises(ResultMissing):
        take(item, "submit", "", AT.date())
    with pytest.raises(DoneInFuture):
        take(item, "submit", "好了", AT.date() + timedelta(days=1))


def test_another_day_or_wording_is_asked_for_and_decided_outside(
    campaign: CurrentCampaign, cast: Cast, take: Take
) -> None:
    item = worked_on(added(campaign, cast), take)
    with pytest.raises(StepUnexplained):
        take(item, "ask_change", "", DUE + timedelta(days=5), "")
    with pytest.raises(NotChanged):
        take(item, "ask_change", item.problem, DUE, "无变化")
    item = take(item, "ask_change", "", DUE + timedelta(days=5), "设备未到货")
    assert item.due == DUE
    with pytest.raises(ChangeWaits):
        take(item, "ask_change", "换个说法", None, "再申请")
    item = take(item, "decide_change", False, "可先人工值守")
    assert item.due == DUE
    with pytest.raises(NothingAsked):
        take(item, "decide_change", True, "同意")
    item = take(item, "ask_change", "热线时常无人接听", DUE + timedelta(days=1), "措辞更准")
    item = take(item, "decide_change", True, "同意")
    assert (item.problem, item.due, item.verbatim) == ("热线时常无人接听", DUE + timedelta(days=1), RAISED.verbatim)


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (replace(RAISED, unit="nowhere"), UnitNotAppraised),
        (replace(RAISED, content="C9"), TermNotInPlan),
        (replace(RAISED, priority="whim"), TermNotInPlan),
        (replace(RAISED, problem="\u200b"), ProblemMissing),
    ],
)
def test_what_is_no_item_is_refused(
    campaign: CurrentCampaign, cast: Cast, new: NewItem, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        added(campaign, cast, new)
    assert not Item.objects.exists()


def test_a_unit_adds_what_it_found_itself_to_its_own(campaign: CurrentCampaign, cast: Cast) -> None:
    assert added(campaign, cast, FOUND, Role.COUNTY_OFFICE).number == 1
    with pytest.raises(NotOfTheUnit):
        added(campaign, cast, RAISED, Role.COUNTY_OFFICE)
    with pytest.raises(ScopeRefused):
        added(campaign, cast, replace(FOUND, unit="linshan"), Role.COUNTY_OFFICE)


def test_nothing_stands_in_a_ledger_twice(campaign: CurrentCampaign, cast: Cast) -> None:
    added(campaign, cast)
    with pytest.raises(TakenOver):
        added(campaign, cast)
    assert added(campaign, cast, replace(RAISED, unit="linshan")).number == 2


def test_before_a_campaign_runs_there_is_no_ledger(cast: Cast) -> None:
    with pytest.raises(PhaseRefused):
        added(approved(cast), cast)


def test_a_unit_sees_its_own_the_office_all_and_the_cost_does_not_grow(campaign: CurrentCampaign, cast: Cast) -> None:
    item = added(campaign, cast, replace(RAISED, unit="linshan"))
    county = cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)
    office = cast.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)
    with pytest.raises(ScopeRefused):
        access_item(county, item.pk, campaign)
    many = [replace(FOUND, problem=f"第{place}个问题", unit="linshan") for place in range(40)]
    actions.add(many, campaign=campaign, actor=office, at=AT)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert queries.lines(county, campaign, today=AT.date()) == []
        assert len(queries.lines(office, campaign, today=AT.date())) == 41
    assert len(asked) == 4, "of nothing one query, of any number three"
