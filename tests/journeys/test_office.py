"""The office's and a county's day in a real browser: read, filter, hand in, decide; no fault for axe, on any screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import faultless, look
from tests.journeys.visitor import Guests, follow, wide
from tests.samples import bomb, document, picture, portable
from tests.stage import day, opened

pytestmark = pytest.mark.slow(60)


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast on 9 July, the first phase open."""
    clock.set(day("07-09"))
    everybody = cast()
    opened(everybody)
    return everybody


def test_a_county_plan_from_the_county_to_the_office_and_back(people: Cast, guests: Guests) -> None:
    plan = Duty.objects.get(task="county-plan", unit__code="qinghe").pk
    county = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    look(guests, county, "my-duties")
    look(guests, county, "my-duty", plan)
    county.get_by_label("办理情况").fill("本县实施方案（送审稿）")
    county.get_by_role("button", name="报送").click()
    expect(county.get_by_text("评议办已收到通知")).to_be_visible()

    office = guests.seat(people[Role.OFFICE_DIRECTOR], viewport=wide(1280))
    look(guests, office, "overview")
    office.get_by_label("单位", exact=True).fill("清河")
    expect(office.locator(".overview tbody tr")).to_have_count(1)
    expect(office).to_have_url(re.compile("name="))
    look(guests, office, "overview-unit", "qinghe")
    look(guests, office, "duty", plan)
    office.get_by_label("批复文号").fill("云科评办〔2026〕1号")
    office.get_by_role("button", name="批准").click()
    expect(office.get_by_text("云科评办〔2026〕1号")).to_be_visible()
    look(guests, office, "campaign")
    look(guests, office, "campaign-begin")


def test_waiting_plans_by_keyboard(people: Cast, guests: Guests) -> None:
    """Keys work in the list alone: j and x tick, ? explains, b leads to where it is returned, r asks before it acts."""
    waiting = Duty.objects.filter(task="county-plan", unit__code__in=("qinghe", "linshan"))
    waiting.update(state="submitted", submitted_at=day("07-08"))
    office = guests.seat(people[Role.OFFICE_STAFF], viewport=wide(1280))
    look(guests, office, "duties-waiting")
    help_ = office.locator("[data-keys-help]")
    office.locator("body").press("?")
    expect(help_).not_to_have_attribute("open", "")
    boxes = office.locator("[data-keys] input[type=checkbox]")
    boxes.nth(0).focus()
    boxes.nth(0).press("?")
    expect(help_).to_have_attribute("open", "")
    boxes.nth(0).press("j")
    expect(boxes.nth(1)).to_be_focused()
    boxes.nth(1).press("x")
    expect(boxes.nth(1)).to_be_checked()
    boxes.nth(1).press("r")
    office.wait_for_url("**/duties/waiting/receive/")
    expect(office.get_by_text("林山县科技局").or_(office.get_by_text("清河县科技局")).first).to_be_visible()
    look(guests, office, "duties-waiting")
    boxes.nth(0).focus()
    boxes.nth(0).press("b")
    office.wait_for_url(re.compile(r"/duties/\d+/#return$"))


def test_desks_of_evidence(people: Cast, guests: Guests) -> None:
    """No fault for axe on what a unit, a representative, the office and the public read of the campaign's evidence."""
    for role, routes in (
        (Role.COUNTY_OFFICE, ("my-unit", "coverage")),
        (Role.REPRESENTATIVE, ("my-part",)),
        (Role.OFFICE_DIRECTOR, ("quality", "about-units", "bulletins")),
    ):
        page = guests.seat(people[role], viewport=wide(360))
        for route in routes:
            look(guests, page, route)


def test_the_board_in_the_dark(people: Cast, guests: Guests) -> None:
    leader = guests.seat(people[Role.LEADING_GROUP_LEADER], viewport=wide(1920))
    leader.context.add_cookies([{"name": "theme", "value": "dark", "url": guests.house.address}])
    for route in ("overview", "campaign"):
        look(guests, leader, route)


