"""A county plans an item on a telephone, its leader approves, the office returns it once and closes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.ledger import actions
from pingyi.records.ledger.actions import NewItem
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import faultless, look, picture
from tests.journeys.visitor import Guests, follow, wide
from tests.stage import day, opened

PLAN = {
    "整改措施（纠）": "排班",
    "可衡量的目标": "接通率九成",
    "责任领导": "吴定山",
    "责任人": "郑若水",
    "整改期限": "2026-08-20",
    "阶段节点": "2026-08-10 印发值班制度",
}


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast on 3 August, the third phase open, with one item of Qinghe."""
    clock.set(day("08-03", 10))
    everybody = cast()
    campaign = opened(everybody, "P3")
    item = NewItem(
        unit="qinghe", origin=Origin.COMPLAINT, content="C3", problem="热线无人接听", prominent=True, raisers=2
    )
    office = everybody.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)
    actions.add([item], campaign=campaign, actor=office, at=day("08-03", 9))
    return everybody


def test_from_a_problem_to_a_verified_fix(people: Cast, guests: Guests) -> None:
    county = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    look(guests, county, "ledger")
    picture(county, "ledger-list-360")
    follow(county.get_by_role("link", name="热线无人接听"))
    _step(county, "保存分析", {"原因分析": "没有值班制度"})
    county.get_by_label("整改类型").select_option("限期整改")
    _step(county, "报责任领导批准", PLAN)
    picture(county, "ledger-item-360")
    faultless(county)
    leader = _at_the_item(guests, people, Role.COUNTY_LEADER)
    _confirmed(leader, "批准计划")
    _hand_in(county, "制度已印发")
    office = _at_the_item(guests, people, Role.OFFICE_STAFF)
    faultless(office)
    picture(office, "ledger-item-1280")
    office.get_by_text("验收不合格，退回", exact=True).click()
    _step(office, "退回该单位", {"理由": "仍无人接听"})
    expect(office.get_by_text("验收退回").first).to_be_visible()
    _hand_in(county, "又补了人")
    office.reload()
    office.get_by_label("反映人回访情况或核验情况").fill("反映人表示满意")
    office.get_by_label("公开答复").fill("热线已恢复专人接听。")
    _confirmed(office, "销号")
    expect(office.get_by_text("已销号").first).to_be_visible()
    citizen = guests.passer_by(viewport=wide(360))
    look(guests, citizen, "outcomes")
    picture(citizen, "outcomes-360")
    expect(citizen.get_by_text("热线已恢复专人接听。")).to_be_visible()


def _at_the_item(guests: Guests, people: Cast, role: Role) -> Page:
    page: Page = guests.seat(people[role], viewport=wide(1280))
    look(guests, page, "ledger")
    picture(page, f"ledger-list-{role}")
    follow(page.get_by_role("link", name="热线无人接听"))
    return page


def _hand_in(county: Page, log: str) -> None:
    county.reload()
    _step(county, "记入进展", {"最新进展": log})
    county.get_by_text("申请验收", exact=True).click()
    _step(county, "提交验收", {"整改结果": "热线有人接听", "完成日期": "2026-08-03"})


def _step(page: Page, button: str, typed: dict[str, str]) -> None:
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for label, words in typed.items():
        form.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*$")).fill(words)
    follow(form.get_by_role("button", name=button, exact=True))


def _confirmed(page: Page, button: str) -> None:
    follow(page.get_by_role("button", name=button, exact=True))
    faultless(page)
    follow(page.locator("main form button").first)
