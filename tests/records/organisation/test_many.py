"""Units, people and roles by the table: all or none, and as many queries for twelve as for three."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation import actions, errors
from pingyi.records.organisation.actions import NewPerson, NewUnit, Office
from pingyi.records.organisation.models import Account, Grant, Unit
from pingyi.rules.mandate import Actor, IncompatibleGrants, Role
from tests.cast import AT, Cast


def counties(start: int, number: int) -> list[NewUnit]:
    return [NewUnit(f"u{n}", f"第{n}家", "county_bureau", ranked=True) for n in range(start, start + number)]


def people(start: int, number: int) -> list[NewPerson]:
    posts = ({"unit": f"u{n}", "for_unit": f"u{n}"} for n in range(start, start + number))
    return [NewPerson(f"p{n}", f"人{n}", role=Role.COUNTY_OFFICE, **post) for n, post in enumerate(posts, start)]


def cost(act: Callable[..., object], many: list[object], actor: Actor) -> int:
    with CaptureQueriesContext(connection) as caught:
        act(many, actor=actor, at=AT)
    return len(caught)


def test_many_cost_as_many_queries_as_few(cast: Cast) -> None:
    system, security = cast.actor(Role.SYS_ADMIN), cast.actor(Role.SEC_ADMIN)
    assert cost(actions.add_units, counties(0, 3), system) == cost(actions.add_units, counties(3, 12), system)
    assert cost(actions.add_people, people(0, 3), system) == cost(actions.add_people, people(3, 12), system)
    offices = [
        Office(account, Role.COUNTY_OFFICE, account.unit)
        for account in Account.objects.filter(username__startswith="p", unit__code__startswith="u").order_by("pk")
    ]
    assert cost(actions.grant_roles, offices[:3], security) == cost(actions.grant_roles, offices[3:], security)
    assert Grant.objects.filter(unit__code__startswith="u", granted_at=AT).count() == 15
    assert JournalEntry.objects.filter(kind="role:grant:1").count() >= 15


def test_of_several_roles_none_is_granted_when_one_is_refused(cast: Cast) -> None:
    system, security = cast.actor(Role.SYS_ADMIN), cast.actor(Role.SEC_ADMIN)
    actions.add_units(counties(0, 1), actor=system, at=AT)
    [account] = actions.add_people([NewPerson("p0", "人零", unit="u0")], actor=system, at=AT)
    unit, before = Unit.objects.get(code="u0"), Grant.objects.count()
    for second, refusal in (
        (Office(account, Role.AUDIT_ADMIN), IncompatibleGrants),
        (Office(account, Role.COUNTY_LEADER), errors.UnitMissing),
        (Office(account, Role.COUNTY_OFFICE, unit), errors.AlreadyGranted),
    ):
        with pytest.raises(errors.OneRoleRefused) as refused:
            actions.grant_roles([Office(account, Role.COUNTY_OFFICE, unit), second], actor=security, at=AT)
        assert isinstance(refused.value.values["why"], refusal) and refused.value.values["name"] == "人零"
    assert Grant.objects.count() == before
    actions.grant_roles([Office(account, Role.COUNTY_OFFICE, unit)], actor=security, at=AT)
    assert Grant.objects.count() == before + 1


def test_a_name_twice_in_one_table_is_refused(cast: Cast) -> None:
    system = cast.actor(Role.SYS_ADMIN)
    with pytest.raises(ValidationError):
        actions.add_units(counties(0, 1) * 2, actor=system, at=AT)
    with pytest.raises(ValidationError):
        actions.add_people([NewPerson("p0", "甲")] * 2, actor=system, at=AT)
    assert not Unit.objects.filter(code="u0").exists() and not Account.objects.filter(username="p0").exists()
