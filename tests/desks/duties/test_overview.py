"""The office's front page over HTTP: who sees what, filters, constant queries."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from pingyi.ui.pictures.duties import LOOKS
from tests.cast import Cast
from tests.stage import begun, day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
QUERIES = 15


@pytest.fixture(autouse=True)
def mid_phase_one(settings: Settings) -> None:
    """9 July: one day before the first deadline."""
    settings.CLOCK.set(day("07-09"))


def test_before_approval_the_board_says_what_to_do(cast: Cast, client_of: ClientOf) -> None:
    assert "还没有" in client_of(Role.OFFICE_STAFF).get("/overview/").content.decode()
    begun(cast)
    page = client_of(Role.OFFICE_STAFF).get("/overview/").content.decode()
    assert 'href="/campaign/"' in page


def test_the_office_sees_every_unit_and_a_county_only_itself(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    office = client_of(Role.OFFICE_STAFF).get("/overview/").content.decode()
    assert all(name in office for name in ("清河县科技局", "林山县科技局", "东湖区科技局", "云州市科技局"))
    county = client_of(Role.COUNTY_OFFICE).get("/overview/").content.decode()
    table = county[county.index('id="overview"') : county.index("</table>")]
    assert "清河县科技局" in table and "林山县科技局" not in county
    assert client_of(Role.TRUSTEE).get("/overview/").status_code == 403
    assert Client().get("/overview/").status_code == 302


def test_a_county_can_not_open_a_neighbours_list(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    county = client_of(Role.COUNTY_OFFICE)
    assert county.get("/overview/qinghe/").status_code == 200
    assert county.get("/overview/linshan/").status_code == county.get("/overview/nowhere/").status_code == 404
    assert client_of(Role.OFFICE_STAFF).get("/overview/linshan/").status_code == 200


def test_filters_answer_htmx_with_the_table_alone(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    client = client_of(Role.OFFICE_DIRECTOR)
    part = client.get("/overview/?name=清河&phase=P1&only=soon", HTTP_HX_REQUEST="true").content.decode()
    assert part.strip().startswith('<div id="overview">') and "<html" not in part
    assert "清河县科技局" in part and "林山县科技局" not in part
    nobody = client.get("/overview/?only=overdue", HTTP_HX_REQUEST="true").content.decode()
    assert "<table" not in nobody
    assert client.get("/overview/?phase=P9&only=nonsense").status_code == 200


def test_the_page_costs_the_same_queries_for_any_number_of_duties(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(cast)
    office = client_of(Role.OFFICE_STAFF)
    office.get("/overview/")
    with django_assert_num_queries(QUERIES):
        office.get("/overview/")
    Duty.objects.exclude(unit__code="qinghe").delete()
    with django_assert_num_queries(QUERIES):
        office.get("/overview/")


def test_the_board_is_taken_away_as_it_is_narrowed(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    office = client_of(Role.OFFICE_STAFF)

    def rows(address: str) -> list[tuple[object, ...]]:
        book = load_workbook(io.BytesIO(office.get(address).content))
        return list(book.worksheets[0].iter_rows(values_only=True))

    assert len(rows("/overview/overview.xlsx")) == 1 + 4
    narrowed = rows("/overview/overview.xlsx?name=清河&phase=P1")
    assert [row[0] for row in narrowed[1:]] == ["清河县科技局"]
    assert set(narrowed[1][1:]) <= {str(look.words) for look in LOOKS.values()} | {None}
