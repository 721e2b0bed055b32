"""The public result: nothing before the release, everything after it, small strata never."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from pingyi.records.box import queries as boxes
from pingyi.records.results import queries
from pingyi.ui.pictures import ranking
from tests import stage
from tests.sitting import Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("approved")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def page(language: str = "en") -> str:
    return Client(headers={"accept-language": language}).get("/results/").content.decode()


def test_before_the_release_no_number_is_shown(sitting: Sitting) -> None:
    text = page()
    assert "Expected between 16 September 2026 and 30 September 2026" in text
    assert "86.03" not in text
    assert "清河" not in text
    for path in ("/bundle.zip", "/bundle/index.json", "/bundle/result.json"):
        assert Client().get(path).status_code == 404


def test_after_it_every_number_stands_there(sitting: Sitting) -> None:
    brought_to("released", sitting, after="approved")
    text = " ".join(page().split())
    assert "20 of 23 people" not in text
    for expected in (
        "22 of 23 people drawn at random answered (96 %)",
        "Score 86.0; if we had asked everyone it would very probably lie between 82.4 and 88.3.",
        "Place 1; the data allow no other.",
        "70 × 0.8333 + 18.40 + 9.30 = 86.03",
        "they stand in the published files",
        "runs from 35 to 93 points",
        "this single test can fall below 0.05 where the bands still allow another unit",
        queries.released(stage.CODE).digest,  # type: ignore[union-attr]
    ):
        assert expected in text
    assert "假如问遍所有人，得分很可能在82.4到88.3之间" in page("zh-hans")


def test_no_small_cell_is_told_nor_a_sum_that_tells_it(sitting: Sitting) -> None:
    """Six ballots a box: every count of the table is small."""
    brought_to("released", sitting, after="approved")
    table = page("zh-hans").split('id="counts"')[1].split('id="weights"')[0]
    cells = re.findall(r'<td class="num">\s*(?:<strong>)?([^<]*)<', table)
    assert {cell.strip() for cell in cells if "/" not in cell} == {"少于5"}


def test_a_box_that_was_too_small_shows_no_count(sitting: Sitting) -> None:
    brought_to("released", sitting, after="approved")
    text = page()
    assert "Fewer than 5 answered: this box was never opened" in text
    assert "4 / 5" not in text


def test_every_chart_has_its_numbers_in_words_or_a_table(sitting: Sitting) -> None:
    brought_to("released", sitting, after="approved")
    text = page()
    assert text.count('role="img"') == text.count("data-chart=") == 3
    assert text.count("<caption") >= 3


def test_the_page_asks_the_database_little_however_many_units_there_are(
    sitting: Sitting, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    brought_to("released", sitting, after="approved")
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        Client().get("/results/")


def test_boards_show_what_they_count_only_after_the_release(sitting: Sitting) -> None:
    uuid = sitting.box("qinghe")
    whole = b"".join(boxes.pieces(uuid))
    before = b"".join(Client().get(f"/boards/{uuid}.bel").streaming_content)  # type: ignore[attr-defined]
    assert before == whole[: len(before)]
    assert b'"Result"' not in before
    assert b'"PartialDecryption"' not in before
    assert b'"EncryptedTally"' in before
    beyond = Client().get(f"/boards/{uuid}.bel", headers={"range": f"bytes={len(before)}-"})
    assert beyond.status_code == 416
    brought_to("released", sitting, after="approved")
    after = b"".join(Client().get(f"/boards/{uuid}.bel").streaming_content)  # type: ignore[attr-defined]
    assert after == whole


def test_the_weights_are_drawn_as_they_stand_in_the_table(sitting: Sitting) -> None:
    brought_to("released", sitting, after="approved")
    response = Client().get("/results/")
    lines = response.context["result"].weights
    drawn = response.context["weights"]["series"]
    planned, real = ([bar["value"] for bar in series["data"]] for series in drawn)
    assert planned == [70.0, 20.0, 10.0]
    assert real == [round(float(line.real), 3) for line in lines]
    assert sum(real) == pytest.approx(100, abs=0.01)
    assert ranking.places_chart(response.context["result"])["series"][2]["data"][0]["value"] == [1, 0]


def test_the_ranking_can_be_taken_away_after_the_release_only(sitting: Sitting) -> None:
    assert Client().get("/results/results.xlsx").status_code == 404
    brought_to("released", sitting, after="approved")
    answer = Client().get("/results/results.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    assert len(rows) > 2 and rows[0][1] in ("单位", "Unit")


def test_the_contents_have_a_page_after_the_release_only(sitting: Sitting) -> None:
    assert Client().get("/results/contents/").url == "/results/"  # type: ignore[attr-defined]
    brought_to("released", sitting, after="approved")
    text = Client().get("/results/contents/").content.decode()
    for expected in ("heat-", "推行政务公开", "要求、暗示或用好处", "少于5"):
        assert expected in text
