"""Duties that rows settle: beside the complete one the one that lacks; what is withdrawn opens it again."""

import pytest

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions as duties
from pingyi.records.duties import queries
from pingyi.records.duties.errors import SettlesItself
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.outbox.models import Notice
from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.rules.mandate import Actor, Role
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.stage import day, gone_on, opened

pytestmark = pytest.mark.django_db
ROWS = 'completion = [{ register = "gatherings", count = "times" }]\n'
HELD = {"held": "2026-07-01", "subject": "动员大会", "kind": "mobilisation", "invited": "40"}


def settled_by(rows: str, task: str) -> str:
    """The plan in which this task is settled by these rows."""
    head, block = PLAN.split(f'code = "{task}"\n', 1)
    return f'{head}code = "{task}"\n' + block.replace("completion = [{ files = 0 }]\n", rows, 1)


def owed(task: str, unit: str | None = "qinghe") -> Duty:
    return Duty.objects.get(task=task, unit__code=unit) if unit else Duty.objects.get(task=task, unit=None)


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, text=settled_by(ROWS, "county-mobilisation"))


@pytest.fixture
def clerk(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)


def test_a_row_settles_the_duty_of_its_unit_and_of_no_other(clerk: Actor, campaign: CurrentCampaign) -> None:
    with pytest.raises(SettlesItself):
        duties.submit(owed("county-mobilisation").pk, "已开", actor=clerk, at=day("07-01"))
    [lacks] = queries.card(owed("county-mobilisation"), campaign, at=day("07-01")).requirements
    assert not lacks.met and (lacks.have, lacks.want) == (0, 1)
    actions.write("gatherings", [NewRow("qinghe", HELD)], actor=clerk, at=day("07-01"))
    done = owed("county-mobilisation")
    assert (done.state, done.late, str(done.submitted_by_id)) == ("done", False, clerk.ref)
    assert queries.card(done, campaign, at=day("07-01")).requirements[0].met
    assert owed("county-mobilisation", "linshan").state == "owed"


def test_what_is_withdrawn_opens_it_again_and_the_first_day_stays(clerk: Actor, campaign: CurrentCampaign) -> None:
    [number] = actions.write("gatherings", [NewRow("qinghe", HELD)], actor=clerk, at=day("07-10", 23, 59))
    actions.withdraw("gatherings", number, "登记错误", version=1, actor=clerk, at=day("07-11"))
    again = owed("county-mobilisation")
    assert (again.state, again.late, again.submitted_at) == ("owed", False, day("07-10", 23, 59))
    assert Notice.objects.filter(kind="duty-lapsed").count() == 1
    actions.write("gatherings", [NewRow("qinghe", HELD)], actor=clerk, at=day("07-12"))
    assert (owed("county-mobilisation").state, owed("county-mobilisation").late) == ("done", False)
    moves = DutyMove.objects.filter(duty=again).values_list("verb", flat=True)
    assert list(moves) == ["fulfil", "lapse", "fulfil"]


def test_the_second_after_its_day_is_late_for_good(clerk: Actor, campaign: CurrentCampaign) -> None:
    actions.write("gatherings", [NewRow("qinghe", HELD)], actor=clerk, at=day("07-11", 0))
    assert (owed("county-mobilisation").state, owed("county-mobilisation").late) == ("done", True)


def test_what_somebody_approves_waits_for_them_and_then_stays(cast: Cast) -> None:
    rows = 'completion = [{ register = "gatherings" }]\n'
    opened(cast, text=settled_by(rows, "work-plan"))
    office = cast.actor(Role.OFFICE_STAFF)
    [number] = actions.write("gatherings", [NewRow("", HELD)], actor=office, at=day("06-25"))
    assert owed("work-plan", None).state == "submitted"
    duties.approve(owed("work-plan", None).pk, actor=cast.actor(Role.LEADING_GROUP_LEADER), at=day("06-26"))
    actions.withdraw("gatherings", number, "登记错误", version=1, actor=office, at=day("06-27"))
    assert owed("work-plan", None).state == "done"


def test_what_is_registered_before_its_phase_settles_when_the_phase_opens(cast: Cast) -> None:
    campaign = opened(cast, text=settled_by(ROWS, "county-online"))
    clerk = cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.COUNTY_LEADER)
    actions.write("gatherings", [NewRow("qinghe", HELD)], actor=clerk, at=day("07-01"))
    assert owed("county-online").state == "owed"
    gone_on(cast, "P2")
    assert owed("county-online").state == "owed", "the county's own plan is not in force"
    duties.submit(owed("county-plan").pk, "实施方案", actor=clerk, at=day("07-12"))
    if owed("county-plan").state != "submitted":
        draft = DutyMove.objects.filter(duty=owed("county-plan")).latest("pk")
        duties.sign(owed("county-plan").pk, draft.pk, actor=leader, at=day("07-12"))
    duties.approve(owed("county-plan").pk, "云评办批〔2026〕1号", actor=director, at=day("07-13"))
    assert owed("county-online").state == "done"
