"""A respondent votes on a phone, from the letter's address to the tracker, against the real server and database."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.records.box import queries
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import cast
from tests.sitting import VOTED, Sitting, brought_to

pytestmark = pytest.mark.journey
expect.set_options(timeout=30_000)  # a busy machine seals slowly


@pytest.fixture
def sitting(transactional_db: None, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Sitting:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    clock.set(VOTED)
    sitting = Sitting(cast())
    stage.opened(sitting.cast)
    return brought_to("P2", sitting)


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740}, locale="zh-CN", has_touch=True)
        yield page
        browser.close()


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).click()


def test_from_the_letter_to_the_tracker_and_back_again(sitting: Sitting, page: Page, live_server: LiveServer) -> None:
    uuid = sitting.box("qinghe")
    code = sitting.codes[uuid][0]
    told: list[str] = []
    page.on("request", lambda request: told.append(f"{request.url} {request.post_data or ''} {request.headers}"))
    page.goto(f"{live_server.url}/vote/#{uuid}.{code}")
    press(page, "开始作答")
    for question in range(1, 9):
        expect(page.get_by_role("heading", name=f"第 {question} 题")).to_be_visible()
        page.get_by_role("radio").nth(question % 3).check()
        press(page, "下一题")
    press(page, "加密封存并提交")
    expect(page.get_by_role("heading", name="您的选票已放入票箱")).to_be_visible()
    press(page, "核对我的选票是否在箱内")
    expect(page.get_by_text("公开记录的第 1 项")).to_be_visible()
    assert queries.box(uuid).ballots == 1
    assert not page.context.cookies()
    assert code not in "".join(told)

    press(page, "完成，清除本机记录")
    mistyped = code[:-1] + ("b" if code[-1] == "a" else "a")
    page.goto(f"{live_server.url}/vote/#{uuid}.{mistyped}")
    expect(page.get_by_text("您要输入的是不是")).to_be_visible()
    assert page.locator(".booth-suggestion").inner_text() == code
