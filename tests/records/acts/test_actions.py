"""Minutes: what is signed is what was shown, each party by a person of its own, and nothing is ever changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from pingyi.records.acts import actions, queries
from pingyi.records.acts.errors import ContentChanged, NoSuchAct, NotAParty, SignedAlready
from pingyi.records.acts.queries import ActView
from pingyi.rules.acts.kind import CLOSING
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import Actor, PhaseState, Role, RoleRefused
from tests.factories import AT, person, standing

pytestmark = pytest.mark.django_db
CONTENT = {"boxes": {"b": {"event": "0" * 64, "ballots": 3}}, "名称": "清河县"}
WHEN = {"at": AT, "phase": PhaseState.SOLICIT}


@pytest.fixture
def laid() -> ActView:
    director = person(Role.OFFICE_DIRECTOR)
    return actions.draw_up(CLOSING, CONTENT, campaign_id=standing(), actor=director, **WHEN)


def sign(view: ActView, actor: Actor, signed: str = "") -> ActView:
    return actions.put_signature(
        CLOSING, campaign_id="trial", pk=view.pk, digest=signed or view.digest, actor=actor, **WHEN
    )


def test_the_digest_is_that_of_the_content(laid: ActView) -> None:
    assert laid.digest == digest(CONTENT)
    assert laid.content == CONTENT
    assert (laid.complete, laid.completed_at) == (False, None)


def test_each_party_signs_once_and_the_last_signature_completes(laid: ActView) -> None:
    after = sign(laid, person(Role.OFFICE_DIRECTOR))
    assert after.missing == (Role.STAT_LEAD,)
    with pytest.raises(SignedAlready):
        sign(laid, person(Role.OFFICE_DIRECTOR))
    done = sign(laid, person(Role.STAT_LEAD))
    assert done.complete
    assert done.completed_at == AT


def test_one_person_with_two_roles_signs_for_one_party_only(laid: ActView) -> None:
    director, lead = person(Role.OFFICE_DIRECTOR), person(Role.STAT_LEAD)
    both = Actor(director.ref, "兼任者", director.grants + lead.grants, acknowledged=True, strong=True)
    assert sign(laid, both).missing == (Role.STAT_LEAD,)
    with pytest.raises(SignedAlready):
        sign(laid, both)
    with pytest.raises(NotAParty):
        sign(laid, person(Role.OFFICE_DIRECTOR, "second"))
    assert sign(laid, lead).complete


def test_only_what_was_shown_can_be_signed(laid: ActView) -> None:
    with pytest.raises(ContentChanged):
        sign(laid, person(Role.OFFICE_DIRECTOR), signed=digest({}))
    nowhere = {"campaign_id": standing("archived", "another"), "pk": laid.pk, "digest": laid.digest}
    with pytest.raises(NoSuchAct):
        actions.put_signature(CLOSING, actor=person(Role.OFFICE_DIRECTOR), **nowhere, **WHEN)
    with pytest.raises(RoleRefused):
        sign(laid, person(Role.SUPERVISOR))
    assert queries.act(laid.pk).signatures == ()


def test_newer_minutes_take_the_place_of_older_ones(laid: ActView) -> None:
    newer = actions.draw_up(CLOSING, {}, campaign_id="trial", actor=person(Role.OFFICE_DIRECTOR), **WHEN)
    found = queries.latest("trial", "closing")
    assert found is not None
    assert found.pk == newer.pk
    assert [view.pk for view in queries.all_of("trial")] == [laid.pk, newer.pk]
    assert queries.latest("other", "closing") is None


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["acts_act", "acts_signature"])
def test_the_database_itself_refuses_to_change_minutes(laid: ActView, statement: str, table: str) -> None:
    sign(laid, person(Role.OFFICE_DIRECTOR))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))
