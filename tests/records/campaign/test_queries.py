"""The campaign on every request: one query, its plan parsed once."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi.records.campaign import queries
from pingyi.rules.mandate import PhaseState
from tests.cast import Cast
from tests.stage import CODE, begun, opened

pytestmark = pytest.mark.django_db


def test_no_campaign_is_before_the_first_phase(db: None) -> None:
    assert queries.current() is None
    assert queries.phase() is PhaseState.BEFORE


def test_the_campaign_costs_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    opened(cast, "P2")
    queries.current()
    with django_assert_num_queries(1):
        campaign = queries.current()
    assert campaign is not None and campaign.phase is PhaseState.SOLICIT
    assert campaign.open_phase is not None and campaign.open_phase.code == "P2"
    assert campaign.next_phase is not None and campaign.next_phase.code == "P3"


def test_a_stranger_in_the_booth_costs_no_other_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(cast, "P2")
    queries.current()
    with django_assert_num_queries(1):
        answer = Client().get("/vote/")
    assert answer.wsgi_request.campaign.code == answer.wsgi_request.campaign_id == CODE
    assert answer.wsgi_request.phase is PhaseState.SOLICIT


def test_the_history_names_everything_that_was_done(cast: Cast) -> None:
    campaign = opened(cast, "P2")
    done = [event.what for event in queries.history(campaign)]
    assert done == ["version", "approval", "opening", "decision-override", "opening"]


def test_the_plan_is_kept_as_it_was_handed_in(cast: Cast) -> None:
    campaign = begun(cast)
    assert queries.plan_text(campaign).startswith("# 全市科技系统")
    assert queries.book_of(campaign.digest) is campaign.book
