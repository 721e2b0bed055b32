"""Who an account is when it acts."""

import pytest
from django.test import Client

from pingyi.records.organisation.models import Acknowledgement, Grant
from pingyi.records.organisation.queries import actor_of
from pingyi.rules.mandate import Grant as Capacity
from pingyi.rules.mandate import Role, UnitRef
from tests.cast import AT, Cast


def test_an_actor_holds_the_live_grants_of_the_account(cast: Cast, django_assert_num_queries) -> None:
    account = cast[Role.COUNTY_OFFICE]
    Grant.objects.create(account=account, role=Role.REPRESENTATIVE, proposed_at=AT)
    Grant.objects.create(
        account=account, role=Role.APPRAISER, proposed_at=AT, granted_at=AT, withdrawn_at=AT, reason="moved"
    )
    with django_assert_num_queries(2):
        actor = actor_of(account, campaign_id="", strong=False)
    assert actor.grants == (Capacity(Role.COUNTY_OFFICE, UnitRef("qinghe")),)
    assert actor.acknowledged
    assert not actor.strong


def test_an_acknowledgement_counts_for_its_campaign_only(cast: Cast) -> None:
    account = cast[Role.OFFICE_STAFF]
    assert not actor_of(account, campaign_id="c2027", strong=True).acknowledged
    Acknowledgement.objects.create(account=account, campaign_id="c2027", text_digest="0" * 64, at=AT)
    assert actor_of(account, campaign_id="c2027", strong=True).acknowledged


def test_a_closed_account_holds_nothing(cast: Cast) -> None:
    account = cast[Role.OFFICE_STAFF]
    account.is_active = False
    assert actor_of(account, campaign_id="", strong=True).grants == ()


@pytest.mark.django_db
def test_the_front_page_answers_a_stranger_without_a_cookie() -> None:
    answer = Client().get("/")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
