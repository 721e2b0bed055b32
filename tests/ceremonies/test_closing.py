"""Closing the boxes: not before the last moment, by two different people, over exactly what they were shown."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pingyi.ceremonies import closing
from pingyi.ceremonies.errors import TooEarly
from pingyi.records.acts.errors import ContentChanged, DoneAlready, NoSuchAct, NotAParty, SignedAlready
from pingyi.records.box import queries
from pingyi.rules.ballot.board import EventType
from pingyi.rules.mandate import Role, RoleRefused, SecondFactorMissing
from tests import stage
from tests.sitting import CLOSED, SMALL, Sitting

pytestmark = pytest.mark.django_db
LAST_MOMENT = stage.day("07-26", 0)


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P3")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def test_before_the_last_moment_nobody_can_begin(sitting: Sitting) -> None:
    moments = {"campaign": sitting.campaign, "actor": sitting.director}
    with pytest.raises(TooEarly, match=r"2026-07-25 16:00\+00:00"):
        closing.propose(**moments, at=LAST_MOMENT - timedelta(microseconds=1))
    assert closing.propose(**moments, at=LAST_MOMENT).missing == (Role.OFFICE_DIRECTOR, Role.STAT_LEAD)


def test_the_second_signature_closes_every_box_and_the_first_none(sitting: Sitting) -> None:
    laid = closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.director, at=CLOSED)
    assert {box.type for box in queries.boxes(stage.CODE)} == {EventType.BALLOT}
    before = {box.uuid: box.event for box in queries.boxes(stage.CODE)}
    signed = closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.lead, at=CLOSED)
    assert signed.complete
    assert {box.type for box in queries.boxes(stage.CODE)} == {EventType.END_BALLOTS}
    assert {uuid: box["event"] for uuid, box in signed.content["boxes"].items()} == before


def test_only_the_box_with_too_few_voters_is_withheld(sitting: Sitting) -> None:
    sitting.close()
    assert [(box.unit, box.stratum) for box in queries.boxes(stage.CODE) if box.withheld] == [SMALL]


def test_one_person_never_signs_for_both_and_nobody_else_may(sitting: Sitting) -> None:
    laid = closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    act = {"campaign": sitting.campaign, "digest": laid.digest, "at": CLOSED}
    closing.sign(**act, actor=sitting.director)
    with pytest.raises(SignedAlready):
        closing.sign(**act, actor=sitting.director)
    for role in (Role.OFFICE_STAFF, Role.STAT_OFFICER, Role.SUPERVISOR, Role.LEADING_GROUP_LEADER, Role.SYS_ADMIN):
        with pytest.raises(RoleRefused):
            closing.sign(**act, actor=sitting.actor(role))
    with pytest.raises(SecondFactorMissing):
        closing.sign(**act, actor=sitting.actor(Role.STAT_LEAD, strong=False))
    assert not queries.boxes(stage.CODE)[0].withheld
    assert closing.sign(**act, actor=sitting.lead).complete


def test_a_colleague_of_a_party_that_has_signed_is_told_who_is_missing(sitting: Sitting) -> None:
    laid = closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    act = {"campaign": sitting.campaign, "digest": laid.digest, "at": CLOSED}
    closing.sign(**act, actor=sitting.director)
    second = sitting.director.__class__("other", "另一位主任", sitting.director.grants, acknowledged=True, strong=True)
    with pytest.raises(NotAParty, match="head of the statistics bureau's team"):
        closing.sign(**act, actor=second)


def test_what_was_not_shown_cannot_be_signed(sitting: Sitting) -> None:
    with pytest.raises(NoSuchAct):
        closing.sign(campaign=sitting.campaign, digest="0" * 64, actor=sitting.director, at=CLOSED)
    closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    with pytest.raises(ContentChanged):
        closing.sign(campaign=sitting.campaign, digest="0" * 64, actor=sitting.director, at=CLOSED)


def test_what_is_closed_is_not_closed_again(sitting: Sitting) -> None:
    done = sitting.close()
    with pytest.raises(DoneAlready):
        closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    with pytest.raises(DoneAlready):
        closing.sign(campaign=sitting.campaign, digest=done.digest, actor=sitting.lead, at=CLOSED)
