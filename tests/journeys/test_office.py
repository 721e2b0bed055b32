"""The office's and a county's day in a real browser: read, filter, hand in, decide; no fault for axe, on any screen."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from tests.cast import Cast, cast, show_factor
from tests.journeys.sight import faultless
from tests.samples import bomb, document, picture, portable
from tests.stage import day, opened

pytestmark = pytest.mark.journey


@pytest.fixture
def people(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast on 9 July, the first phase open."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    offset = settings.CLOCK.offset
    settings.CLOCK.set(day("07-09"))
    everybody = cast()
    opened(everybody)
    yield everybody
    settings.CLOCK.offset = offset


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium; the test fails on anything a page's console complains about, such as a breach of the content policy."""
    complaints: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        browser.on("context", lambda context: context.on("console", lambda said: heard(said, complaints)))
        yield browser
        browser.close()
    assert not complaints


def heard(said: ConsoleMessage, complaints: list[str]) -> None:
    """Keep the errors."""
    if said.type == "error":
        complaints.append(said.text)


def sit_down(browser: Browser, server: LiveServer, person: object, width: int) -> Page:
    """A page signed in as that person."""
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    show_factor(client, person)
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="zh-CN")
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": client.session.session_key or "", "url": server.url},
            {"name": "language", "value": "zh-hans", "url": server.url},
        ]
    )
    return page


def look(page: Page, server: LiveServer, route: str, *args: object) -> None:
    """Open a page: nothing sticks out sideways, and axe finds no fault."""
    page.goto(f"{server.url}{reverse(route, args=args)}")
    faultless(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_county_plan_from_the_county_to_the_office_and_back(
    people: Cast, browser: Browser, live_server: LiveServer, width: int
) -> None:
    plan = Duty.objects.get(task="county-plan", unit__code="qinghe").pk
    county = sit_down(browser, live_server, people[Role.COUNTY_OFFICE], width)
    look(county, live_server, "my-duties")
    look(county, live_server, "my-duty", plan)
    county.get_by_label("办理情况").fill("本县实施方案（送审稿）")
    county.get_by_role("button", name="报送").click()
    expect(county.get_by_text("评议办已收到通知")).to_be_visible()

    office = sit_down(browser, live_server, people[Role.OFFICE_DIRECTOR], width)
    look(office, live_server, "overview")
    office.get_by_label("单位", exact=True).fill("清河")
    expect(office.locator(".overview tbody tr")).to_have_count(1)
    assert "name=" in office.url
    look(office, live_server, "overview-unit", "qinghe")
    look(office, live_server, "duty", plan)
    office.get_by_label("批复文号").fill("云科评办〔2026〕1号")
    office.get_by_role("button", name="批准").click()
    expect(office.get_by_text("云科评办〔2026〕1号")).to_be_visible()
    look(office, live_server, "campaign")
    look(office, live_server, "campaign-begin")


def test_the_board_in_the_dark(people: Cast, browser: Browser, live_server: LiveServer) -> None:
    leader = sit_down(browser, live_server, people[Role.LEADING_GROUP_LEADER], 1920)
    leader.context.add_cookies([{"name": "theme", "value": "dark", "url": live_server.url}])
    for route in ("overview", "campaign"):
        look(leader, live_server, route)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_report_waits_for_the_leaders_signature(
    people: Cast, browser: Browser, live_server: LiveServer, width: int
) -> None:
    Duty.objects.filter(table="county_plan").update(state="in_force")
    report = Duty.objects.get(task="county-self-exam-report", unit__code="qinghe")
    Duty.objects.filter(pk=report.pk).update(phase="P1")
    clerk = sit_down(browser, live_server, people[Role.COUNTY_OFFICE], width)
    leader = sit_down(browser, live_server, people[Role.COUNTY_LEADER], width)
    look(clerk, live_server, "my-duty", report.pk)
    write(clerk, "自查自纠情况：共查出问题三项，均已制定措施。")
    expect(clerk.get_by_text("签批之后才算报送").first).to_be_visible()
    look(leader, live_server, "my-duties")
    expect(leader.get_by_text("等您签批")).to_be_visible()
    look(leader, live_server, "my-duty", report.pk)
    leader.get_by_label("签批之前需要修改什么").fill("第二项没有写明责任人")
    leader.get_by_role("button", name="退回", exact=True).click()
    look(clerk, live_server, "my-duties")
    expect(clerk.get_by_text("负责人退回修改")).to_be_visible()
    look(clerk, live_server, "my-duty", report.pk)
    expect(clerk.get_by_label("办理情况")).to_have_value("自查自纠情况：共查出问题三项，均已制定措施。")
    write(clerk, "自查自纠情况：共查出问题三项，均已明确责任人。")
    look(leader, live_server, "my-duty", report.pk)
    leader.get_by_role("button", name="签批并报送").click()
    expect(leader.get_by_text("已签批并报送")).to_be_visible()
    office = sit_down(browser, live_server, people[Role.OFFICE_DIRECTOR], width)
    look(office, live_server, "duty", report.pk)
    expect(office.get_by_text("本单位负责人签批")).to_be_visible()
    expect(office.get_by_text("第二项没有写明责任人")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_county_brings_files_piece_by_piece_and_the_office_reads_them(
    people: Cast, browser: Browser, live_server: LiveServer, tmp_path: Path, width: int
) -> None:
    sent = {"照片.jpg": picture(), "文件.pdf": portable(), "报告.docx": document(), "炸弹.docx": bomb()}
    for name, data in sent.items():
        (tmp_path / name).write_bytes(data)
    bodies = Duty.objects.get(task="county-bodies", unit__code="qinghe").pk
    county = sit_down(browser, live_server, people[Role.COUNTY_OFFICE], width)
    look(county, live_server, "my-duty", bodies)
    pieces: list[str] = []
    county.on("request", lambda request: pieces.append(request.method) if "/files/uploads/" in request.url else None)
    county.get_by_label("添加附件").set_input_files([tmp_path / name for name in sent])
    county.get_by_role("button", name="添加", exact=True).click()
    expect(county.get_by_text("已添加3个附件")).to_be_visible()
    expect(county.get_by_text("“炸弹.docx”未被接收")).to_be_visible()
    assert pieces.count("PATCH") == len(sent), "the script brings them, not the form"
    for name in ("照片.jpg", "文件.pdf", "报告.docx"):
        look(county, live_server, "my-duty", bodies)
        county.get_by_role("link", name=name).click()
        county.wait_for_url(re.compile(r"/files/\d+/$"))
        faultless(county)
    expect(county.get_by_text("整改报告", exact=True)).to_be_visible()
    look(county, live_server, "my-duty", bodies)
    county.get_by_label("办理情况").fill("已成立")
    county.get_by_role("button", name="报送", exact=True).click()
    office = sit_down(browser, live_server, people[Role.OFFICE_DIRECTOR], width)
    look(office, live_server, "duty", bodies)
    office.get_by_role("link", name="文件.pdf").click()
    expect(office.get_by_role("img", name="第1页")).to_be_visible()


def write(page: Page, words: str) -> None:
    """Write a report and lay it before the leader."""
    page.get_by_label("办理情况").fill(words)
    page.get_by_role("button", name="报请负责人签批").click()
