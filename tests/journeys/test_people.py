"""From the pool to the letter of appointment in a real browser, on a telephone and on a desk; no fault for axe."""

import pytest
from playwright.sync_api import Page, expect

from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.ceremonies.test_drawing import KNOWN, SEED, register
from tests.journeys.sight import faultless, picture
from tests.journeys.visitor import DESK, PHONE, Guests, follow
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.slow(60)


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast in the first phase; Qinghe has twenty-four candidates, some of them with an account."""
    clock.set(day("06-24"))
    everybody = cast()
    opened(everybody, "P1", plan_text(fit=True))
    register(everybody, range(24), account=str(everybody[Role.REPRESENTATIVE].pk))
    return everybody


def seen(page: Page, name: str) -> None:
    """The page on both screens."""
    for screen, size in (("360", PHONE), ("1280", DESK)):
        page.set_viewport_size(size)
        picture(page, f"people-{name}-{screen}")
        faultless(page)


def agree(page: Page, button: str) -> None:
    """Press what asks once, and say yes."""
    follow(page.get_by_role("button", name=button, exact=True))
    follow(page.get_by_role("button", name="确认办理"))


def test_from_the_pool_to_the_letter(people: Cast, guests: Guests, clock: Clock) -> None:
    county = guests.seat(people[Role.COUNTY_OFFICE])
    guests.go(county, "pool", "qinghe")
    seen(county, "candidates")
    county.get_by_label("抽取人数").fill("8")
    county.get_by_label("随机数的公开来源").fill("双色球 2026072 期")
    county.get_by_label("数值公开的时间").fill("2026-06-25T21:00")
    agree(county, "封定候选人库")
    expect(county.get_by_text("数值公布后，在这里填写并抽取")).to_be_visible()
    seen(county, "closed")

    clock.set(KNOWN)
    county = guests.seat(people[Role.COUNTY_OFFICE])
    guests.go(county, "pool", "qinghe")
    county.get_by_label("来源公布的数值").fill(SEED)
    agree(county, "抽取")
    seen(county, "drawn")

    person = guests.seat(people[Role.REPRESENTATIVE])
    guests.go(person, "recusal")
    seen(person, "recusal")
    follow(person.get_by_role("button", name="申报"))

    agree(county, "聘任")
    seen(county, "appointed")
    guests.go(county, "pool-letters", "qinghe")
    expect(county.get_by_role("article")).to_have_count(8)
    seen(county, "letters")

    guests.go(person, "appointments")
    seen(person, "own")
    follow(person.get_by_role("button", name="签收").first)
    expect(person.get_by_text("已签收，评议办可以看到")).to_be_visible()

    office = guests.seat(people[Role.OFFICE_DIRECTOR])
    guests.go(office, "pools")
    seen(office, "pools")
    guests.go(office, "pool", "inspection")
    seen(office, "teams")
