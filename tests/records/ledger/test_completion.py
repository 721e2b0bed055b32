"""Duties that the ledger settles: when every item is so far, not before; a new item opens them again."""

import pytest

from pingyi.records.campaign.queries import required
from pingyi.records.duties import actions as duties
from pingyi.records.duties import queries
from pingyi.records.duties.errors import SettlesItself
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.ledger import actions
from pingyi.records.ledger.actions import NewItem
from pingyi.records.ledger.actions.steps import Seen
from pingyi.rules.ledger import Analysis, Cause, Origin, Pace, Plan
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.django_db
AT = day("08-03", 10)
TASK = "immediate-items"
FOUND = NewItem(unit="qinghe", origin=Origin.SELF_FOUND, content="C3", problem="指南过期")
PLAN = Plan(pace=Pace.TIMED, measures="排班", target="九成", leader="吴定山", person="郑若水", due=day("08-20").date())


def owed(task: str) -> Duty:
    return Duty.objects.get(task=task, unit__code="qinghe")


def county_plan_in_force(cast: Cast) -> None:
    clerk, leader = cast.actor(Role.COUNTY_OFFICE), cast.actor(Role.COUNTY_LEADER)
    duties.submit(owed("county-plan").pk, "实施方案", actor=clerk, at=day("07-27"))
    if owed("county-plan").state != "submitted":
        draft = DutyMove.objects.filter(duty=owed("county-plan")).latest("pk")
        duties.sign(owed("county-plan").pk, draft.pk, actor=leader, at=day("07-27"))
    director = cast.actor(Role.OFFICE_DIRECTOR)
    duties.approve(owed("county-plan").pk, "云评办批〔2026〕1号", actor=director, at=day("07-28"))


def test_a_ledger_settles_the_duty_of_its_unit_and_a_new_item_opens_it_again(cast: Cast) -> None:
    head, rest = plan_text().split(f'code = "{TASK}"\n', 1)
    rest = rest.replace("completion = [{ files = 0 }]", 'completion = [{ ledger = "immediate" }]', 1)
    campaign = opened(cast, "P3", text=f'{head}code = "{TASK}"\n{rest}')
    county_plan_in_force(cast)
    clerk, leader = (cast.actor(each, campaign_id=campaign.code) for each in (Role.COUNTY_OFFICE, Role.COUNTY_LEADER))
    with pytest.raises(SettlesItself):
        duties.submit(owed(TASK).pk, "都改了", actor=clerk, at=AT)
    (pk,) = actions.add([FOUND], campaign=required(), actor=clerk, at=AT)
    actions.analyse(Seen(pk, 0), Analysis(analysis="无专人", cause=Cause.RULES), campaign=campaign, actor=clerk, at=AT)
    actions.plan(Seen(pk, 1), PLAN, campaign=campaign, actor=clerk, at=AT)
    [lacks] = queries.card(owed(TASK), campaign, at=AT).requirements
    assert (lacks.met, lacks.have, lacks.want, lacks.missing[0].zh) == (False, 0, 1, "第1项")
    actions.approve(Seen(pk, 2), campaign=campaign, actor=leader, at=AT)
    assert owed(TASK).state == "done", "nothing in the ledger is to be done at once"
    actions.add([FOUND], campaign=campaign, actor=clerk, at=AT)
    assert owed(TASK).state == "owed"
