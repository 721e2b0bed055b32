"""Who must act: only what is not in order, by whoever's turn it is, in one query."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions
from pingyi.records.duties.attention import turns
from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db


def duty(task: str, unit: str | None = "qinghe") -> Duty:
    return Duty.objects.get(task=task, unit__code=unit) if unit else Duty.objects.get(task=task, unit=None)


def found(campaign: CurrentCampaign, at: datetime) -> dict[str, tuple[int, int, int]]:
    return {turn.who.zh: (len(turn.overdue), len(turn.returned), len(turn.waiting)) for turn in turns(campaign, at=at)}


def test_what_is_in_order_is_not_told_and_the_second_after_its_day_is(cast: Cast) -> None:
    campaign = opened(cast)
    assert found(campaign, day("06-24")) == {}
    assert "清河县科技局" not in found(campaign, day("07-10", 23, 59))
    late = found(campaign, day("07-11", 0))
    owed = Duty.objects.filter(unit__code="qinghe", phase="P1").count()
    assert late["清河县科技局"] == (owed, 0, 0)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        turns(campaign, at=day("09-30"))
    assert len(asked) == 1


def test_what_waits_is_the_turn_of_whoever_decides(cast: Cast) -> None:
    campaign = opened(cast)
    office, clerk = cast.actor(Role.OFFICE_STAFF), cast.actor(Role.COUNTY_OFFICE)
    actions.submit(duty("county-bodies").pk, "已成立", actor=clerk, at=day("06-25"))
    actions.submit(duty("work-plan", None).pk, "任务分解", actor=office, at=day("06-25"))
    waits = found(campaign, day("06-25"))
    group = campaign.book.body("leading_group").name.zh
    assert waits[group] == (0, 0, 1) and waits[campaign.book.body("appraisal_office").name.zh] == (0, 0, 1)
    actions.send_back(duty("county-bodies").pk, "缺名单", actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("06-26"))
    assert found(campaign, day("06-26"))["清河县科技局"] == (0, 1, 0)
    actions.approve(duty("work-plan", None).pk, actor=cast.actor(Role.LEADING_GROUP_LEADER), at=day("06-26"))
    assert group not in found(campaign, day("06-26"))
