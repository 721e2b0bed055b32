"""A county is late with its report, gets it back once, sends it anew, and stands in the roll-up as a late annex."""

import re

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.papers import actions
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import look
from tests.journeys.visitor import Guests, wide
from tests.records.papers.conftest import Hands
from tests.stage import day, gone_on, opened, plan_text

NONE = [{"content": f"C{n}", "method": "files", "reason": "逐件查阅案卷，未发现"} for n in range(1, 7)]
PAPER = re.compile(r"/papers/\d+/$")


@pytest.fixture
def hands(transactional_db: None, clock: Clock) -> Hands:
    """The second phase, a day after the reports were due: two counties were in time, Qinghe has a draft."""
    everybody: Cast = cast()
    opened(everybody, text=plan_text(by_paper=True, annexed=True))
    made = Hands(everybody)
    office, director = made.actor(Role.OFFICE_STAFF), made.actor(Role.OFFICE_DIRECTOR)
    for code in ("qinghe", "linshan", "donghu"):
        clerk, leader = made.county(code)
        pk = made.sent("D06", clerk, leader, day("07-08"))
        actions.approve(pk, made.delivery(pk).pk, made.digest(pk), actor=director, at=day("07-09"))
    gone_on(everybody, "P2")
    for code in ("linshan", "donghu"):
        clerk, leader = made.county(code)
        pk = made.sent("D21", clerk, leader, day("07-18"), NONE)
        actions.receive(pk, made.delivery(pk).pk, actor=office, at=day("07-18"))
    clock.set(day("07-21"))
    return made


def test_late_returned_once_and_a_late_annex_of_the_roll_up(hands: Hands, guests: Guests) -> None:
    report = hands.written("D21", hands.county("qinghe")[0], day("07-21", 8), NONE)
    people = hands.cast
    clerk = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    leader = guests.seat(people[Role.COUNTY_LEADER], viewport=wide(1280))
    staff = guests.seat(people[Role.OFFICE_STAFF], viewport=wide(1280))
    director = guests.seat(people[Role.OFFICE_DIRECTOR], viewport=wide(1280))

    lay(guests, clerk, report, "原因分析", "内部流转没有提醒。")
    sign(guests, leader, report)
    look(guests, staff, "paper", report)
    staff.get_by_label("部分", exact=True).select_option("causes")
    staff.get_by_label("缺什么、错在哪里、如何补正").fill("原因写得太笼统，请逐项写明。")
    staff.get_by_role("button", name="退回", exact=True).click()
    expect(staff.get_by_text("已办理，并记入公开日志")).to_be_visible()

    look(guests, clerk, "paper-write", report)
    expect(clerk.get_by_text("原因写得太笼统，请逐项写明。")).to_be_visible()
    lay(guests, clerk, report, "原因分析", "一是流转没有提醒；二是人手不足。")
    sign(guests, leader, report)
    look(guests, staff, "paper", report)
    staff.get_by_role("button", name="签收", exact=True).click()
    expect(staff.get_by_text("已办理，并记入公开日志")).to_be_visible()

    look(guests, staff, "paper-kinds")
    staff.get_by_role("button", name="自查自纠情况汇总报告").click()
    staff.wait_for_url(re.compile(r"/papers/\d+/write/$"))
    expect(staff.get_by_role("cell", name="迟报，列为附件")).to_have_count(1)
    parent = int(staff.url.split("/")[-3])
    lay(guests, staff, parent, "下一步工作", "督促整改。")
    sign(guests, director, parent)
    look(guests, director, "paper", parent)
    expect(director.get_by_role("cell", name="迟报，列为附件")).to_have_count(1)
    expect(director.get_by_role("cell", name="按期报送")).to_have_count(2)


def lay(guests: Guests, page: Page, paper: int, section: str, words: str) -> None:
    """Write a section, and lay the paper before whoever signs."""
    look(guests, page, "paper-write", paper)
    page.get_by_label(section, exact=True).fill(words)
    page.get_by_role("button", name="送签", exact=True).click()
    page.wait_for_url(PAPER)


def sign(guests: Guests, page: Page, paper: int) -> None:
    """Read it, sign it, agree to what follows."""
    look(guests, page, "paper", paper)
    page.get_by_role("button", name="签发", exact=True).click()
    page.get_by_role("button", name="确认办理").click()
    expect(page.get_by_text("已办理，并记入公开日志")).to_be_visible()
