"""Two people at the same moment, on two connections: whoever comes second finds what the first one left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from pingyi.records.acts import actions, queries
from pingyi.records.acts.errors import ContentChanged, DoneAlready
from pingyi.records.acts.queries import ActView
from pingyi.records.campaign.actions import hold
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection.errors import TeamExists
from pingyi.records.inspection.models import Team
from pingyi.rules.acts.kind import CLOSING
from pingyi.rules.mandate import PhaseState, Role
from pingyi.rules.refusal import Refusal
from tests.crossing import crossed
from tests.factories import AT, person, standing

ROUNDS = 12
DIRECTOR, LEAD = person(Role.OFFICE_DIRECTOR), person(Role.STAT_LEAD)
WHEN = {"phase": PhaseState.SOLICIT}


def lay(kind: str, content: str = "first", *, again: bool = False, at=AT) -> ActView:  # type: ignore[no-untyped-def]
    own = replace(CLOSING, code=kind, again=again)
    with transaction.atomic():
        moment = hold("trial", at=at)
        return actions.draw_up(own, {"what": content}, campaign_id="trial", actor=DIRECTOR, at=moment, **WHEN)


def sign(view: ActView, actor=LEAD, at=AT) -> ActView:  # type: ignore[no-untyped-def]
    own = replace(CLOSING, code=view.kind)
    signed = {"pk": view.pk, "digest": view.digest, "actor": actor}
    with transaction.atomic():
        return actions.put_signature(own, campaign_id="trial", at=hold("trial", at=at), **signed, **WHEN)


@pytest.fixture
def rounds(transactional_db: None) -> Iterator[range]:
    standing()
    yield range(ROUNDS)


def test_the_last_signature_and_laying_anew_leave_one_act(rounds: range) -> None:
    for n in rounds:
        kind = f"closing-{n}"
        laid = lay(kind)
        sign(laid, DIRECTOR)
        signed, anew = crossed(lambda laid=laid: sign(laid), lambda kind=kind: lay(kind, "second"))
        newest = queries.latest("trial", kind)
        assert newest is not None
        if isinstance(signed, ActView):
            assert isinstance(anew, DoneAlready)
            assert (newest.pk, newest.complete) == (laid.pk, True)
        else:
            assert isinstance(signed, ContentChanged)
            assert isinstance(anew, ActView)
            assert sign(sign(anew, DIRECTOR)).complete
        assert sum(view.complete for view in queries.all_of("trial") if view.kind == kind) == 1


def test_laying_the_same_twice_lays_it_once(rounds: range) -> None:
    for n in rounds:
        first, second = crossed(*[lambda n=n: lay(f"count-{n}")] * 2)
        assert first == second
        assert len(queries.all_of("trial")) == n + 1


def test_both_parties_at_once_complete_it(rounds: range) -> None:
    for n in rounds:
        laid = lay(f"freeze-{n}")
        crossed(lambda laid=laid: sign(laid, DIRECTOR), lambda laid=laid: sign(laid, LEAD))
        assert queries.done("trial", f"freeze-{n}")


def test_a_team_is_appointed_once(rounds: range) -> None:
    def appoint(unit: str) -> Team:
        return inspection.appoint(
            campaign_id="trial", unit=unit, members={"1": "甲"}, head="1", actor=DIRECTOR, at=AT,
            phase=PhaseState.INSPECT,
        )  # fmt: skip

    for n in rounds:
        answers = crossed(*[lambda n=n: appoint(f"unit-{n}")] * 2)
        assert {type(answer) for answer in answers} == {Team, TeamExists}


@pytest.mark.django_db
def test_what_all_signed_stands_a_second_later_too() -> None:
    standing()
    laid = sign(sign(lay("closing"), DIRECTOR))
    with pytest.raises(DoneAlready):
        lay("closing", "second", at=AT + timedelta(seconds=1))
    newer = lay("closing", "second", again=True)
    assert queries.latest("trial", "closing") == laid
    assert queries.newest("trial", "closing") == newer
    with pytest.raises(Refusal):
        sign(laid)


@pytest.mark.django_db
def test_nothing_is_signed_before_it_was_drawn_up_though_the_clock_goes_back() -> None:
    standing()
    earlier = AT - timedelta(hours=1)
    laid = lay("closing")
    done = sign(sign(laid, DIRECTOR, at=earlier), LEAD, at=earlier)
    assert [signature.at for signature in done.signatures] == [AT, AT]
    assert lay("opening", at=earlier).drawn_up_at == AT
    assert hold("trial", at=earlier) == AT
    assert hold("trial", at=AT + timedelta(seconds=1)) == AT + timedelta(seconds=1)
