"""The joint tally: three parties present, any two trustees, two counts that must agree, small boxes never opened."""

import json
from collections.abc import Callable

import pytest

from pingyi.ceremonies import opening
from pingyi.ceremonies.errors import CountsDiffer, SharesMissing
from pingyi.records.acts.errors import ContentChanged, DoneAlready, SignedAlready
from pingyi.records.box import queries
from pingyi.records.box.errors import WrongStep
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.ballot.board import EventType
from pingyi.rules.ballot.errors import TrusteeRefused
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import Role, RoleRefused, SecondFactorMissing
from tests import stage
from tests.sitting import OPENED, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P4")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def types() -> set[EventType | None]:
    return {box.type for box in queries.boxes(stage.CODE) if not box.withheld}


def test_all_three_parties_must_be_present(sitting: Sitting) -> None:
    laid = opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    act = {"campaign": sitting.campaign, "digest": laid.digest, "at": OPENED}
    opening.sign_inputs(**act, actor=sitting.director)
    with pytest.raises(SignedAlready):
        opening.sign_inputs(**act, actor=sitting.director)
    opening.sign_inputs(**act, actor=sitting.lead)
    assert types() == {EventType.END_BALLOTS}
    for role in (Role.OFFICE_STAFF, Role.STAT_OFFICER, Role.LEADING_GROUP_LEADER):
        with pytest.raises(RoleRefused):
            opening.sign_inputs(**act, actor=sitting.actor(role))
    with pytest.raises(SecondFactorMissing):
        opening.sign_inputs(**act, actor=sitting.actor(Role.SUPERVISOR, strong=False))
    assert opening.sign_inputs(**act, actor=sitting.supervisor).complete
    assert types() == {EventType.ENCRYPTED_TALLY}


def test_once_the_ballots_are_added_up_the_opening_cannot_be_convened_anew(sitting: Sitting) -> None:
    sitting.sum()
    with pytest.raises(DoneAlready):
        opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)


def test_shares_come_all_or_none_and_only_from_the_trustee_they_belong_to(sitting: Sitting) -> None:
    sitting.sum()
    shares = sitting.shares(1)
    wrong = dict(list(shares.items())[:-1]) | {list(shares)[-1]: next(iter(shares.values()))}
    trustee = sitting.actor(Role.TRUSTEE, "appraisal_office")
    with pytest.raises(TrusteeRefused):
        opening.give_shares(campaign=sitting.campaign, shares=wrong, actor=trustee, at=OPENED)
    with pytest.raises(TrusteeRefused):
        other = sitting.actor(Role.TRUSTEE, "statistics_bureau")
        opening.give_shares(campaign=sitting.campaign, shares=shares, actor=other, at=OPENED)
    with pytest.raises(RoleRefused):
        opening.give_shares(campaign=sitting.campaign, shares=shares, actor=sitting.director, at=OPENED)
    assert [each.given for each in queries.trustees(stage.CODE)] == [0, 0, 0]
    assert opening.give_shares(campaign=sitting.campaign, shares=shares, actor=trustee, at=OPENED) == 3
    assert [(each.body, each.given, each.wanted) for each in queries.trustees(stage.CODE)] == [
        ("appraisal_office", 3, 3),
        ("statistics_bureau", 0, 3),
        ("supervisor", 0, 3),
    ]


def test_one_trustee_is_not_enough_and_the_boxes_are_named(sitting: Sitting) -> None:
    sitting.sum()
    sitting.give(3)
    with pytest.raises(SharesMissing) as refusal:
        opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    assert "Qinghe science bureau · " in str(refusal.value)
    sitting.give(2)
    laid = opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    assert laid
    assert laid.missing


def test_the_count_is_that_of_the_ballots_and_leaves_the_small_box_out(sitting: Sitting) -> None:
    sitting.sum()
    counts = sitting.count().content["counts"]
    assert sitting.box("qinghe", "institutes") not in counts
    assert counts[sitting.box("qinghe")][0] == [3, 2, 1, 0, 0]
    assert counts[sitting.box("donghu")][0] == [1, 2, 2, 0, 1]
    with pytest.raises(WrongStep):
        opening.give_shares(
            campaign=sitting.campaign,
            shares={sitting.box("qinghe", "institutes"): b"{}"},
            actor=sitting.actor(Role.TRUSTEE, "appraisal_office"),
            at=OPENED,
        )


def test_a_recount_that_differs_cannot_be_signed(sitting: Sitting) -> None:
    sitting.sum()
    laid = sitting.count()
    ours = laid.content["counts_digest"]
    act = {"campaign": sitting.campaign, "digest": laid.digest, "at": OPENED}
    for recount in ("", digest({}), ours[:-1]):
        with pytest.raises(CountsDiffer) as refusal:
            opening.sign_count(**act, recount=recount, actor=sitting.lead)
        assert ours not in str(refusal.value)
    assert not opening.sign_count(**act, recount="", actor=sitting.director).complete
    assert not opening.sign_count(**act, recount=f" {ours.upper()}\n", actor=sitting.lead).complete
    assert opening.sign_count(**act, recount="", actor=sitting.supervisor).complete
    with pytest.raises(DoneAlready):
        opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)


def test_other_counts_than_those_shown_cannot_be_signed(sitting: Sitting) -> None:
    sitting.sum()
    sitting.count()
    with pytest.raises(ContentChanged):
        opening.sign_count(campaign=sitting.campaign, digest="0" * 64, recount="", actor=sitting.director, at=OPENED)


def test_the_public_journal_and_board_tell_no_count_before_the_release(sitting: Sitting) -> None:
    sitting.sum()
    uuid = sitting.box("qinghe")
    sealed = queries.box(uuid).size
    sitting.count()
    assert queries.sealed_size(uuid) == sealed < queries.box(uuid).size
    published = [json.loads(bytes(entry.leaf)) for entry in JournalEntry.objects.filter(kind="box:count:1")]
    assert len(published) == 3
    assert all(set(entry["public"]) == {"event"} for entry in published)
