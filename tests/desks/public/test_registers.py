"""Everybody reads the public columns of rows that stand, and nothing else of them."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-01")
HELD = {"held": "2026-07-01", "subject": "开门评议会", "kind": "symposium", "invited": "4321", "phone": "138001"}


def test_only_public_columns_of_standing_rows(cast: Cast, client: Client, settings: Settings) -> None:
    settings.CLOCK.set(AT)
    code = opened(cast, text=PLAN).code
    office = cast.actor(Role.OFFICE_STAFF, campaign_id=code)
    rows = [NewRow("qinghe", HELD), NewRow("linshan", HELD | {"subject": "误登的会"}), NewRow("", HELD)]
    actions.write("gatherings", rows, actor=office, at=AT)
    actions.withdraw("gatherings", 2, "误登", version=1, actor=office, at=AT)
    shelf = client.get("/open-registers/").content.decode()
    assert "试用会议簿" in shelf and "试用礼品簿" not in shelf
    page = client.get("/open-registers/gatherings/").content.decode()
    assert "开门评议会" in page and "清河县科技局" in page
    assert not any(hidden in page for hidden in ("4321", "138001", "误登的会", "林山县科技局"))
    assert page.count("开门评议会") == 2
    assert client.get("/open-registers/gatherings/?unit=organiser").content.decode().count("开门评议会") == 1
    assert client.get("/open-registers/gifts/").status_code == 404
    assert client.get("/open-registers/nothing/").status_code == 404
