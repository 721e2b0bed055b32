"""The menu folds and unfolds by keyboard, on a desk and on a telephone, and has no barrier while it is open."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.sight import barriers, too_wide
from tests.journeys.visitor import DESK, House, visit


def section(page: Page) -> None:
    """Open a section with the keyboard, go to its first entry, and close it again."""
    button = page.get_by_role("button", name="组织实施")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert barriers(page) + too_wide(page) == []
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("navigation").get_by_role("link", name="当前须办")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_sections_unfold_by_keyboard_on_a_desk(browser: Browser, fielding: House) -> None:
    with visit(browser, fielding, "office-director", viewport=DESK) as (page, notes):
        page.goto(fielding.url("today"))
        section(page)
        assert not notes.faults


def test_the_menu_folds_on_a_telephone(browser: Browser, fielding: House) -> None:
    with visit(browser, fielding, "office-director") as (page, notes):
        page.goto(fielding.url("today"))
        expect(page.get_by_role("button", name="组织实施")).to_be_hidden()
        page.get_by_role("button", name="菜单").press("Enter")
        expect(page.get_by_role("button", name="组织实施")).to_be_visible()
        section(page)
        assert not notes.faults


@pytest.mark.parametrize("username", ["representative", "office-qy"])
def test_today_is_the_first_screen_of_a_telephone(browser: Browser, fielding: House, username: str) -> None:
    with visit(browser, fielding, username) as (page, _notes):
        page.goto(fielding.url("today"))
        first = page.get_by_role("main").locator(".card, .alert").first
        box = first.bounding_box()
        assert box is not None and box["y"] < 400
