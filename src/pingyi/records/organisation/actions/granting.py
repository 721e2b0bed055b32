"""Granting roles, one or many, and taking them back."""

from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.journal.actions import append, append_all
from pingyi.records.organisation.actions.steps import BATCH, account_of, allow, ensure_grantable, locked
from pingyi.records.organisation.errors import (
    AlreadyGranted,
    AlreadyWithdrawn,
    OneRoleRefused,
    OwnAccount,
    ReasonMissing,
)
from pingyi.records.organisation.models import Account, Grant, Unit
from pingyi.rules import mandate
from pingyi.rules.journal.vocabulary.organisation import RoleGranted, RoleWithdrawn
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.refusal import Refusal
from pingyi.rules.writing import tidy

Live = dict[tuple[str, int | None], Grant]
"""What an account holds or was proposed for, by role and number of the unit."""


@dataclass(frozen=True, slots=True)
class Office:
    """A role for somebody: to be granted, or confirmed as it was proposed."""

    account: Account
    role: Role
    unit: Unit | None = None
    post: str = ""


def grant_role(
    account: Account, role: Role, *, actor: Actor, at: datetime, unit: Unit | None = None, post: str = ""
) -> Grant:
    """Grant a role, or confirm it as it was proposed. Raises IncompatibleGrants, UnitMissing, AlreadyGranted…"""
    return grant_roles([Office(account, role, unit, post)], actor=actor, at=at)[0]


@transaction.atomic
def grant_roles(offices: Sequence[Office], *, actor: Actor, at: datetime) -> list[Grant]:
    """Grant roles to many, or confirm what was proposed, all or none.

    Raises what `grant_role` does, or of several OneRoleRefused.
    """
    allow(Power.GRANT_ADMINISTER, actor=actor)
    accounts = _all_locked({office.account.pk for office in offices}, actor=actor)
    live = _live(accounts)
    by = account_of(actor=actor)
    grants = []
    for each in offices:
        with _naming(each, one_of=offices):
            grants.append(_granted(accounts[each.account.pk], each, live[each.account.pk], by, at))
    _keep(grants)
    granted = [
        RoleGranted(about=each.account.ref, role=each.role, unit=_unit_of(each), post=each.post) for each in grants
    ]
    append_all(granted, actor=actor, at=at)
    return grants


@transaction.atomic
def confirm_grants(proposed: Sequence[Grant], *, actor: Actor, at: datetime) -> list[Grant]:
    """Grant to many what they were proposed for, all or none.

    Raises what `grant_roles` does, and AlreadyWithdrawn for what was turned down in the meantime.
    """
    allow(Power.GRANT_ADMINISTER, actor=actor)
    _all_locked({grant.account_id for grant in proposed}, actor=actor)
    fresh = Grant.objects.select_related("account", "unit").filter(pk__in=[grant.pk for grant in proposed])
    offices = [Office(grant.account, Role(grant.role), grant.unit) for grant in fresh]
    for grant, office in zip(fresh, offices, strict=True):
        with _naming(office, one_of=offices):
            if grant.withdrawn_at:
                raise AlreadyWithdrawn
    return grant_roles(offices, actor=actor, at=at)


@transaction.atomic
def withdraw_grant(grant: Grant, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take a role back, or turn a proposed one down; the reason stays with it. Raises Refusal."""
    allow(Power.GRANT_ADMINISTER, actor=actor)
    locked(grant.account, actor=actor)
    grant.refresh_from_db()
    if grant.withdrawn_at:
        raise AlreadyWithdrawn
    if not tidy(reason):
        raise ReasonMissing
    grant.withdrawn_at, grant.withdrawn_by, grant.reason = at, account_of(actor=actor), tidy(reason)
    grant.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    withdrawn = RoleWithdrawn(about=grant.account.ref, role=grant.role, unit=_unit_of(grant), reason=reason)
    append(withdrawn, actor=actor, at=at)


def _unit_of(grant: Grant) -> str | None:
    return grant.unit.code if grant.unit else None


def _granted(account: Account, office: Office, live: Live, by: Account | None, at: datetime) -> Grant:
    held = [
        mandate.Grant(Role(each.role), mandate.UnitRef(each.unit.code) if each.unit else None)
        for each in live.values()
        if each.granted_at
    ]
    ensure_grantable(account, office.role, office.unit, held)
    new = Grant(account=account, role=office.role, unit=office.unit, proposed_at=at, proposed_by=by)
    grant = live.setdefault((office.role, office.unit.pk if office.unit else None), new)
    if grant.granted_at:
        raise AlreadyGranted(role=mandate.ROLE_NAMES[office.role])
    grant.granted_at, grant.granted_by = at, by
    grant.post = office.post or grant.post
    return grant


@contextmanager
def _naming(office: Office, *, one_of: Sequence[Office]) -> Iterator[None]:
    """Of several roles in one act, say which one is refused: none is granted. Raises OneRoleRefused."""
    try:
        yield
    except Refusal as refused:
        if len(one_of) == 1:
            raise
        raise OneRoleRefused(office.account.name, mandate.ROLE_NAMES[office.role], refused) from refused


def _all_locked(pks: Set[int], *, actor: Actor) -> dict[int, Account]:
    """Accounts by number, locked in one order so that nobody waits for each other. Raises OwnAccount."""
    accounts = {row.pk: row for row in Account.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    if any(account.ref == actor.ref for account in accounts.values()):
        raise OwnAccount
    return accounts


def _live(accounts: Iterable[int]) -> dict[int, Live]:
    live: dict[int, Live] = {pk: {} for pk in accounts}
    for grant in Grant.objects.filter(account__in=live, withdrawn_at=None).select_related("account", "unit"):
        live[grant.account_id][grant.role, grant.unit_id] = grant
    return live


def _keep(grants: Sequence[Grant]) -> None:
    """New grants, and those that were proposed."""
    Grant.objects.bulk_update(
        [each for each in grants if each.pk], ["granted_at", "granted_by", "post"], batch_size=BATCH
    )
    Grant.objects.bulk_create([each for each in grants if not each.pk], batch_size=BATCH)
