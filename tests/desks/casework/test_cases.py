"""The list, the page of a case with every step, what a body has in hand, what the raiser does; nobody else comes in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from pingyi.desks.casework import listing
from pingyi.desks.voices.forms import carried
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.queries import CaseView, case_view
from pingyi.records.journal import key
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
ClientOf = Callable[..., Client]


@dataclass
class Desk:
    """One complaint about Qinghe, and whoever works on it."""

    campaign: CurrentCampaign
    client_of: ClientOf
    number: str
    code: str

    def post(self, address: str, by: Role = Role.INTAKE_CLERK, **fields: object) -> None:
        sent = {"seen": 0, **fields}
        answer = self.client_of(by).post(f"/cases/{address.format(self.number)}/", sent)
        assert answer.status_code == 302, address

    def page(self, address: str, by: Role = Role.INTAKE_CLERK) -> str:
        return self.client_of(by).get(address.format(self.number)).content.decode()

    def raises(self, address: str, **fields: object) -> str:
        sent = {"code": carried(self.code), "seen": 0, **fields}
        return Client().post(f"/say/follow/{address}", sent).content.decode()

    @property
    def own(self) -> CaseView:
        found = case_view(self.number, self.campaign)
        assert found
        return found


@pytest.fixture
def desk(cast: Cast, settings: Settings, client_of: ClientOf) -> Desk:
    key.make()
    settings.CLOCK.set(AT)
    campaign = opened(cast, "P2")
    taken = raised(campaign, 1)
    return Desk(campaign, client_of, taken.number, taken.code)


def raised(campaign: CurrentCampaign, place: int):
    new = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
    return actions.raise_opinion(new, source="web", token=bytes([place] * 32), campaign=campaign, actor=PUBLIC, at=AT)


def test_from_the_decision_to_the_call_and_up_again(desk: Desk) -> None:
    assert "待受理审查" in desk.page("/cases/") and "审查1件来件" in desk.page("/today/")
    assert "按办件办理" in desk.page("/opinions/{}/")
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    assert "7月27日" in desk.page("/cases/{}/") and "办理1件群众诉求" in desk.page("/today/")
    desk.post("{}/step/assign", body="office", text="请到窗口核实")
    assert "请到窗口核实" in desk.page("/cases/given/{}/", Role.OFFICE_STAFF)
    desk.post("given/{}/hand_in", Role.OFFICE_STAFF, text="属实，已改。")
    assert "属实，已改。" in desk.page("/cases/{}/")
    desk.post("{}/decide/reply", text="已改为一次性告知。")
    assert "回访1位反映人" in desk.page("/today/", Role.OFFICE_STAFF)
    assert "已改为一次性告知。" in desk.raises("") and "提交评价" in desk.raises("")
    assert "提交评价" not in desk.raises("evaluate/", solved="no", satisfied="no", harassed="no")
    assert "窗口还是老样子" in desk.raises("reopen/", text="窗口还是老样子")
    assert desk.own.state == "accepted"
    desk.post("{}/decide/reply", text="已再次整改。")
    desk.post("{}/call/call_back", Role.OFFICE_STAFF, solved="yes", satisfied="yes", harassed="no")
    assert desk.own.state == "concluded" and "已办结" in desk.page("/cases/?part=")


def test_a_final_step_asks_once(desk: Desk) -> None:
    clerk = desk.client_of(Role.INTAKE_CLERK, agrees=False)
    asked = clerk.post(f"/cases/{desk.number}/decide/refuse/", {"text": "没有具体事实", "seen": 1}).content.decode()
    assert "确认发给反映人吗" in asked and case_view(desk.number, desk.campaign) is None
    desk.post("{}/decide/refuse", text="没有具体事实")
    assert desk.own.state == "not_accepted" and "没有具体事实" in desk.raises("")


def test_a_refusal_is_shown_in_words(desk: Desk) -> None:
    clerk = desk.client_of(Role.INTAKE_CLERK)
    sent = clerk.post(f"/cases/{desk.number}/step/accept/", {"text": " ", "limit": "complaint"}, follow=True)
    assert "还没有填写内容" in sent.content.decode()
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    sent = clerk.post(f"/opinions/{desk.number}/answer/", {"text": "直接答复", "seen": 1}, follow=True)
    assert "请在办件页面上答复" in sent.content.decode()
    for verb in ("nonsense", "reply"):
        assert clerk.post(f"/cases/{desk.number}/step/{verb}/", {"text": "文"}).status_code == 404


def test_harm_is_put_first_and_leaves_the_body_that_had_it(desk: Desk) -> None:
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    desk.post("{}/step/assign", body="office")
    assert "严禁刁难或报复" in desk.raises("")
    assert "局长打电话问是不是我告的" in desk.raises("harm/", text="局长打电话问是不是我告的")
    assert "重点保护" in desk.page("/cases/{}/") and desk.own.body == ""
    assert desk.page("/cases/given/", Role.OFFICE_STAFF).count(desk.number) == 0
    assert desk.number in desk.page("/cases/?part=protected")


def test_figures_are_told_without_small_numbers(desk: Desk) -> None:
    for place in range(2, 7):
        raised(desk.campaign, place)
    desk.post("{}/decide/refuse", text="没有具体事实")
    page = desk.page("/cases/figures/", Role.SUPERVISOR)
    assert "少于5" in page and "<td>投诉</td>" in "".join(page.split("\n")).replace("  ", "")
    assert "还没有" not in page and ">6<" in page and ">1<" not in page
    supervisor = desk.client_of(Role.SUPERVISOR)
    assert supervisor.get("/cases/figures/?file=xlsx").headers["Content-Type"].startswith("application/vnd")


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT])
def test_a_unit_sees_nothing_that_it_was_not_given(desk: Desk, role: Role) -> None:
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    client = desk.client_of(role)
    for address in ("/cases/", f"/cases/{desk.number}/"):
        assert client.get(address).status_code == client.get("/cases/0000-0000/").status_code == 403
    found, absent = (client.get(f"/cases/given/{number}/") for number in (desk.number, "0000-0000"))
    assert found.status_code == absent.status_code == 404
    assert "没有交办事项" in client.get("/cases/given/").content.decode()
    assert "办理1件" not in client.get("/today/").content.decode()


def test_the_list_costs_the_same_however_long(desk: Desk, django_assert_num_queries) -> None:
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    clerk = desk.client_of(Role.INTAKE_CLERK)
    clerk.get("/cases/")
    with django_assert_num_queries(16, exact=False) as few:
        clerk.get("/cases/")
    for place in range(2, 9):
        raised(desk.campaign, place)
    with django_assert_num_queries(len(few.captured_queries)):
        clerk.get("/cases/")
    assert clerk.get("/cases/?file=xlsx").headers["Content-Type"].startswith("application/vnd")


def test_today_asks_once_whom_an_opinion_implicates_and_the_next_page_asks_anew(desk: Desk) -> None:
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    clerk = desk.client_of(Role.INTAKE_CLERK)
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            clerk.get("/today/")
        assert sum('FROM "people_declaration"' in query["sql"] for query in asked) == 1


def test_the_database_searches_sorts_and_cuts_the_list(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [raised(desk.campaign, place).number for place in (2, 3)]
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    desk.post("{}/step/assign", body="office")

    def numbers(query: str) -> list[str]:
        return re.findall(r'href="/cases/(\d{4}-\d{4})/"', desk.page(f"/cases/?{query}"))

    assert set(numbers("")[:2]) == set(others) and numbers("")[2] == desk.number, "what nobody decided on comes first"
    assert numbers("order=number&down=on") == sorted([desk.number, *others], reverse=True)
    assert numbers("order=due")[0] == desk.number and len(numbers("order=state&part=work")) == 3
    assert numbers(f"sought={desk.number}") == [desk.number] and not numbers("sought=没有")
    assert numbers("sought=已交办") == [desk.number]
    assert len(numbers("sought=清河")) == 3 and len(numbers("sought=投诉")) == 3 and len(numbers("sought=待受理")) == 2
    assert not numbers("part=late")
    settings.CLOCK.set(day("07-17", 10))
    assert set(numbers("part=late")) == set(others) and "已超期" in desk.page("/today/", Role.OFFICE_DIRECTOR)
    settings.CLOCK.set(day("07-28", 10))
    assert len(numbers("part=late")) == 3
    monkeypatch.setattr(listing, "PEOPLE", 2)
    assert numbers("page=2") == [desk.number]


def test_whoever_complained_is_asked_after_twice_each_time_from_its_day_on(desk: Desk, settings: Settings) -> None:
    desk.post("{}/step/accept", text="已受理。", limit="complaint")
    desk.post("{}/decide/reply", text="已改为一次性告知。")

    def is_asked(on: str) -> bool:
        settings.CLOCK.set(day(on, 10))
        listed = desk.number in desk.page("/cases/?part=care")
        assert listed == ("跟踪回访1位反映人" in desk.page("/today/", Role.OFFICE_STAFF))
        return listed

    assert not is_asked("08-11") and is_asked("08-12")
    desk.post("{}/call/ask_after", Role.OFFICE_STAFF, harassed="no")
    assert not is_asked("08-13") and not is_asked("10-10") and is_asked("10-11")
    desk.post("{}/call/ask_after", Role.OFFICE_STAFF, harassed="no")
    assert not is_asked("10-12")
