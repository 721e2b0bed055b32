"""The only way a desk obtains an account, a grant, a unit or an invitation; absent and forbidden answer alike."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

from pingyi.records.organisation.errors import InvitationUnknown
from pingyi.records.organisation.models import Account, Grant, Invitation, Unit
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Actor, PhaseState, Power, ScopeRefused, check

Thing = TypeVar("Thing", bound=Model)


def access_account(actor: Actor, power: Power, ref: str) -> Account:
    """An account, for an administrator. Raises ScopeRefused."""
    check(actor, power, phase=PhaseState.BEFORE)
    return _one(Account.objects.select_related("unit").filter(pk=_number(ref)))


def access_grant(actor: Actor, ref: str) -> Grant:
    """A grant, for who grants and withdraws. Raises ScopeRefused."""
    check(actor, Power.GRANT_ADMINISTER, phase=PhaseState.BEFORE)
    return _one(Grant.objects.select_related("account", "unit").filter(pk=_number(ref)))


def access_grants(actor: Actor, refs: Iterable[str]) -> list[Grant]:
    """Several grants, as they were ticked, for who grants. Raises ScopeRefused if one is not there."""
    check(actor, Power.GRANT_ADMINISTER, phase=PhaseState.BEFORE)
    wanted = {_number(ref) for ref in refs}
    found = list(Grant.objects.select_related("account", "unit").filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise ScopeRefused(hidden=True)
    return found


def access_own_account(actor: Actor) -> Account:
    """The account of whoever asks. Raises ScopeRefused for who has none."""
    check(actor, Power.ACCOUNT_USE, phase=PhaseState.BEFORE)
    return _one(Account.objects.filter(pk=_number(actor.ref)))


def access_unit(code: str) -> Unit:
    """A unit; who the units are is no secret. Raises ScopeRefused."""
    return _one(Unit.objects.filter(code=code))


def access_invitation(token: str) -> Invitation:
    """The invitation a link leads to: who has the token has the key. Raises InvitationUnknown."""
    found = Invitation.objects.select_related("account", "account__unit").filter(
        token_digest=sha256_hex(token.encode())
    )
    invitation = found.first()
    if invitation is None:
        raise InvitationUnknown
    return invitation


def _one(found: QuerySet[Thing]) -> Thing:
    thing = found.first()
    if thing is None:
        raise ScopeRefused(hidden=True)
    return thing


def _number(ref: str) -> int:
    return int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 19 else 0
