"""What every unit has done, figure by figure: gaps show, a unit sees itself alone, small counts are not told."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def running(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(day("07-01"))
    opened(cast, text=PLAN)
    row = {
        "held": "2026-07-01",
        "subject": "会",
        "kind": "mobilisation",
        "invited": "9",
        "types": ["institutes", "parks"],
    }
    actions.write(
        "gatherings", [NewRow("qinghe", row)], actor=cast.actor(Role.OFFICE_STAFF, campaign_id=CODE), at=day("07-01")
    )  # type: ignore[dict-item]


def table(client: Client, address: str) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(client.get(address, {"file": "xlsx"}).content)).active
    return list(sheet.values) if sheet else []


def test_units_stand_beside_their_targets(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office = client_of(Role.OFFICE_STAFF)
    office.get("/coverage/")
    with django_assert_max_num_queries(15):
        page = office.get("/coverage/").content.decode()
    assert "各类对象" in page and "未达标" in page and "清河县科技局" in page and "林山县科技局" in page
    rows = table(office, "/coverage/")
    place = rows[0].index("各类对象")
    cells = {row[0]: row[place] for row in rows[1:]}
    assert cells["清河县科技局"] == "2 / 6" and cells["林山县科技局"] == "0 / 6"
    figure = table(office, "/coverage/gatherings/types/")
    assert "科研机构" in figure[0] and {row[0]: row[1] for row in figure[1:]}["清河县科技局"] == "1"
    assert office.get("/coverage/gatherings/nothing/").status_code == 404


def test_a_unit_sees_itself_alone(client_of: ClientOf) -> None:
    page = client_of(Role.COUNTY_OFFICE).get("/coverage/").content.decode()
    assert "清河县科技局" in page and "林山县科技局" not in page
    assert client_of(Role.SYS_ADMIN).get("/coverage/").status_code == 403


def test_the_home_of_a_unit(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    county.get("/my-unit/")
    with django_assert_max_num_queries(14):
        page = county.get("/my-unit/").content.decode()
    assert "清河县科技局" in page and "待办任务" in page and "试用会议簿" in page and "已覆盖2类" in page
    assert "还没有文书" in page and "林山县" not in page
    for role in (Role.OFFICE_STAFF, Role.INSPECTOR, Role.REPRESENTATIVE):
        assert client_of(role).get("/my-unit/").status_code == 403
