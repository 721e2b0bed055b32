"""Inspectors mark on a tablet: each mark is saved when its field is left; no fault for axe, on a phone and a screen."""

import pytest
from playwright.sync_api import expect

from pingyi.records.inspection import actions
from pingyi.records.inspection.models import Mark, SheetSignature
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.journeys.sight import look
from tests.journeys.visitor import Guests, follow, wide
from tests.records.inspection.conftest import CODES
from tests.stage import CODE, day, opened


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """Qinghe's team is appointed, the inspection phase is open."""
    everybody = cast()
    campaign = opened(everybody, "P4")
    clock.set(day("09-02"))
    team = [everybody[role] for role in (Role.INSPECTION_HEAD, Role.INSPECTOR)]
    actions.appoint(
        campaign_id=CODE,
        unit="qinghe",
        members={account.ref: account.name for account in team},
        head=team[0].ref,
        actor=everybody.actor(Role.OFFICE_DIRECTOR, campaign_id=CODE),
        at=day("09-02"),
        phase=campaign.phase,
    )
    return everybody


def test_from_own_marks_to_the_signature(people: Cast, guests: Guests) -> None:
    team = {Role.INSPECTOR: 360, Role.INSPECTION_HEAD: 1280}
    pages = [guests.seat(people[role], viewport=wide(width)) for role, width in team.items()]
    for page in pages:
        look(guests, page, "sheets")
        look(guests, page, "sheet", "qinghe")
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
    look(guests, head, "discussion", "qinghe")
    head.get_by_role("button", name="开始集体讨论").click()
    follow(head.get_by_role("button", name="确认办理"))
    for place, block in enumerate(("A", "B", "C"), 1):
        look(guests, head, "discussion", "qinghe")
        for code in (code for code in CODES if code.startswith(block)):
            head.locator(f"#id_{code}-reason").fill("意见一致")
        head.get_by_role("button", name=f"保存第{place}部分").click()
        expect(head.get_by_text("集体评分已保存")).to_be_visible()
    look(guests, head, "sheet-sign", "qinghe")
    head.get_by_label("检查评议报告").fill("总体较好。")
    head.get_by_role("button", name="签字报送").click()
    head.get_by_role("button", name="确认办理").click()
    expect(head.get_by_text("总体较好。")).to_be_visible()
    assert SheetSignature.objects.exists()
    for page in pages:
        look(guests, page, "sheet-paper", "qinghe")
        look(guests, page, "discussion", "qinghe")


def test_the_office_appoints_on_a_phone(people: Cast, guests: Guests) -> None:
    look(guests, guests.seat(people[Role.OFFICE_DIRECTOR]), "teams")


def test_a_mark_that_did_not_arrive_is_told(people: Cast, guests: Guests) -> None:
    page = guests.seat(people[Role.INSPECTOR], "ERR_INTERNET_DISCONNECTED", "htmx:afterRequest", "htmx:sendError")
    look(guests, page, "sheet", "qinghe")
    page.context.set_offline(True)
    page.locator("#id_A1").fill("1.5")
    page.locator("#id_A2").focus()
    expect(page.get_by_text("未能保存")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("您的评分已保存")).to_be_visible()
    assert Mark.objects.get().indicator == "A1"
