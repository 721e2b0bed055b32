"""Whatever form a text comes by: invisible signs go, lost characters are named, and what was typed stays."""

from collections.abc import Callable

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.db import DataError
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from pingyi.records.campaign.models import Decision
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.rules.mandate import Role
from pingyi.ui.door.body import json_of
from pingyi.ui.door.forms import too_long
from pingyi.ui.door.signs import refuse_size
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


def test_a_text_longer_than_what_is_kept_comes_back_with_its_length(
    leader: Client, client_of: ClientOf, settings: Settings
) -> None:
    """No browser lets so long a reference be typed; the form tells it beside the field, with everything typed."""
    duty = Duty.objects.get(task="county-bodies", unit__code="qinghe")
    office, path = client_of(Role.COUNTY_OFFICE), f"/my-duties/{duty.pk}/"
    sent = {"text": "机构名单", "reference": "长" * 301}
    answer = office.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "太长：此处最多保存300个字" in page and "机构名单" in page
    assert not DutyMove.objects.filter(duty=duty, verb="submit").exists()
    office.post(path, sent | {"reference": "长" * 300})
    assert DutyMove.objects.get(duty=duty, verb="submit").reference == "长" * 300


def test_what_only_the_database_finds_too_long_is_told_in_the_same_words() -> None:
    page = {"referer": "http://testserver/", "hx-request": "true"}
    request = RequestFactory().post("/", {"text": "长" * 301}, headers=page)
    request.tidied, request.session = True, {}
    request._messages = SessionStorage(request)
    fault = DataError("value too long for type character varying(300)")
    assert refuse_size(request, fault).headers["HX-Redirect"] == "/"
    assert [str(each) for each in request._messages] == [too_long("长" * 301, 300)]


@pytest.mark.parametrize("page", ["0", "-1", "²", "9" * 18, "9" * 5000])
def test_a_page_that_cannot_be_is_the_first_or_last(client_of: ClientOf, page: str) -> None:
    assert "赵维新" in client_of(Role.SYS_ADMIN).get("/people/", {"page": page}).content.decode()


@pytest.mark.parametrize(
    "said", [b'"\\ud800"', b'{"\\ud800": 1}', b'"\xed\xa0\x80"', b'"\\u0000"', b"[" * 100_000, b"\xff", b"{"]
)
def test_json_of_no_text_is_no_json(said: bytes) -> None:
    with pytest.raises(ValueError):
        json_of(said)


def test_json_of_characters_is_read() -> None:
    assert json_of(b'{"a": "\\ud842\\udfb7\\n"}') == {"a": "\U00020bb7\n"}
