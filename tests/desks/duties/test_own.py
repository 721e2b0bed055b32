"""The unit's desk over HTTP: what presses first, what is locked and why, signing for notices."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.records.outbox.models import Notice, Receipt
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import begun, day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
QUERIES = 8


@pytest.fixture(autouse=True)
def ninth_of_july(settings: Settings) -> None:
    settings.CLOCK.set(day("07-09"))


def test_nothing_is_owed_before_the_plan_is_approved(cast: Cast, client_of: ClientOf) -> None:
    begun(cast)
    cast_page = client_of(Role.COUNTY_OFFICE).get("/my-duties/")
    assert cast_page.status_code == 403, "duties are handed in once a phase is open"


def test_duties_are_grouped_by_what_presses(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    page = client_of(Role.COUNTY_OFFICE).get("/my-duties/").content.decode()
    assert page.index("马上要办") < page.index("暂不能办")
    assert "林山县科技局" not in page
    assert client_of(Role.TRUSTEE).get("/my-duties/").status_code == 403


def test_what_is_locked_says_why_and_has_no_form(cast: Cast, client_of: ClientOf, settings: Settings) -> None:
    opened(cast, "P2")
    settings.CLOCK.set(day("07-12"))
    county = client_of(Role.COUNTY_OFFICE)
    locked = Duty.objects.get(task="county-online", unit__code="qinghe").pk
    page = county.get(f"/my-duties/{locked}/").content.decode()
    assert "实施方案获批前" in page and 'name="text"' not in page
    county.post(f"/my-duties/{locked}/", {"text": "抢先办"})
    later = Duty.objects.get(task="rectification-plan", unit__code="qinghe").pk
    assert "尚未启动" in county.get(f"/my-duties/{later}/").content.decode()
    assert Duty.objects.get(pk=locked).state == "owed"


def test_a_refused_submission_keeps_the_words(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    pk = Duty.objects.get(task="county-bodies", unit__code="qinghe").pk
    county = client_of(Role.COUNTY_OFFICE)
    page = county.post(f"/my-duties/{pk}/", {"text": "  ", "reference": "清科〔2026〕9号"}).content.decode()
    assert "清科〔2026〕9号" in page
    assert Duty.objects.get(pk=pk).state == "owed"
    assert county.post(f"/my-duties/{pk}/", {"text": "已成立"}).status_code == 302


def test_a_notice_is_signed_for_once_and_only_by_its_reader(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    county = client_of(Role.COUNTY_OFFICE)
    mine = Notice.objects.get(kind="duties-handed-out", unit__code="qinghe").pk
    other = Notice.objects.get(kind="duties-handed-out", unit__code="linshan").pk
    for _ in range(2):
        assert county.post(f"/notices/{mine}/acknowledge/").status_code == 302
    assert county.post(f"/notices/{other}/acknowledge/").status_code == 404
    assert Receipt.objects.count() == 1


def test_the_page_costs_the_same_queries_for_any_number_of_duties(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(cast)
    county, office = client_of(Role.COUNTY_OFFICE), client_of(Role.OFFICE_DIRECTOR)
    county.get("/my-duties/")
    with django_assert_num_queries(QUERIES):
        county.get("/my-duties/")
    office.get("/my-duties/")
    with django_assert_num_queries(QUERIES):
        office.get("/my-duties/")
