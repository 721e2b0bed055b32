"""My notices over HTTP: choices, the two pages to which mails lead, the steward's page; the calendar feed."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django.fixtures import Settings

from pingyi.records.organisation.models import Account
from pingyi.records.outbox.links import confirmation, leaving
from pingyi.records.outbox.models import Mail, Preference
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.mailbox import mail_to
from tests.ports import free_port
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
NOW = day("07-09")


@pytest.fixture(autouse=True)
def ninth_of_july(settings: Settings) -> None:
    settings.CLOCK.set(NOW)


def test_without_a_server_the_page_says_so_and_offers_the_calendar(client_of: ClientOf) -> None:
    page = client_of(Role.COUNTY_OFFICE).get("/notices/").content.decode()
    assert "未设邮件服务器" in page and "生成地址" in page and 'name="address"' not in page
    assert "未设邮件服务器" in client_of(Role.SYS_ADMIN).get("/mail/").content.decode()
    assert client_of(Role.COUNTY_OFFICE).get("/mail/").status_code == 403
    assert Client().get("/notices/").status_code == 302


def test_an_address_is_given_confirmed_and_taken_away(client_of: ClientOf, cast: Cast) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    with mail_to(free_port()):
        assert "还没有给您发送邮件" in county.get("/notices/").content.decode()
        county.post("/notices/address/", {"address": "不是邮箱"})
        assert not Mail.objects.exists()
        county.post("/notices/address/", {"address": "zheng@qinghe.example"})
        assert "请在两天内点开确认" in county.get("/notices/").content.decode()
        token = confirmation(cast[Role.COUNTY_OFFICE].pk, "zheng@qinghe.example", made_at=NOW)
        link = f"/notices/confirm/{token}/"
        assert client_of(Role.STAT_LEAD).post(link).status_code == 403, "the link is another's"
        assert (
            county.get(link).status_code == 200
            and not Preference.objects.get(pk=cast[Role.COUNTY_OFFICE].pk).confirmed_at
        )
        assert county.post(link).status_code == 302
        assert "通知发到zheng@qinghe.example" in county.get("/notices/").content.decode()
        assert county.post("/notices/confirm/xyz/").status_code == 403
        county.post("/notices/address/", {"address": ""})
        assert Preference.objects.get(pk=cast[Role.COUNTY_OFFICE].pk).address == ""


def test_kinds_and_hours_are_chosen_and_what_is_ordered_cannot_be_left(client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    county.post("/notices/choose/", {"wanted": ["plan-approved"], "quiet_from": "22", "quiet_until": "7"})
    own = Preference.objects.get()
    assert (own.quiet_from, own.quiet_until) == (22, 7)
    assert "duty-approved" in own.muted and "duty-overdue" not in own.muted and "phase-opened" not in own.muted
    for wrong in ({"quiet_from": "24", "quiet_until": "7"}, {"wanted": "x", "quiet_from": "1", "quiet_until": "2"}):
        county.post("/notices/choose/", wrong)
    assert Preference.objects.get().quiet_from == 22


def test_one_click_in_the_mail_program_leaves_without_signing_in(cast: Cast) -> None:
    owner = cast[Role.COUNTY_OFFICE]
    Preference.objects.create(account=owner)
    stranger = Client(enforce_csrf_checks=True)
    link = f"/notices/leave/{leaving(owner.pk, ['phase-opened', 'duty-overdue'])}/"
    assert "评议活动：方案和阶段" in stranger.get(link).content.decode() and not Preference.objects.get().muted
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get().muted == ["phase-opened"], "what the plan orders stays"
    assert stranger.post("/notices/leave/forged/").status_code == 403


def test_the_calendar_has_my_days_for_whoever_has_its_address_until_it_is_renewed(
    cast: Cast, client_of: ClientOf, settings: Settings
) -> None:
    opened(cast)
    settings.CLOCK.set(NOW)
    county = client_of(Role.COUNTY_OFFICE)
    first = _address(county)
    answer = Client().get(first)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar") and not answer.cookies
    events = {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    plan = next(event for event in events.values() if "制定实施方案" in str(event["SUMMARY"]))
    assert plan["DTSTART"].dt == date(2026, 7, 10) and plan["DTEND"].dt == date(2026, 7, 11)
    assert str(plan["SUMMARY"]).startswith("清河县科技局：") and "/duties/" in str(plan["URL"])
    alarms = sorted(alarm["TRIGGER"].dt for alarm in plan.walk("VALARM"))
    assert alarms == [timedelta(hours=9) - timedelta(days=days) for days in (5, 3, 1)]
    assert sum("phase-" in uid for uid in events) == 5
    assert "林山" not in answer.content.decode()
    second = _address(county)
    assert Client().get(first).status_code == 404 and Client().get(second).status_code == 200
    Account.objects.filter(pk=cast[Role.COUNTY_OFFICE].pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    assert Client().get("/calendar/.ics").status_code == 404


def _address(client: Client) -> str:
    page = client.post("/notices/calendar/").content.decode()
    return urlsplit(page.partition('id="link"')[2].partition('value="')[2].partition('"')[0]).path
