"""The reckoning's page: compute, sign, wait, publish; and no field into which a number could be typed."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pingyi.records.acts import queries as acts
from pingyi.records.campaign import actions
from pingyi.records.results import queries as results
from pingyi.rules.acts.kind import RECKONING
from pingyi.rules.mandate import Role
from pingyi.rules.timetable import Announced
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import Cast
from tests.desks.sitting.test_sitting import digest_of, english, said
from tests.sitting import OPENED, RELEASED, RULED, Sitting, brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("count signed")


@pytest.fixture
def sitting(prepared: Sitting, db: None, clock: Clock) -> Sitting:
    clock.set(OPENED)
    return prepared


@pytest.fixture(name="cast")
def the_same_cast(sitting: Sitting) -> Cast:
    """The cast of the prepared sitting, for `client_of`."""
    return sitting.cast


def test_missing_sheets_are_named_and_nothing_is_computed(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    page = said(english(client_of(Role.OFFICE_DIRECTOR)).post("/acts/reckoning/lay", follow=True))
    assert "The inspection sheets of these units are not signed yet" in page
    assert results.latest(stage.CODE) is None


def test_it_is_computed_shown_and_signed_by_three(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    sitting.inspected()
    clients = {role: english(client_of(role)) for role in RECKONING.parties}
    clients[Role.STAT_LEAD].post("/acts/reckoning/lay")
    page = said(clients[Role.SUPERVISOR].get("/reckoning/"))
    for expected in ("86.03", "77.30", "64.67", "70 × 0.", "Place 1; the data allow no other.", "Sign this result"):
        assert expected in page
    for client in clients.values():
        client.post("/acts/reckoning/sign", {"digest": digest_of(RECKONING.code)})
    found = acts.latest(stage.CODE, RECKONING.code)
    assert found
    assert found.complete
    assert "86.03" in said(clients[Role.SUPERVISOR].get(f"/minutes/{found.pk}/"))
    assert "It lies before the leading group." in said(clients[Role.SUPERVISOR].get("/reckoning/"))


def test_no_page_has_a_field_for_a_number(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    brought_to("signed", sitting, after="count signed")
    for role, path in ((Role.OFFICE_DIRECTOR, "/reckoning/"), (Role.LEADING_GROUP_LEADER, "/decision/")):
        page = client_of(role).get(path).content.decode()
        fields = set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', page))
        assert fields <= {"csrfmiddlewaretoken", "digest", "language", "next", "reason"}


def test_publishing_waits_for_the_objections(sitting: Sitting, client_of: Callable[..., Client], clock: Clock) -> None:
    brought_to("approved", sitting, after="count signed")
    director = english(client_of(Role.OFFICE_DIRECTOR))
    clock.set(RULED)
    page = said(director.get("/reckoning/"))
    assert "may object to arithmetic or evidence until 21 September 2026, 0:00" in page
    assert "disabled" in page and "Possible from 21 September 2026, 0:00" in page
    assert "The units may object until" in said(director.post("/reckoning/publish", follow=True))
    clock.set(RELEASED)
    director = english(client_of(Role.OFFICE_DIRECTOR))
    assert "Publish the result" not in said(english(client_of(Role.STAT_LEAD)).get("/reckoning/"))
    assert "Publish the result" in said(director.get("/reckoning/"))
    director.post("/reckoning/publish")
    assert results.released(stage.CODE) is not None


def test_holidays_nobody_has_recorded_are_a_sentence_on_every_page_and_no_fault(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    """Approved on 22 December 2026: the third working day lies in what only the holidays of 2027 decide."""
    brought_to("P5", sitting, after="count signed")
    sitting.ruled = stage.day("12-22")
    sitting.approve()
    clock.set(stage.day("12-29"))
    director, leader = client_of(Role.OFFICE_DIRECTOR), client_of(Role.COUNTY_LEADER)
    for role in (Role.STAT_LEAD, Role.SUPERVISOR, Role.OFFICE_DIRECTOR):
        assert "异议期何时结束还不能计算：有关年度的放假安排尚未登记" in said(client_of(role).get("/reckoning/"))
    page = said(director.post("/reckoning/publish", {"confirmed": "1"}, follow=True))
    assert "还不知道12月25日（周五）是不是工作日：2027年的放假安排尚未登记" in page
    assert results.released(stage.CODE) is None
    page = said(leader.get("/my-result/"))
    assert "登记之前，本单位均可提出异议" in page and "提出异议的期限已过" not in page
    for role in (Role.LEADING_GROUP_LEADER, Role.COUNTY_OFFICE):
        path = "/decision/" if role is Role.LEADING_GROUP_LEADER else "/my-result/"
        assert client_of(role).get(path).status_code == 200
    objection = {"ground": "arithmetic", "text": "加总有误", "confirmed": "1"}
    assert leader.post("/my-result/object/", objection).status_code == 302
    assert [each.text for each in results.objections(stage.CODE)] == ["加总有误"]
    days = Announced(2027, frozenset({date(2027, 1, 1)}), frozenset())
    actions.record_year(days, "国办发明电〔2026〕7号", actor=sitting.director, at=stage.day("12-29"))
    assert "2026年12月26日0:00" in said(client_of(Role.STAT_LEAD).get("/reckoning/"))
    assert "提出异议的期限已过" in said(leader.get("/my-result/"))


def test_those_who_are_not_at_the_table_do_not_see_it(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    brought_to("reckoned", sitting, after="count signed")
    for role in (Role.OFFICE_STAFF, Role.STAT_OFFICER, Role.TRUSTEE, Role.COUNTY_LEADER, Role.INSPECTOR):
        assert client_of(role).get("/reckoning/").status_code in (403, 404)
    assert Client().get("/reckoning/").status_code == 302
