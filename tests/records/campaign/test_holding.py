"""The next version of a plan keeps every entry on which rows rest already; what holds on to it is named."""

import pytest
from django.utils.translation import override

from pingyi.records.campaign import actions
from pingyi.records.campaign.errors import PlanHeld
from pingyi.records.registers.models import RegisterRow
from pingyi.records.roll.models import Frame
from pingyi.rules.mandate import Role
from pingyi.ui.door.refusal import sentence
from tests.cast import UNITS, Cast
from tests.stage import begun, day, plan_text

pytestmark = pytest.mark.django_db
WITHOUT = tuple(unit for unit in UNITS if unit[0] != "donghu")


def test_a_unit_with_a_frame_stays_in_the_plan(cast: Cast) -> None:
    campaign = begun(cast)
    office, at = cast.actor(Role.OFFICE_STAFF), day("06-12")
    Frame.objects.create(campaign_id=campaign.code, unit="donghu", fingerprint="0" * 64, size=340, imported_at=at)
    Frame.objects.create(campaign_id=campaign.code, unit="qinghe", fingerprint="0" * 64, size=9, imported_at=at)
    with pytest.raises(PlanHeld) as held:
        actions.revise_plan(plan_text(WITHOUT), actor=office, at=at)
    with override("zh-hans"):
        said = sentence(held.value)
    assert "“东湖区科技局”（名册人数：340）" in said and "清河" not in said
    actions.revise_plan(plan_text().replace("version = 1\n", "version = 2\n", 1), actor=office, at=at)


def test_a_register_with_rows_stays_and_one_without_may_go(cast: Cast) -> None:
    campaign = begun(cast)
    office, at = cast.actor(Role.OFFICE_STAFF), day("06-12")
    register = campaign.book.registers[-1].code
    RegisterRow.objects.create(
        campaign_id=campaign.code,
        register=register,
        number=1,
        values={},
        words="",
        written_by=cast[Role.OFFICE_STAFF],
        written_at=at,
        changed_at=at,
    )
    gone = plan_text().replace(f'code = "{register}"', 'code = "another"', 1)
    with pytest.raises(PlanHeld, match="rows of registers: 1"):
        actions.revise_plan(gone, actor=office, at=at)
    RegisterRow.objects.update(withdrawn=True)
    actions.revise_plan(plan_text(WITHOUT), actor=office, at=at)
