"""What a person typed comes back on its page: after a session that ended, a changed sign-in, a refusal."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from pingyi.server.middleware import Sessions
from pingyi.ui.door.typed import KEY, MOST
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
TEXT = "自查自纠报告正文。" * 60


@pytest.fixture(autouse=True)
def ninth_of_july(settings: Settings) -> None:
    settings.CLOCK.set(day("07-09"))


@pytest.fixture
def page(cast: Cast) -> str:
    """A duty that the county owes, as the address of its page."""
    opened(cast)
    duty = Duty.objects.get(task="county-bodies", unit__code="qinghe")
    return f"/my-duties/{duty.pk}/"


def posted(client: Client, page: str, **fields: str):
    return client.post(page, {"text": TEXT, "reference": "示例〔2026〕9号", **fields}, headers={"referer": _at(page)})


def _at(page: str) -> str:
    return f"http://testserver{page}"


def test_a_session_that_ended_loses_nothing(cast: Cast, client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.get(page)
    settings.CLOCK.set(day("07-09") + timedelta(minutes=16))
    refused = posted(client, page)
    assert refused.status_code == 302 and refused.headers["Location"] == f"/account/login/?next={page}"
    client.force_login(cast[Role.COUNTY_OFFICE])
    assert TEXT in client.get(page).content.decode()
    assert TEXT not in client.get("/my-duties/").content.decode()


def test_what_is_sent_again_is_not_shown_again(cast: Cast, client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.get(page)
    settings.CLOCK.set(day("07-09") + timedelta(minutes=16))
    posted(client, page)
    client.force_login(cast[Role.COUNTY_OFFICE])
    assert KEY in client.session
    posted(client, page)
    assert KEY not in client.session


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.get(page)
    settings.CLOCK.set(day("07-09") + timedelta(minutes=16))
    asked = client.post(page, {"text": TEXT}, headers={"hx-request": "true", "referer": _at(page)})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (204, f"/account/login/?next={page}")


def test_a_changed_sign_in_has_our_page_with_the_text(cast: Cast, client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.handler.enforce_csrf_checks = True
    answer = posted(client, page)
    told = answer.content.decode()
    assert answer.status_code == 403 and "登录状态已变化" in told and TEXT in told
    assert "再次提交" in told and f'href="{page}"' in told
    assert TEXT in client.get(page).content.decode()


def test_a_stranger_with_a_wrong_form_is_told_to_sign_in_and_nothing_is_kept(page: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = posted(stranger, page)
    assert answer.status_code == 403 and "请重新登录" in answer.content.decode()
    assert KEY not in stranger.session


def test_passwords_and_codes_are_not_kept(client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.handler.enforce_csrf_checks = True
    posted(client, page, password="geheim-geheim", code="123456", csrfmiddlewaretoken="x" * 64)
    assert {name for name, _value in client.session[KEY]["fields"]} == {"text", "reference"}


def test_more_than_anybody_types_is_not_kept(client_of: ClientOf, page: str) -> None:
    client = client_of(Role.COUNTY_OFFICE)
    client.handler.enforce_csrf_checks = True
    assert posted(client, page, more="x" * MOST).status_code == 403
    assert KEY not in client.session


def test_a_refused_form_keeps_what_was_typed(client_of: ClientOf, cast: Cast, page: str) -> None:
    leader = client_of(Role.LEADING_GROUP_LEADER)
    decision = {"number": "决1号", "topic": "override", "phase": "P2", "text": TEXT}
    for _twice in range(2):
        leader.post("/campaign/decide/", decision, headers={"referer": _at("/campaign/")})
    assert TEXT in leader.get("/campaign/").content.decode()


def test_a_page_asked_for_while_another_tab_signs_out_is_no_fault(client_of: ClientOf, page: str) -> None:
    def shown(request: HttpRequest) -> HttpResponse:
        request.session["seen_at"] = "now"
        Session.objects.all().delete()
        return HttpResponse("shown")

    asked = RequestFactory().get(page)
    asked.COOKIES[settings.SESSION_COOKIE_NAME] = client_of(Role.COUNTY_OFFICE).session.session_key
    answer = Sessions(shown)(asked)
    assert (answer.status_code, answer.content) == (200, b"shown")
