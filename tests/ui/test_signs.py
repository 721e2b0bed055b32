"""Whatever form a text comes by: invisible signs go, lost characters are named, and what was typed stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.campaign.models import Decision
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
GIVEN = {"number": "评〔2026〕1号", "topic": "extension", "phase": "P1", "text": "延长五天", "confirmed": "1"}
ClientOf = Callable[..., Client]


@pytest.fixture
def leader(cast: Cast, client_of: ClientOf, settings: Settings) -> Client:
    opened(cast)
    settings.CLOCK.set(day("07-01"))
    return client_of(Role.LEADING_GROUP_LEADER)


@pytest.mark.parametrize("text", ["延长\ufffd天", "延长\ue863天", "延长\u202e五天", "锟斤拷五天"])
def test_a_text_with_a_lost_character_comes_back_to_its_page(leader: Client, text: str) -> None:
    answer = leader.post(
        "/campaign/decide/", GIVEN | {"text": text}, follow=True, headers={"referer": "http://testserver/campaign/"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and "没有保存任何内容" in page
    assert "评〔2026〕1号" in page
    assert not Decision.objects.exists()


def test_without_a_page_to_go_back_to_the_sentence_has_its_own(leader: Client) -> None:
    answer = leader.post("/campaign/decide/", GIVEN | {"number": "评\ufffd"})
    assert answer.status_code == 422 and "第2个字" in answer.content.decode()


def test_a_script_is_sent_back_too(leader: Client) -> None:
    answer = leader.post(
        "/campaign/decide/",
        GIVEN | {"text": "\ufffd"},
        headers={"referer": "http://testserver/campaign/", "hx-request": "true"},
    )
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/campaign/")


def test_signs_without_width_are_not_stored(leader: Client) -> None:
    leader.post("/campaign/decide/", GIVEN | {"text": "延长\u200b五天\ufeff"})
    assert [each.text for each in Decision.objects.all()] == ["延长五天"]
