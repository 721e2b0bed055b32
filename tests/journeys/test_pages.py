"""Every desk's main pages as their people see them: both languages, light and dark, print, telephone and desk."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.sight import faults_of
from tests.journeys.visitor import PHONE, House, visit

pytestmark = pytest.mark.slow(130)
DAY = {"language": "zh-hans", "theme": "light", "text": "normal"}
NIGHT = {"language": "en", "theme": "dark", "text": "large"}


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
    Stop("plan", "", "plan"),
    Stop("results-to-come", "", "results"),
    Stop("boards", "", "boards"),
    Stop("journal", "", "journal"),
    Stop("journal-entry", "", "journal", "main a[href*='/journal/entry/']"),
    Stop("office-overview", "office-director", "overview"),
    Stop("office-campaign", "office-director", "campaign"),
    Stop("office-duty", "office-director", "overview", "main a[href^='/duties/']:not([href*='waiting'])"),
    Stop("papers", "office-director", "papers"),
    Stop("paper", "office-director", "papers", "main a.list-group-item"),
    Stop("paper-kinds", "office-qy", "paper-kinds"),
    Stop("office-registers", "office-director", "registers"),
    Stop("office-register", "office-director", "registers", "main a[href='/registers/meetings/']"),
    Stop("open-register", "", "open-registers", "main a[href*='commitments']"),
    Stop("county-duties", "office-qy", "my-duties"),
    Stop("county-duty", "office-qy", "my-duties", "main a[href^='/my-duties/']"),
    Stop("system-people", "sys-admin", "people"),
    Stop("system-person", "sys-admin", "people", "main a[href^='/people/']:not([href*='enter'])"),
    Stop("system-enter", "sys-admin", "people-enter"),
    Stop("system-units", "sys-admin", "units"),
    Stop("security-roles", "sec-admin", "grants"),
    Stop("security-person", "sec-admin", "grants", "main a[href^='/roles/']:not([href*='waiting'])"),
    Stop("office-waiting", "office-director", "duties-waiting"),
    Stop("security-proposed", "sec-admin", "grants-waiting"),
    Stop("audit", "audit-admin", "audit"),
    Stop("second-factor", "audit-admin", "mfa_index"),
    Stop("survey", "stat-lead", "survey"),
    Stop("survey-frames", "stat-lead", "survey-frames"),
    Stop("survey-draw", "stat-lead", "survey-draw"),
    Stop("survey-letters", "stat-lead", "survey-letters"),
    Stop("registrar", "stat-lead", "registrar"),
    Stop("teams", "office-director", "teams"),
    Stop("today-leading-group", "leading-group-leader", "today"),
    Stop("leading-group-unqualified", "leading-group-leader", "disqualifications"),
    Stop("leading-group-campaign", "leading-group-leader", "campaign"),
    Stop("trustee-keys", "trustee-supervisor", "keys"),
    Stop("today-supervisor", "supervisor", "today"),
    Stop("today-office", "office-director", "today"),
    Stop("today-county", "office-qy", "today"),
    Stop("today-security", "sec-admin", "today"),
    Stop("today-representative", "representative", "today"),
    Stop("sitting", "office-director", "sitting"),
)
PUBLISHED = (
    Stop("published-home", "", "home"),
    Stop("published-results", "", "results"),
    Stop("published-boards", "", "boards"),
    Stop("published-journal", "", "journal"),
    Stop("published-overview", "office-director", "overview"),
    Stop("published-campaign", "office-director", "campaign"),
    Stop("published-sitting", "stat-lead", "sitting"),
    Stop("published-reckoning", "office-director", "reckoning"),
    Stop("published-decision", "leading-group-leader", "decision"),
    Stop("published-minutes", "office-director", "sitting", "main a[href*='/minutes/']"),
)


@pytest.mark.parametrize("stop", FIELDING, ids=lambda stop: stop.name)
def test_in_the_middle_of_the_survey(stop: Stop, browser: Browser, fielding: House) -> None:
    look_around(stop, browser, fielding)


@pytest.mark.parametrize("stop", PUBLISHED, ids=lambda stop: stop.name)
def test_when_the_result_is_out(stop: Stop, browser: Browser, published: House) -> None:
    look_around(stop, browser, published)


def look_around(stop: Stop, browser: Browser, house: House) -> None:
    """Chinese by day, English in large print by night, whose words are the longest; on a telephone and on a desk."""
    faults: list[str] = []
    with visit(browser, house, stop.username) as (page, _):
        for cookies in (DAY, NIGHT):
            page.context.add_cookies([{"name": k, "value": v, "url": house.address} for k, v in cookies.items()])
            go(page, house, stop)
            faults += faults_of(page, "-".join((stop.name, *cookies.values())))
    assert not faults, "\n".join(faults)


def go(page: Page, house: House, stop: Stop) -> None:
    """Open the page as its person does."""
    page.set_viewport_size(PHONE)
    answer = page.goto(house.url(stop.route))
    if stop.follow:
        link = page.locator(stop.follow).first
        answer = page.goto(house.address + str(link.get_attribute("href")))
    assert answer is not None and answer.status == 200
