"""Invitations made and used at the same moment: real connections, one link that works, no fault."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from pingyi.records.organisation import actions
from pingyi.records.organisation.models import Invitation
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.refusal import Refusal
from tests.cast import AT, cast

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_four_invitations_at_once_leave_one_link() -> None:
    people = cast()
    (new,) = actions.add_people([actions.NewPerson("bai.lu", "白露")], actor=people.actor(Role.SYS_ADMIN), at=AT)
    actor = people.actor(Role.SYS_ADMIN)
    tokens = _at_once(lambda: actions.invite(new, actor=actor, at=AT))
    assert len(set(tokens)) == AT_ONCE
    assert Invitation.objects.filter(account=new, used_at=None, withdrawn_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_everybody_is_invited_once_however_often_it_is_pressed() -> None:
    people = cast()
    actor = people.actor(Role.SYS_ADMIN)
    actions.add_people([actions.NewPerson("bai.lu", "白露")], actor=actor, at=AT)
    made = _at_once(lambda: actions.invite_newcomers(actor=actor, at=AT))
    assert sorted(len(each) for each in made) == [0] * (AT_ONCE - 1) + [1]


@pytest.mark.django_db(transaction=True)
def test_a_link_is_used_once_even_while_a_new_one_is_made() -> None:
    people = cast()
    actor = people.actor(Role.SYS_ADMIN)
    (new,) = actions.add_people([actions.NewPerson("bai.lu", "白露")], actor=actor, at=AT)
    actions.invite(new, actor=actor, at=AT)
    link = Invitation.objects.get(account=new)

    def accept() -> object:
        try:
            said = {"name": "白露", "password": "Osier-Ferry-9", "campaign_id": "", "text_digest": "0" * 64}
            return actions.accept_invitation(link, **said, actor=PUBLIC, at=AT)
        except Refusal as refusal:
            return refusal

    acts = iter([accept, lambda: actions.invite(new, actor=actor, at=AT)] * 2)
    done = _at_once(lambda: next(acts)())
    assert sum(each == new for each in done) <= 1
    assert Invitation.objects.filter(account=new, used_at=None, withdrawn_at=None).count() == 1


def _at_once(act) -> list:
    def alone(_: int) -> object:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))
