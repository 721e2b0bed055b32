"""Every desk's main pages as their people see them: both languages, light and dark, telephone and desk."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.sight import barriers, foreign_words, too_wide
from tests.journeys.visitor import DESK, PHONE, House, visit

pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Stop:
    """A page on the way: who goes there, by which route, and which link is followed from there."""

    name: str
    username: str
    route: str
    follow: str = ""


FIELDING = (
    Stop("home", "", "home"),
    Stop("sign-in", "", "account_login"),
    Stop("boards", "", "boards"),
    Stop("journal", "", "journal"),
    Stop("journal-entry", "", "journal", "main a[href*='/journal/entry/']"),
    Stop("office-board", "office-director", "board"),
    Stop("office-campaign", "office-director", "campaign"),
    Stop("office-duty", "office-director", "board", "main a[href^='/duties/']"),
    Stop("county-duties", "office-shiqiao", "my-duties"),
    Stop("county-duty", "office-shiqiao", "my-duties", "main a[href^='/my-duties/']"),
    Stop("system-people", "sys-admin", "people"),
    Stop("system-person", "sys-admin", "people", "main a[href^='/people/']:not([href*='enter'])"),
    Stop("system-enter", "sys-admin", "people-enter"),
    Stop("system-units", "sys-admin", "units"),
    Stop("security-roles", "sec-admin", "grants"),
    Stop("security-person", "sec-admin", "grants", "main a[href^='/roles/']"),
    Stop("audit", "audit-admin", "audit"),
    Stop("second-factor", "audit-admin", "mfa_index"),
)
PUBLISHED = (
    Stop("published-home", "", "home"),
    Stop("published-boards", "", "boards"),
    Stop("published-journal", "", "journal"),
)


@pytest.mark.parametrize("stop", FIELDING, ids=lambda stop: stop.name)
def test_in_the_middle_of_the_survey(stop: Stop, browser: Browser, fielding: House, pictures: Path) -> None:
    look_around(stop, browser, fielding, pictures)


@pytest.mark.parametrize("stop", PUBLISHED, ids=lambda stop: stop.name)
def test_when_the_result_is_out(stop: Stop, browser: Browser, published: House, pictures: Path) -> None:
    look_around(stop, browser, published, pictures)


def look_around(stop: Stop, browser: Browser, house: House, pictures: Path) -> None:
    """Chinese in daylight, English in the dark, large print: each on both screens."""
    for language, theme, text in (
        ("zh-hans", "light", "normal"),
        ("en", "dark", "normal"),
        ("zh-hans", "dark", "large"),
    ):
        with visit(browser, house, stop.username, language=language, theme=theme, text=text) as (page, _):
            go(page, house, stop)
            kind = f"{stop.name}-{language[:2]}-{theme}" + ("-large" if text == "large" else "")
            found = {
                f"{kind} {name}": faults for name, faults in _faults(page, pictures / kind, text).items() if faults
            }
            assert found == {}


def go(page: Page, house: House, stop: Stop) -> None:
    """Open the page as its person does."""
    page.goto(house.url(stop.route))
    if stop.follow:
        link = page.locator(stop.follow).first
        page.goto(house.address + str(link.get_attribute("href")))


def _faults(page: Page, picture: Path, text: str) -> dict[str, list[str]]:
    found = {}
    for screen, size in (("360", PHONE), ("1280", DESK)):
        page.set_viewport_size(size)
        page.screenshot(path=f"{picture}-{screen}.png", full_page=True)
        found[f"too wide at {screen}"] = too_wide(page)
    found["barriers"] = barriers(page) if text == "normal" else []
    found["words"] = foreign_words(page)
    return found
