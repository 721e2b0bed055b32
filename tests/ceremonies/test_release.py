"""The release: approved, after the objection window to its last moment, by the office director."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pingyi.ceremonies import release
from pingyi.records.results import queries
from pingyi.records.results import queries as results_queries
from pingyi.records.results.errors import NotApproved, ObjectionsOpen
from pingyi.rules.mandate import Role, RoleRefused
from tests import stage
from tests.sitting import RELEASED, RULED, Sitting, brought_to
from tests.stage import day

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P5")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def test_objections_are_open_for_three_working_days_after_the_approval(sitting: Sitting) -> None:
    """Wednesday 16 September 2026: Thursday, Friday, and Sunday the 20th, a make-up day before the National Day."""
    assert results_queries.objections_until(sitting.campaign, RULED) == day("09-21", 0)


def test_nothing_is_published_before_approval_or_before_the_window_has_passed(sitting: Sitting) -> None:
    act = {"campaign": sitting.campaign, "actor": sitting.director}
    with pytest.raises(NotApproved):
        release.release(**act, at=RELEASED)
    sitting.approve()
    until = results_queries.objections_until(sitting.campaign, RULED)
    with pytest.raises(ObjectionsOpen, match=f"{until:%Y-%m-%d %H:%M}"):
        release.release(**act, at=until - timedelta(microseconds=1))
    assert queries.released(stage.CODE) is None
    assert release.release(**act, at=until).released_at == until


def test_only_the_director_publishes_and_only_at_the_end(sitting: Sitting) -> None:
    sitting.approve()
    for role in (Role.STAT_LEAD, Role.SUPERVISOR, Role.LEADING_GROUP_LEADER, Role.OFFICE_STAFF):
        with pytest.raises(RoleRefused):
            release.release(campaign=sitting.campaign, actor=sitting.actor(role), at=RELEASED)
    brought_to("released", sitting, after="approved")
    assert queries.released(stage.CODE) is not None


def test_publishing_twice_is_publishing_once(sitting: Sitting) -> None:
    sitting.approve()
    first = release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    again = release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED + timedelta(days=1))
    assert again.released_at == first.released_at
