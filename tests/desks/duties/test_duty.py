"""A paper's way over HTTP: handed in at the unit's desk, decided at the office's."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def plan(cast: Cast, settings: Settings) -> Duty:
    """Qinghe's county plan, owed on 9 July."""
    opened(cast)
    settings.CLOCK.set(day("07-09"))
    return Duty.objects.get(task="county-plan", unit__code="qinghe")


def state(duty: Duty) -> str:
    duty.refresh_from_db()
    return duty.state


def test_a_county_plan_is_returned_handed_in_again_and_approved(plan: Duty, client_of: ClientOf) -> None:
    county, office, director = (
        client_of(role) for role in (Role.COUNTY_OFFICE, Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR)
    )
    mine, theirs = f"/my-duties/{plan.pk}/", f"/duties/{plan.pk}/"
    county.post(mine, {"text": "实施方案（送审稿）", "reference": "清科〔2026〕3号"})
    assert state(plan) == "submitted"
    assert "实施方案（送审稿）" in office.get(theirs).content.decode()
    assert "清河县科技局" in office.get("/overview/").content.decode()
    office.post(f"{theirs}return/", {"reasons": "缺少公开承诺一章"})
    assert state(plan) == "returned"
    assert "缺少公开承诺一章" in county.get(mine).content.decode()
    county.post(mine, {"text": "补充后再报"})
    office.post(f"{theirs}receive/")
    assert state(plan) == "under_review"
    assert office.post(f"{theirs}approve/", {"number": "云科评办1号"}).status_code == 403
    director.post(f"{theirs}approve/", {"number": ""})
    assert state(plan) == "under_review"
    director.post(f"{theirs}approve/", {"number": "云科评办1号"})
    assert state(plan) == "in_force"


def test_the_appraised_decide_nothing(plan: Duty, client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    county.post(f"/my-duties/{plan.pk}/", {"text": "方案"})
    for verb in ("receive", "return", "approve", "missing", "urge"):
        answer = county.post(f"/duties/{plan.pk}/{verb}/", {"reasons": "x", "number": "x", "reason": "x"})
        assert answer.status_code == 403
    assert state(plan) == "submitted"


def test_another_units_duty_does_not_exist(plan: Duty, client_of: ClientOf) -> None:
    other = Duty.objects.get(task="county-plan", unit__code="linshan").pk
    county = client_of(Role.COUNTY_OFFICE)
    for path in (f"/duties/{other}/", f"/my-duties/{other}/", "/duties/999999999/", f"/my-duties/{10**30}/"):
        assert county.get(path).status_code == 404
    assert county.post(f"/my-duties/{other}/", {"text": "x"}).status_code == 404


def test_what_was_handed_in_is_not_urged(plan: Duty, client_of: ClientOf) -> None:
    """A page that was opened before says so in a sentence; a fresh one has no button."""
    office, path = client_of(Role.OFFICE_STAFF), f"/duties/{plan.pk}/"
    assert f"{path}urge/" in office.get(path).content.decode()
    client_of(Role.COUNTY_OFFICE).post(f"/my-duties/{plan.pk}/", {"text": "方案"})
    assert "无须催办" in office.post(f"{path}urge/", follow=True).content.decode()
    assert f"{path}urge/" not in office.get(path).content.decode()


def test_an_overdue_paper_is_urged_then_declared_missing(plan: Duty, client_of: ClientOf, settings: Settings) -> None:
    office = client_of(Role.OFFICE_STAFF)
    office.post(f"/duties/{plan.pk}/urge/")
    assert "county-plan" not in client_of(Role.COUNTY_OFFICE).get("/my-duties/").content.decode()
    office.post(f"/duties/{plan.pk}/missing/", {"reason": "未报"})
    assert Duty.objects.get(pk=plan.pk).missing_at is None
    settings.CLOCK.set(day("07-11"))
    office = client_of(Role.OFFICE_STAFF)
    assert "/missing/" in office.get(f"/duties/{plan.pk}/").content.decode()
    office.post(f"/duties/{plan.pk}/missing/", {"reason": "经催办仍未报"})
    assert Duty.objects.get(pk=plan.pk).missing_at is not None
