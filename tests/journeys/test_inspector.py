"""Inspectors mark on a tablet: each mark is saved when its field is left; no fault for axe, on a phone and a screen."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.records.inspection import actions
from pingyi.records.inspection.models import Mark, SheetSignature
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast, show_factor
from tests.journeys.sight import faultless
from tests.records.inspection.conftest import CODES
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.journey


@pytest.fixture
def people(transactional_db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Qinghe's team is appointed, the inspection phase is open."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    everybody = cast()
    campaign = opened(everybody, "P4")
    clock.set(day("09-02"))
    team = [everybody[role] for role in (Role.INSPECTION_HEAD, Role.INSPECTOR)]
    actions.appoint(
        campaign=CODE,
        unit="qinghe",
        members={account.ref: account.name for account in team},
        homes={},
        head=team[0].ref,
        actor=everybody.actor(Role.OFFICE_DIRECTOR, campaign_code=CODE),
        at=day("09-02"),
        phase=campaign.phase,
    )
    return everybody


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def sit_down(browser: Browser, server: LiveServer, people: Cast, role: Role, width: int) -> Page:
    """Somebody's page, signed in with a second factor."""
    client = Client()
    client.force_login(people[role])
    show_factor(client, people[role])
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="zh-CN")
    page.context.add_cookies([{"name": "sessionid", "value": client.session.session_key or "", "url": server.url}])
    return page


def look(page: Page, address: str) -> None:
    """Go there: no fault for axe, nothing wider than the screen."""
    page.goto(address)
    faultless(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_from_own_marks_to_the_signature(people: Cast, browser: Browser, live_server: LiveServer, width: int) -> None:
    sheets = f"{live_server.url}/sheets"
    pages = [sit_down(browser, live_server, people, role, width) for role in (Role.INSPECTOR, Role.INSPECTION_HEAD)]
    for page in pages:
        look(page, f"{sheets}/")
        look(page, f"{sheets}/qinghe/")
        page.locator("#id_A1").fill("1.5")
        page.locator("#id_A2").fill("9")
        expect(page.locator("#total-A")).to_have_text("1.5 / 20")
        page.locator("#id_A3").focus()
        expect(page.locator("#fault-A2")).not_to_be_empty()
        for code in CODES:
            page.locator(f"#id_{code}").fill("0.3")
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("您的评分已保存")).to_be_visible()
    assert Mark.objects.filter(indicator="A2").count() == 2
    head = pages[1]
    look(head, f"{sheets}/qinghe/discussion/")
    head.get_by_role("button", name="开始集体讨论").click()
    head.get_by_role("button", name="确认办理").click()
    for block in ("A", "B", "C"):
        look(head, f"{sheets}/qinghe/discussion/")
        for code in (code for code in CODES if code.startswith(block)):
            head.locator(f"#id_{code}-reason").fill("意见一致")
        head.get_by_role("button", name=f"保存第 {block} 部分").click()
        expect(head.get_by_text("集体评分已保存")).to_be_visible()
    look(head, f"{sheets}/qinghe/sign/")
    head.get_by_label("检查评议报告").fill("总体较好。")
    head.get_by_role("button", name="签字报送").click()
    head.get_by_role("button", name="确认办理").click()
    expect(head.get_by_text("总体较好。")).to_be_visible()
    assert SheetSignature.objects.exists()
    for page in pages:
        look(page, f"{sheets}/qinghe/paper/")
        look(page, f"{sheets}/qinghe/discussion/")


def test_the_office_appoints_on_a_phone(people: Cast, browser: Browser, live_server: LiveServer) -> None:
    look(sit_down(browser, live_server, people, Role.OFFICE_DIRECTOR, 360), f"{live_server.url}/teams/")


def test_a_mark_that_did_not_arrive_is_told(people: Cast, browser: Browser, live_server: LiveServer) -> None:
    page = sit_down(browser, live_server, people, Role.INSPECTOR, 360)
    look(page, f"{live_server.url}/sheets/qinghe/")
    page.context.set_offline(True)
    page.locator("#id_A1").fill("1.5")
    page.locator("#id_A2").focus()
    expect(page.get_by_text("未能保存")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("您的评分已保存")).to_be_visible()
    assert Mark.objects.get().indicator == "A1"