def test_a_report_waits_for_the_leaders_signature(people: Cast, guests: Guests) -> None:
    Duty.objects.filter(table="county_plan").update(state="in_force")
    report = Duty.objects.get(task="county-self-exam-report", unit__code="qinghe")
    Duty.objects.filter(pk=report.pk).update(phase="P1")
    clerk = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    leader = guests.seat(people[Role.COUNTY_LEADER], viewport=wide(1280))
    look(guests, clerk, "my-duty", report.pk)
    write(clerk, "自查自纠情况：共查出问题三项，均已制定措施。")
    expect(clerk.get_by_text("签批之后才算报送").first).to_be_visible()
    look(guests, leader, "my-duties")
    expect(leader.get_by_text("等您签批")).to_be_visible()
    look(guests, leader, "my-duty", report.pk)
    leader.get_by_label("签批之前需要修改什么").fill("第二项没有写明责任人")
    follow(leader.get_by_role("button", name="退回", exact=True))
    look(guests, clerk, "my-duties")
    expect(clerk.get_by_text("负责人退回修改")).to_be_visible()
    look(guests, clerk, "my-duty", report.pk)
    expect(clerk.get_by_label("办理情况")).to_have_value("自查自纠情况：共查出问题三项，均已制定措施。")
    write(clerk, "自查自纠情况：共查出问题三项，均已明确责任人。")
    look(guests, leader, "my-duty", report.pk)
    leader.get_by_role("button", name="签批并报送").click()
    expect(leader.get_by_text("已签批并报送")).to_be_visible()
    office = guests.seat(people[Role.OFFICE_DIRECTOR], viewport=wide(1280))
    look(guests, office, "duty", report.pk)
    expect(office.get_by_text("本单位负责人签批")).to_be_visible()
    expect(office.get_by_text("第二项没有写明责任人")).to_have_count(0)


def test_a_county_brings_files_piece_by_piece_and_the_office_reads_them(
    people: Cast, guests: Guests, tmp_path: Path
) -> None:
    sent = {"照片.jpg": picture(), "文件.pdf": portable(), "报告.docx": document(), "炸弹.docx": bomb()}
    for name, data in sent.items():
        (tmp_path / name).write_bytes(data)
    bodies = Duty.objects.get(task="county-bodies", unit__code="qinghe").pk
    county = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    look(guests, county, "my-duty", bodies)
    pieces: list[str] = []
    county.on("request", lambda request: pieces.append(request.method) if "/files/uploads/" in request.url else None)
    county.get_by_label("添加附件").set_input_files([tmp_path / name for name in sent])
    county.get_by_role("button", name="添加", exact=True).click()
    expect(county.get_by_text("已添加3个附件")).to_be_visible()
    expect(county.get_by_text("“炸弹.docx”未被接收")).to_be_visible()
    assert pieces.count("PATCH") == len(sent), "the script brings them, not the form"
    for name in ("照片.jpg", "文件.pdf", "报告.docx"):
        look(guests, county, "my-duty", bodies)
        county.get_by_role("link", name=name).click()
        county.wait_for_url(re.compile(r"/files/\d+/$"))
        faultless(county)
    expect(county.get_by_text("整改报告", exact=True)).to_be_visible()
    look(guests, county, "my-duty", bodies)
    county.get_by_label("办理情况").fill("已成立")
    follow(county.get_by_role("button", name="报送", exact=True))
    office = guests.seat(people[Role.OFFICE_DIRECTOR], viewport=wide(1280))
    look(guests, office, "duty", bodies)
    office.get_by_role("link", name="文件.pdf").click()
    expect(office.get_by_role("img", name="第1页")).to_be_visible()


def write(page: Page, words: str) -> None:
    """Write a report and lay it before the leader."""
    page.get_by_label("办理情况").fill(words)
    page.get_by_role("button", name="报请负责人签批").click()


def test_a_photograph_comes_with_a_row_from_a_phone_and_stands_in_the_list(people: Cast, guests: Guests) -> None:
    county = guests.seat(people[Role.COUNTY_OFFICE], viewport=wide(360))
    look(guests, county, "register-new", "publicity")
    taken = {"name": "横幅.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    county.get_by_label("照片和材料").set_input_files(taken)
    county.get_by_label("刊播日期").fill("2026-07-08")
    county.get_by_label("渠道").select_option("newspaper")
    county.get_by_label("媒体（栏目）名称").fill("云州日报")
    county.get_by_label("标题").fill("公开职责，接受评议")
    county.get_by_label("主要职责").check()
    follow(county.get_by_role("button", name="登记", exact=True))
    look(guests, county, "register", "publicity")
    expect(county.get_by_role("img", name="横幅.jpg")).to_be_attached()
