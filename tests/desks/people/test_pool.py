"""The page of a pool, from the composition of the candidates to the draw that anybody can repeat."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.ceremonies.test_drawing import KNOWN, SEED, register
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.django_db


def test_a_county_closes_its_pool_and_draws(cast: Cast, client_of: Callable[..., Client], settings: Settings) -> None:
    opened(cast, "P1")
    settings.CLOCK.set(day("06-24"))
    county = client_of(Role.COUNTY_OFFICE)
    page = county.get("/pools/qinghe/").content.decode()
    assert "还没有登记候选人" in page and "封定候选人库" not in page
    register(cast, range(24))
    assert "清河县科技局" in county.get("/pools/").content.decode()
    page = county.get("/pools/qinghe/").content.decode()
    assert "12 人，按比例应为 12 人" in page and "封定候选人库" in page
    assert county.get("/pools/linshan/").status_code == county.get("/pools/organiser/").status_code == 404
    given = {"size": "8", "source": "双色球 2026072 期", "known_at": "2026-06-25T21:00"}
    assert county.post("/pools/qinghe/close/", {**given, "size": "0"}).status_code == 422
    told = county.post("/pools/qinghe/close/", given, follow=True).content.decode()
    assert "候选人库已封定" in told and "数值公布后，在这里填写并抽取" in told
    assert "公布前不能抽取" in county.post("/pools/qinghe/draw/", {"value": SEED}, follow=True).content.decode()
    settings.CLOCK.set(KNOWN)
    county = client_of(Role.COUNTY_OFFICE)
    assert county.post("/pools/qinghe/draw/", {"value": "０３"}).status_code == 422
    told = county.post("/pools/qinghe/draw/", {"value": SEED}, follow=True).content.decode()
    assert f"{SEED}|representatives-{CODE}-qinghe|" in told and told.count("抽中") >= 8
    supervisor = client_of(Role.SUPERVISOR)
    assert supervisor.get("/pools/qinghe/?file=xlsx")["Content-Type"].endswith("sheet")
    assert "抽中人员退出" not in supervisor.get("/pools/qinghe/").content.decode()
    assert client_of(Role.OFFICE_DIRECTOR).get("/pools/organiser/").status_code == 200
