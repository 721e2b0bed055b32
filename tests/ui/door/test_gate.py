"""Whoever raises a refusal, the person reads its sentence."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text
from pingyi.server.urls import urlpatterns as served
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest, Request
from tests.cast import Cast
from tests.stage import begun


class NeverListed(Refusal):
    """Of a family that nobody has heard of."""

    message = "The room of %(unit)s is locked: %(why)s."


def _page(request: Request, hidden: str = "") -> HttpResponse:
    raise NeverListed(unit=Text(zh="甲县", en="County A"), why=("no key", "no light"), hidden=bool(hidden))


def _about_the_campaign(request: CampaignRequest) -> HttpResponse:
    return HttpResponse(request.campaign.code)


urlpatterns = [
    *served,
    path("about/", serves(Power.CAMPAIGN_READ)(in_campaign(_about_the_campaign)), name="about"),
    path("locked/", serves(Power.CAMPAIGN_READ)(_page), name="locked"),
    path("locked/<hidden>/", serves(Power.CAMPAIGN_READ)(_page), name="hidden"),
]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_refusal_that_no_page_lists_is_said(client: Client) -> None:
    answer = client.get("/locked/")
    assert answer.status_code == 403
    assert "The room of 甲县 is locked" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_hidden_one_is_an_absent_page(client: Client) -> None:
    answer = client.get("/locked/away/")
    assert answer.status_code == 404
    assert "甲县" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_about_the_campaign_says_that_there_is_none(client: Client) -> None:
    answer = client.get("/about/")
    assert answer.status_code == 403
    assert "尚无评议活动。由评议办根据方案文件创建。" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_same_page_has_the_campaign_that_there_is(client: Client, cast: Cast) -> None:
    code = begun(cast).code
    assert client.get("/about/").content.decode() == code
