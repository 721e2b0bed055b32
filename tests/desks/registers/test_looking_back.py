"""Last year's rules are looked back on one by one: what nobody has judged yet stands above the list (R131)."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.registers.actions import NewRow, withdraw, write
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, gone_on, next_year, opened, plan_text

pytestmark = pytest.mark.django_db
RULE = {
    "change": "new",
    "issued": "2026-08-10",
    "measure": "management",
    "answers": "推诿",
    "number": "云科〔2026〕9号",
}
JUDGED = {"c-checked": "2027-07-01", "c-standing": "holds", "c-keeping": "partly", "c-evidence": "抽查三十件"}
OPEN = "上年度还有"


def test_every_rule_of_last_year_is_judged_once_by_whoever_made_it(
    cast: Cast,
    client_of: Callable[..., Client],
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    opened(cast, "P3", plan_text(annexed=True))
    clerk = cast.actor(Role.COUNTY_OFFICE)
    names = ("首问负责制", "限时办结制", "一次性告知制", "误登的制度")
    own = [NewRow("qinghe", RULE | {"rule": name}) for name in names]
    *_, slip = write("rules", own, actor=clerk, at=day("08-11"))
    withdraw("rules", slip, "误登", version=1, actor=clerk, at=day("08-11"))
    theirs = NewRow("linshan", RULE | {"rule": "林山的制度"})
    write("rules", [theirs], actor=cast.actor(Role.OFFICE_STAFF), at=day("08-11"))
    settings.CLOCK.set(day("08-12"))
    assert OPEN not in client_of(Role.COUNTY_OFFICE).get("/registers/rules-kept/").content.decode(), "no year before"
    next_year(cast, plan_text(annexed=True))
    gone_on(cast, "P1")
    settings.CLOCK.set(day("07-05").replace(year=2027))
    county, leader = client_of(Role.COUNTY_OFFICE), client_of(Role.LEADING_GROUP_LEADER)
    with django_assert_max_num_queries(18):
        page = county.get("/registers/rules-kept/").content.decode()
    assert "上年度还有3项未回头看" in page and "误登的制度" not in page and "林山的制度" not in page
    first = RegisterRow.objects.get(register="rules", values__rule="首问负责制")
    assert f"?like={first.pk}" in page
    begun = county.get(f"/registers/rules-kept/new/?like={first.pk}").content.decode()
    assert 'value="首问负责制"' in begun and "云科〔2026〕9号" in begun
    foreign = RegisterRow.objects.get(register="rules", unit="linshan")
    assert "林山的制度" not in county.get(f"/registers/rules-kept/new/?like={foreign.pk}").content.decode()
    written = county.post("/registers/rules-kept/new/", JUDGED | {"c-rule": "首问负责制"})
    assert written.status_code == 302
    assert county.post("/registers/rules-kept/new/", JUDGED | {"c-rule": "首问负责制"}).status_code == 422, "once"
    assert "上年度还有2项未回头看" in county.get("/registers/rules-kept/").content.decode()
    seen = leader.get("/registers/rules-kept/").content.decode()
    assert "上年度还有3项未回头看" in seen and "?like=" not in seen, "whoever reads all sees all, and writes none"
    assert OPEN not in county.get("/registers/rules/").content.decode(), "what does not look back says nothing of it"
