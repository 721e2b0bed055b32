"""The only way to a notice: through whom it is addressed to."""

from django.db.models import Q, QuerySet

from pingyi.records.outbox.errors import CalendarUnknown
from pingyi.records.outbox.models import Notice, Preference
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Actor, ScopeRefused
from pingyi.rules.mandate.role import APPRAISED


def addressed_to(actor: Actor) -> QuerySet[Notice]:
    """The notices for this actor, for the units that this actor works for, for the actor's roles, and for everybody.

    Who inspects a unit is told nothing that is said to the unit, such as that its leader sent a draft back.
    """
    units = [grant.unit for grant in actor.grants if grant.unit and grant.role in APPRAISED]
    roles = [grant.role.value for grant in actor.grants]
    mine = Q(unit=None, role="", account=None) | Q(account_id=int(actor.ref))
    mine |= Q(unit__code__in=units, role="") | Q(unit=None, role__in=roles)
    for grant in actor.grants:
        mine |= Q(unit__code=grant.unit, role=grant.role.value) if grant.unit else Q()
    return Notice.objects.filter(mine)


def access_notice(actor: Actor, pk: int) -> Notice:
    """One of them. Raises ScopeRefused (hidden)."""
    notice = addressed_to(actor).filter(pk=pk).first()
    if notice is None:
        raise ScopeRefused(hidden=True)
    return notice


def access_calendar(token: str) -> int:
    """Whose calendar the token opens: the number of an account. Raises CalendarUnknown (hidden)."""
    digest = sha256_hex(token.encode())
    found = Preference.objects.filter(calendar_digest=digest, account__is_active=True).values_list("pk", flat=True)
    owner = found.first()
    if owner is None:
        raise CalendarUnknown(hidden=True)
    return owner
