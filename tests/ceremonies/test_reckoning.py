"""The reckoning: from signed counts and signed sheets to places, computed and never typed."""

import inspect
from collections.abc import Callable

import pytest

from pingyi.ceremonies import reckoning
from pingyi.ceremonies.errors import CountUnsigned, Decided, SheetsMissing
from pingyi.records.acts.errors import ContentChanged, DoneAlready, NoSuchAct
from pingyi.records.results import actions, queries
from pingyi.rules.encoding import canonical, digest
from pingyi.rules.mandate import Role, RoleRefused, SecondFactorMissing
from pingyi.rules.scoring.published import result_of
from tests import stage
from tests.sitting import OPENED, RULED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("counted")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def test_nothing_is_computed_before_all_have_signed_the_count(sitting: Sitting) -> None:
    sitting.inspected()
    with pytest.raises(CountUnsigned):
        sitting.reckon()


def test_a_unit_without_signed_sheet_is_named(sitting: Sitting) -> None:
    brought_to("count signed", sitting, after="counted")
    sitting.inspected(("qinghe", "donghu"))
    with pytest.raises(SheetsMissing, match="Linshan science bureau"):
        sitting.reckon()
    assert queries.latest(stage.CODE) is None


def test_the_result_follows_from_the_published_inputs_alone(sitting: Sitting) -> None:
    brought_to("reckoned", sitting, after="counted")
    kept = queries.latest(stage.CODE)
    assert kept is not None
    again = result_of(sitting.campaign.book, kept.inputs)
    assert canonical(again) == canonical(kept.result)
    assert kept.digest == digest(again["exact"])
    assert [(unit["unit"], unit["place"], unit["total"]) for unit in kept.result["exact"]["units"]] == [
        ("qinghe", 1, "2581/30"),
        ("donghu", 2, "773/10"),
        ("linshan", 3, "194/3"),
    ]


def test_a_withheld_box_brings_no_counts(sitting: Sitting) -> None:
    brought_to("reckoned", sitting, after="counted")
    kept = queries.latest(stage.CODE)
    assert kept is not None
    small = kept.inputs["units"]["qinghe"]["strata"]["institutes"]
    assert (small["withheld"], small["counts"], small["voters"], small["invited"]) == (True, {}, 4, 5)


def test_nobody_can_type_a_number() -> None:
    """The ceremony takes who and when; no score, rank or count is among its arguments (R151)."""
    assert set(inspect.signature(reckoning.reckon).parameters) == {"campaign", "actor", "at"}
    assert set(inspect.signature(reckoning.sign).parameters) == {"campaign", "digest", "actor", "at"}


def test_all_three_parties_sign_what_they_were_shown(sitting: Sitting) -> None:
    with pytest.raises(NoSuchAct):
        reckoning.sign(campaign=sitting.campaign, digest="", actor=sitting.director, at=OPENED)
    brought_to("reckoned", sitting, after="counted")
    assert reckoning.signed_reckoning(sitting.campaign) is None
    with pytest.raises(ContentChanged):
        reckoning.sign(campaign=sitting.campaign, digest="0" * 64, actor=sitting.director, at=OPENED)
    laid = sitting.reckon()
    act = {"campaign": sitting.campaign, "digest": laid.digest, "at": OPENED}
    for role in (Role.OFFICE_STAFF, Role.LEADING_GROUP_LEADER, Role.INSPECTION_HEAD):
        with pytest.raises(RoleRefused):
            reckoning.sign(**act, actor=sitting.actor(role))
    with pytest.raises(SecondFactorMissing):
        reckoning.sign(**act, actor=sitting.actor(Role.OFFICE_DIRECTOR, strong=False))
    done = sitting.sign_result(laid)
    assert done.complete
    assert done.content["plan"] == sitting.campaign.digest
    with pytest.raises(DoneAlready):
        reckoning.sign(**act, actor=sitting.director)


def test_after_a_return_it_is_computed_anew_and_after_approval_never(sitting: Sitting) -> None:
    brought_to("signed", sitting, after="counted")
    first = reckoning.signed_reckoning(sitting.campaign)
    assert first is not None
    leader, phase = sitting.leader, sitting.campaign.phase
    actions.return_for_recheck(pk=first.pk, reason="请核对清河县A块", actor=leader, at=RULED, phase=phase)
    again = sitting.sign_result(sitting.reckon())
    second = reckoning.signed_reckoning(sitting.campaign)
    assert second is not None
    assert second.pk == again.content["reckoning"] != first.pk
    actions.approve(pk=second.pk, actor=leader, at=RULED, phase=phase)
    with pytest.raises(Decided):
        sitting.reckon()
