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
    _answer(guests, people)
    look(guests, citizen, "follow")
    citizen.get_by_label("回执码").fill(digits)
    follow(citizen.get_by_role("button", name="查询"))
    expect(citizen.get_by_text("已请清河县局核实。")).to_be_visible()
    faultless(citizen)
    assert citizen.context.cookies() == []


def _answer(guests: Guests, people: Cast) -> None:
    clerk: Page = guests.seat(people[Role.INTAKE_CLERK], viewport=wide(1280))
    look(guests, clerk, "opinions")
    clerk.get_by_role("link", name=re.compile(r"\d{4}-\d{4}")).click()
    clerk.get_by_label("给反映人的答复").fill("已请清河县局核实。")
    faultless(clerk)
    follow(clerk.get_by_role("button", name="发出答复"))
    expect(clerk.get_by_text("已答复").first).to_be_visible()
