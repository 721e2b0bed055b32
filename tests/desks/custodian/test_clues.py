"""A report of wrongdoing from the public's page through both custodians' desks, and back to the raiser."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.desks.voices.forms import carried
from pingyi.records.voices.models import Statement
from pingyi.rules.mandate import Role
from tests.ceremonies.test_clues import AT, CUSTODIAN, LIAISON, House
from tests.ceremonies.test_clues import house as made
from tests.desks.voices.test_saying import code_on, worked

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
house = made


@pytest.fixture(autouse=True)
def _at(settings: Settings) -> None:
    settings.CLOCK.set(AT)


def test_from_the_form_to_the_answer(house: House, client: Client, client_of: ClientOf) -> None:
    page = client.get("/say/report/").content.decode()
    assert all(str(own.to_public()) in page for own in house.keys.values()) and 'name="text"' not in page
    plain = client.post("/say/report/", {"sealed": "某科某人收了礼金", "work": worked(client)})
    assert plain.status_code == 422 and "未经浏览器密封" in plain.content.decode()
    sent = client.post("/say/report/", {"sealed": house.sealed(), "work": worked(client)})
    house.code = code_on(sent.content.decode())
    assert sent.headers["Cache-Control"] == "no-store" and not client.cookies
    custodian, liaison = client_of(CUSTODIAN), client_of(LIAISON)
    assert "办理1件密封举报的下一步" in custodian.get("/today/").content.decode()
    address = f"/clues/{house.line.number}/"
    assert "BEGIN AGE" in custodian.get(address).content.decode()
    assert "BEGIN AGE" not in liaison.get(address).content.decode()
    custodian.post(f"{address}hand-over/", {"layer": house.opened(CUSTODIAN)})
    assert "data-contents" in liaison.get(address).content.decode()
    assert "平台上的密文已清除" in liaison.post(f"{address}receive/", follow=True).content.decode()
    refused = liaison.post(f"{address}answer/", {"verb": "return", "text": ""}, follow=True)
    assert "请写明告知反映人的内容" in refused.content.decode()
    liaison.post(f"{address}answer/", {"verb": "return", "text": "属于服务态度问题。"})
    shown = client.post("/say/follow/", {"code": carried(house.code)}).content.decode()
    assert "属于服务态度问题。" in shown and "作为一般意见提出" in shown and "移交" in shown
    unsaid = client.post("/say/follow/agree/", {"code": carried(house.code), "text": "窗口态度不好。"})
    assert unsaid.status_code == 422 and "窗口态度不好。" in unsaid.content.decode()
    anew = {"code": carried(house.code), "kind": "complaint", "units": ["qinghe"], "text": "窗口态度不好。"}
    assert code_on(client.post("/say/follow/agree/", anew).content.decode()) != house.code
    assert "已作为一般意见重新提出" in client.post("/say/follow/", {"code": carried(house.code)}).content.decode()


def test_a_clerk_seals_what_is_told_on_the_telephone(house: House, client_of: ClientOf) -> None:
    clerk = client_of(Role.INTAKE_CLERK)
    page = clerk.get("/opinions/report/").content.decode()
    assert 'name="text"' not in page and str(house.keys[LIAISON].to_public()) in page
    sent = clerk.post("/opinions/report/", {"sealed": house.sealed(), "source": "telephone", "token": "x"})
    house.code = code_on(sent.content.decode())
    number = house.line.number
    assert (
        clerk.get(f"/opinions/{number}/").status_code == 404 and number not in clerk.get("/opinions/").content.decode()
    )
    assert clerk.get(f"/clues/{number}/").status_code == 403
    assert "礼金" not in Statement.objects.get().text


def test_the_overseer_sees_what_is_late_and_reads_nothing(
    house: House, client_of: ClientOf, settings: Settings, django_assert_num_queries: Any
) -> None:
    overseer = client_of(Role.SUPERVISOR)
    assert "还没有检举控告" in overseer.get("/clues/").content.decode()
    for place in range(2):
        house.report(house.sealed(), bytes([place] * 32))
        with django_assert_num_queries(8):
            overseer.get("/clues/")
    assert "已逾期" not in overseer.get("/today/").content.decode()
    settings.CLOCK.set(AT + timedelta(days=9))
    assert "2件密封举报已逾期" in client_of(Role.SUPERVISOR).get("/today/").content.decode()
    page = client_of(Role.SUPERVISOR).get("/clues/").content.decode()
    assert "已超期" in page and "BEGIN AGE" not in page


@pytest.mark.parametrize("role", [Role.COUNTY_LEADER, Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER, Role.SYS_ADMIN])
def test_nobody_else_comes_in(house: House, client_of: ClientOf, role: Role) -> None:
    house.report(house.sealed())
    client = client_of(role)
    for address in ("/clues/", f"/clues/{house.line.number}/", "/clues/0000-0000/"):
        assert client.get(address).status_code == 403
