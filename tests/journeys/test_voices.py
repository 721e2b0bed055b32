"""A citizen on a telephone says something, the clerk answers, the citizen reads it by the code. No cookie is left."""

import re

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.journal import key
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import faultless, look
from tests.journeys.visitor import Guests, follow, wide
from tests.stage import day, opened


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast on 13 July, the second phase open."""
    key.make()
    clock.set(day("07-13", 10))
    everybody = cast()
    opened(everybody, "P2")
    return everybody


def test_from_the_telephone_to_the_answer(people: Cast, guests: Guests) -> None:
    citizen = guests.passer_by(viewport=wide(360))
    look(guests, citizen, "say")
    citizen.get_by_label("投诉").check()
    citizen.get_by_label("清河县科技局").check()
    citizen.get_by_label("请写下您要反映的事").fill("窗口让我跑了三趟。")
    citizen.get_by_role("button", name="提交").click()
    code = citizen.locator("[data-code]")
    expect(code).to_be_visible()
    faultless(citizen)
    digits = code.inner_text()
    with citizen.expect_download() as kept:
        citizen.get_by_role("button", name="保存为图片").click()
    assert kept.value.suggested_filename.endswith(".png")
    clerk: Page = guests.seat(people[Role.INTAKE_CLERK], viewport=wide(1280))
    _take_down(guests, clerk)
    _answer(guests, clerk)
    look(guests, citizen, "follow")
    citizen.get_by_label("回执码").fill(digits)
    follow(citizen.get_by_role("button", name="查询"))
    expect(citizen.get_by_text("已请清河县局核实。")).to_be_visible()
    faultless(citizen)
    assert citizen.context.cookies() == []


def _take_down(guests: Guests, clerk: Page) -> None:
    """A call, without the mouse, in at most eight groups of keys; what is alike stands beside it meanwhile."""
    look(guests, clerk, "opinion-enter")
    groups = ("窗口叫我跑了三趟，没有办成。", "Tab", "ArrowDown", "Alt+3", "Alt+4", "Control+Enter")
    assert len(groups) <= 8
    clerk.keyboard.type(groups[0])
    expect(clerk.locator("#typed")).to_contain_text("有1件相似意见")
    for keys in groups[1:-1]:
        clerk.keyboard.press(keys)
    faultless(clerk)
    with clerk.expect_response(lambda answer: answer.url.endswith("/opinions/new/")):
        clerk.keyboard.press(groups[-1])
    expect(clerk.get_by_text(re.compile(r"(\d{4} ){6}\d{4}"))).to_be_visible()
    follow(clerk.get_by_role("link", name="查看"))
    expect(clerk.get_by_text(groups[0])).to_be_visible()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("建议")


def _answer(guests: Guests, clerk: Page) -> None:
    look(guests, clerk, "opinions")
    clerk.get_by_role("row", name="让我跑了三趟").get_by_role("link", name=re.compile(r"\d{4}-\d{4}")).click()
    clerk.get_by_label("给反映人的答复").fill("已请清河县局核实。")
    faultless(clerk)
    follow(clerk.get_by_role("button", name="发出答复"))
    expect(clerk.get_by_text("已答复").first).to_be_visible()
