"""The leading group's page: what it must know, approve or return with a reason, and nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client

from pingyi.records.results import queries as results
from pingyi.rules.mandate import Role
from tests import stage
from tests.sitting import Sitting, brought_to

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    return " ".join(client.get("/decision/").content.decode().split())


def latest() -> results.ReckoningView:
    found = results.latest(stage.CODE)
    assert found
    return found


def test_what_is_not_signed_by_all_is_not_decided(sitting: Sitting, leader: Client) -> None:
    assert "Nothing lies before the leading group" in page(leader)
    leader.post("/acts/result/sign", {"digest": latest().digest})
    assert latest().ruling is None


def test_one_page_has_all_that_matters(sitting: Sitting, leader: Client) -> None:
    brought_to("signed", sitting, after="reckoned")
    text = page(leader)
    for expected in (
        "86.03",
        "Place 3; the data allow no other.",
        "confirmed by the data",
        "What really decided",
        "Would another rule have ranked otherwise?",
        "Who is affected",
        "rectification within a time limit",
        "asked of the authority over its cadres",
        "No unit is disqualified.",
    ):
        assert expected in text


def test_the_leader_approves_what_was_on_the_page(sitting: Sitting, leader: Client) -> None:
    brought_to("signed", sitting, after="reckoned")
    leader.post("/acts/result/sign", {"digest": "0" * 64})
    assert latest().ruling is None
    leader.post("/acts/result/sign", {"digest": latest().digest})
    assert latest().approved
    text = page(leader)
    assert "Approved by" in text
    assert "Your decision" not in text


def test_a_return_needs_its_reason(sitting: Sitting, leader: Client) -> None:
    brought_to("signed", sitting, after="reckoned")
    refused = leader.post("/decision/return", {"digest": latest().digest, "reason": " "}, follow=True)
    assert "only returned with a written reason" in refused.content.decode()
    assert latest().ruling is None
    leader.post("/decision/return", {"digest": latest().digest, "reason": "请复核林山县整改分"})
    found = latest().ruling
    assert found
    assert (found.reason, latest().approved) == ("请复核林山县整改分", False)


def test_members_read_and_only_the_leader_decides(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    brought_to("signed", sitting, after="reckoned")
    for role in (Role.LEADING_GROUP_MEMBER, Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR):
        client = client_of(role)
        client.cookies["language"] = "en"
        assert "Your decision" not in page(client)
        assert client.post("/acts/result/sign", {"digest": latest().digest}).status_code == 403
    assert client_of(Role.COUNTY_LEADER).get("/decision/").status_code in (403, 404)
    weak = client_of(Role.LEADING_GROUP_LEADER, strong=False)
    assert weak.post("/acts/result/sign", {"digest": latest().digest}).status_code == 302
    assert latest().ruling is None
