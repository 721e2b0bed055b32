"""Holidays nobody has published yet: told before the plan is signed, recorded on the campaign's page, never a 500."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies import commencement
from pingyi.records.campaign import queries
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import begun, day, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
GIVEN = {"year": "2199", "source": "国办发明电〔2198〕7号", "off": "2199-09-16、2199-09-17", "worked": "2199-09-21"}


@pytest.fixture(autouse=True)
def campaign(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(day("06-15"))
    begun(cast, plan_text().replace("year = 2026", "year = 2199", 1))


def test_whoever_signs_is_told_first(cast: Cast, client_of: ClientOf) -> None:
    leader = client_of(Role.LEADING_GROUP_LEADER, agrees=False)
    assert "2199年的放假调休安排" in leader.get("/campaign/").content.decode()
    assert "2199年的放假调休安排尚未公布" in leader.post("/acts/plan/sign").content.decode()


def test_the_director_records_them_and_everybody_sees_it(cast: Cast, client_of: ClientOf) -> None:
    leader = cast.actor(Role.LEADING_GROUP_LEADER)
    commencement.approve_plan(actor=leader, at=day("06-12"), digest=queries.required().digest)
    client = client_of(Role.OFFICE_DIRECTOR)
    assert "/campaign/workdays/" in client.get("/campaign/").content.decode()
    assert 'name="off"' in client.get("/campaign/workdays/").content.decode()
    page = client.post("/campaign/workdays/", GIVEN, follow=True).content.decode()
    assert queries.required().unknown_years == ()
    assert "/campaign/workdays/" not in page and "国办发明电〔2198〕7号" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"off": "9月16日"}, "2027-01-01"),
        ({"off": "2199-09-21"}, "有误：9月21日（周六）"),
        ({"off": "2199-02-30"}, "2199-02-30"),
        ({"year": "x"}, "年度"),
        ({"source": ""}, "公布安排的文件"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    cast: Cast, client_of: ClientOf, given: dict[str, str], said: str
) -> None:
    page = client_of(Role.OFFICE_DIRECTOR).post("/campaign/workdays/", GIVEN | given, follow=True)
    assert "2199-09-21" in page.content.decode()
    assert page.status_code == 422 and said in page.content.decode()
    assert queries.required().unknown_years == (2199,)


def test_nobody_else_records(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(Role.OFFICE_STAFF).post("/campaign/workdays/", GIVEN).status_code in (403, 404)
