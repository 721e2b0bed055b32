"""A clerk accepts and answers, the raiser has it taken up again on a telephone, the office calls back."""

import re

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.journal import key
from pingyi.records.voices.actions import raise_opinion
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import faultless, look
from tests.journeys.visitor import Guests, follow, wide
from tests.stage import day, opened

AT = day("07-13", 10)


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast on 13 July."""
    key.make()
    clock.set(AT)
    return cast()


@pytest.fixture
def taken(people: Cast) -> Taken:
    """A complaint about Qinghe."""
    new = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
    return raise_opinion(new, source="web", token=bytes(32), campaign=opened(people, "P2"), actor=PUBLIC, at=AT)


def test_a_case_from_the_decision_to_the_call(people: Cast, taken: Taken, guests: Guests) -> None:
    clerk = guests.seat(people[Role.INTAKE_CLERK], viewport=wide(1280))
    look(guests, clerk, "cases")
    follow(clerk.get_by_role("link", name=re.compile(taken.number)))
    faultless(clerk)
    _step(clerk, "受理", "告知反映人的内容", "已受理，将按期答复。")
    _reply(clerk, "已改为一次性告知。")
    citizen = guests.passer_by(viewport=wide(360))
    look(guests, citizen, "follow")
    citizen.get_by_label("回执码").fill(taken.code)
    follow(citizen.get_by_role("button", name="查询"))
    faultless(citizen)
    _step(citizen, "没有解决，要求重新办理", "哪些问题没有解决？", "还是没有办。", "要求重新办理")
    expect(citizen.get_by_text("还是没有办。")).to_be_visible()
    follow(clerk.get_by_role("link", name="群众诉求办理").first)
    follow(clerk.get_by_role("link", name=re.compile(taken.number)))
    _reply(clerk, "今天已经办好。")
    caller = guests.seat(people[Role.OFFICE_STAFF], viewport=wide(1280))
    look(guests, caller, "cases")
    follow(caller.get_by_role("link", name=re.compile(taken.number)))
    for question in ("问题是否解决？", "对办理情况是否满意？"):
        caller.get_by_label(question).select_option(label="是")
    faultless(caller)
    follow(caller.get_by_role("button", name="回访", exact=True))
    expect(caller.get_by_text("已办结").first).to_be_visible()


def _step(page: Page, step: str, label: str, text: str, button: str = "") -> None:
    page.locator("summary", has_text=re.compile(f"^\\s*{step}\\s*$")).click()
    form = page.locator("details[open]")
    form.get_by_label(label).fill(text)
    follow(form.get_by_role("button", name=button or step))


def _reply(page: Page, text: str) -> None:
    _step(page, "答复", "给反映人的答复", text)
    faultless(page)
    follow(page.locator("main").get_by_role("button").first)
    expect(page.get_by_text(text).first).to_be_visible()
