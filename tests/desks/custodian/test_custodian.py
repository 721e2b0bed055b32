"""The custodians' desk: a key, the requests with their history, a step at a time; the overseer only reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pyrage.x25519 import Identity
from pytest_django.fixtures import Settings

from pingyi.ceremonies import unsealing
from pingyi.rules.mandate import Role
from tests.ceremonies.test_unsealing import AT, INNER, OUTER, House
from tests.ceremonies.test_unsealing import house as made

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
house = made


@pytest.fixture(autouse=True)
def _at(settings: Settings) -> None:
    settings.CLOCK.set(AT)


def test_the_key_page_takes_the_public_part_alone(house: House, client_of: ClientOf) -> None:
    custodian = client_of(OUTER)
    page = custodian.get("/unsealings/key/").content.decode()
    assert str(house.keys[OUTER].to_public()) in page and 'name="passphrase"' not in page
    other = str(Identity.generate().to_public())
    assert other in custodian.post("/unsealings/key/", {"recipient": other}, follow=True).content.decode()
    assert "不是密钥的公开部分" in custodian.post("/unsealings/key/", {"recipient": "x"}, follow=True).content.decode()


def test_a_request_goes_through_both_desks(house: House, client_of: ClientOf) -> None:
    house.seal()
    office, custodian, liaison = (client_of(role) for role in (Role.OFFICE_DIRECTOR, OUTER, INNER))
    number = house.opinion.number
    asked = office.post(f"/opinions/{number}/identity/ask/", {"reason": "须当面核实"}, follow=True)
    assert "申请已提出" in asked.content.decode()
    assert "决定1项启封身份的申请" in custodian.get("/today/").content.decode()
    (pk,) = {each.split("/")[2] for each in _links(custodian.get("/unsealings/").content.decode())}
    told = custodian.get(f"/unsealings/{pk}/")
    assert "须当面核实" in told.content.decode() and told.headers["Cache-Control"] == "no-store"
    layer = house.opened(OUTER, int(pk))
    refused = custodian.post(f"/unsealings/{pk}/release/", {"layer": "某某"}, follow=True)
    assert "未经您的浏览器密封" in refused.content.decode()
    custodian.post(f"/unsealings/{pk}/release/", {"layer": layer})
    liaison.post(f"/unsealings/{pk}/unseal/")
    assert "data-contents" in liaison.get(f"/unsealings/{pk}/").content.decode()
    assert "某某" not in liaison.get(f"/unsealings/{pk}/").content.decode()
    overseer = client_of(Role.SUPERVISOR)
    history = overseer.get(f"/unsealings/{pk}/").content.decode()
    assert "冯静言" in history and "王守正" in history and "data-contents" not in history
    assert overseer.post(f"/unsealings/{pk}/refuse/", {"reason": "不"}).status_code == 403
    assert "冯静言" in office.get(f"/opinions/{number}/").content.decode()


def _links(page: str) -> list[str]:
    return [
        each.split('"')[0] for each in page.split('href="') if each.startswith("/unsealings/") and each[12].isdigit()
    ]


def test_a_clerk_puts_away_what_a_raiser_says(house: House, client_of: ClientOf) -> None:
    clerk, address = client_of(Role.INTAKE_CLERK), f"/opinions/{house.opinion.number}/identity/"
    page = clerk.get(address).content.decode()
    assert all(str(own.to_public()) in page for own in house.keys.values()) and 'name="name"' not in page
    assert "未经您的浏览器密封" in clerk.post(f"{address}seal/", {"sealed": "某某"}, follow=True).content.decode()
    assert clerk.post(f"{address}ask/", {"reason": "想知道"}).status_code == 403


@pytest.mark.parametrize("role", [Role.COUNTY_LEADER, Role.COUNTY_OFFICE, Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN])
def test_nobody_else_comes_in(house: House, client_of: ClientOf, role: Role) -> None:
    house.seal()
    pk = house.ask()
    client = client_of(role)
    for address in ("/unsealings/", "/unsealings/key/", f"/unsealings/{pk}/", f"/unsealings/{pk + 1}/"):
        assert client.get(address).status_code == 403


def test_the_list_costs_the_same_however_long(
    house: House, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    house.seal()
    overseer = client_of(Role.SUPERVISOR)
    assert "还没有启封身份的申请" in overseer.get("/unsealings/").content.decode()
    for _ in range(2):
        unsealing.refuse(house.ask(), "理由不足", **house.who(OUTER))
        with django_assert_num_queries(10):
            overseer.get("/unsealings/")
