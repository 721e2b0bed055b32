"""The front page and the plan: before there is a campaign, before it is signed, while it runs, after the release."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from pingyi.records.campaign import queries
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import Cast
from tests.sitting import VOTED, Sitting
from tests.stage import day

pytestmark = pytest.mark.django_db


def page(path: str = "/") -> str:
    response = Client(headers={"accept-language": "en"}).get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_without_a_campaign_it_says_so() -> None:
    assert "No campaign is running" in page()
    assert "There is no signed plan yet" in page("/plan/")
    assert "There is no campaign whose result could be shown" in page("/results/")
    assert Client().get("/plan/plan.toml").status_code == 404


def test_a_draft_is_not_shown(cast: Cast) -> None:
    campaign = stage.begun(cast)
    assert "A campaign is being prepared" in page()
    assert campaign.book.title.en not in page("/plan/")
    assert Client().get("/plan/plan.toml").status_code == 404


@pytest.mark.parametrize(
    ("moment", "open_"),
    [(day("07-10", 23, 59), False), (day("07-11", 0), True), (day("07-25", 23, 59), True), (day("07-26", 0), False)],
)
def test_the_booth_is_offered_from_the_first_moment_to_the_last(
    cast: Cast, clock: Clock, moment: object, open_: bool
) -> None:
    stage.opened(cast, "P2")
    clock.set(moment)  # type: ignore[arg-type]
    assert ("Enter the code from the letter" in page()) is open_


def test_the_open_phase_is_marked(cast: Cast) -> None:
    stage.opened(cast, "P2")
    text = page()
    assert text.count('aria-current="step"') == 1
    marked = re.search(r'<li class="open" aria-current="step">\s*<span class="step-name">([^<]*)', text)
    assert marked and marked[1].startswith("Phase 2: Opinion solicitation")
    assert text.count('<li class="over">') == 1


def test_the_plan_is_there_to_read_and_to_keep(cast: Cast) -> None:
    campaign = stage.opened(cast, "P1")
    text = page("/plan/")
    assert campaign.digest in text
    for expected in ("Questionnaire", "Overall, how do you rate", "Don&#x27;t know", "Prohibitions", "0.90"):
        assert expected in text
    assert Client().get("/plan/plan.toml").content.decode() == stage.plan_text()


def test_the_front_page_asks_the_database_little(
    cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    stage.opened(cast, "P2")
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        Client().get("/")


def test_when_the_boxes_are_closed_the_front_page_counts_no_longer_so_far(
    sitting_at: Callable[[str], Sitting], clock: Clock
) -> None:
    sitting_at("voted")
    clock.set(VOTED)
    assert "sealed ballots so far" in page()
    clock.set(day("07-26"))
    assert "sealed ballots in all" in page()
    assert "so far" not in page()


def test_whoever_is_signed_in_is_led_to_their_work(cast: Cast, client_of: Callable[..., Client]) -> None:
    stage.opened(cast, "P2")
    own = client_of(Role.COUNTY_OFFICE).get("/").content.decode().split("<main")[1]
    assert 'href="/today/"' in own and 'href="/today/"' not in page()


def test_the_plan_tells_who_owes_what_by_when(cast: Cast) -> None:
    stage.opened(cast, "P1")
    text = page("/plan/")
    for said in (
        "less than 35 or more than 93 points",
        "Draw up the implementation plan",
        "Fri 26 June",
        "discipline liaison",
        "circular of praise",
        "Qinghe science bureau",
    ):
        assert said in text
    book = load_workbook(io.BytesIO(Client().get("/plan/tasks.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + len(queries.required().book.tasks)
    assert "6月26日（周五）" in [row[3] for row in rows]


def test_the_tasks_of_a_draft_are_not_public(cast: Cast) -> None:
    stage.begun(cast)
    assert Client().get("/plan/tasks.xlsx").status_code == 404
