"""What the organisation's actions are made of: who may, who acts, whom it is about."""

from collections.abc import Sequence

from pingyi.records.organisation.errors import AccountClosed, OwnAccount, UnitMissing
from pingyi.records.organisation.models import Account, Unit
from pingyi.rules import mandate
from pingyi.rules.mandate import Actor, PhaseState, Power, Role

BATCH = 500


def allow(power: Power, *, actor: Actor) -> None:
    """The first beat. People and their roles outlive campaigns: no power of this room asks for a phase."""
    mandate.check(actor, power, phase=PhaseState.BEFORE)


def account_of(*, actor: Actor) -> Account | None:
    return Account.objects.filter(pk=actor.ref).first() if actor.ref.isdigit() else None


def ensure_grantable(account: Account, role: Role, unit: Unit | None, held: Sequence[mandate.Grant]) -> None:
    if not account.is_active:
        raise AccountClosed
    if role in mandate.UNIT_BOUND and unit is None:
        raise UnitMissing
    new = mandate.Grant(role, mandate.UnitRef(unit.code) if unit else None)
    mandate.ensure_compatible(held, new)


def locked(account: Account, *, actor: Actor) -> Account:
    """The account, locked so that two grants cannot pass each other. Raises OwnAccount."""
    if account.ref == actor.ref:
        raise OwnAccount
    return Account.objects.select_for_update().get(pk=account.pk)
