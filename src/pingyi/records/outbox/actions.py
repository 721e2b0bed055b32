"""Writing notices: `post` is the fourth beat, *announce*, of other apps' actions; `acknowledge` answers it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Unit
from pingyi.rules.mandate import Actor, PersonRef, PhaseState, Power, Role, UnitRef, check

from .access import access_notice
from .models import Notice, Receipt


def post(
    kind: str,
    *,
    about: str,
    at: datetime,
    units: Iterable[UnitRef] = (),
    roles: Iterable[Role] = (),
    person: PersonRef | None = None,
    values: Mapping[str, str] | None = None,
) -> None:
    """Tell each unit, the holders of each role and the person; everybody when none is named."""
    homes = Unit.objects.filter(code__in=list(units))
    addressees = [{"unit": home} for home in homes] + [{"role": role.value} for role in roles]
    addressees += [{"account_id": int(person)}] if person else []
    Notice.objects.bulk_create(
        Notice(kind=kind, about=about, values=dict(values or {}), at=at, **addressee)
        for addressee in addressees or [{}]
    )


@transaction.atomic
def post_once(kind: str, *, about: str, at: datetime, roles: Iterable[Role]) -> None:
    """Tell the holders of each role, unless they were told of the same before."""
    if not Notice.objects.filter(kind=kind, about=about).exists():
        post(kind, about=about, at=at, roles=roles)


@transaction.atomic
def acknowledge(pk: int, *, actor: Actor, phase: PhaseState, at: datetime) -> None:
    """Sign for a notice that is addressed to the actor; a second time changes nothing. Raises ScopeRefused."""
    check(actor, Power.ACCOUNT_USE, phase=phase)
    notice = access_notice(actor, pk)
    _, new = Receipt.objects.get_or_create(notice=notice, account_id=int(actor.ref), defaults={"at": at})
    if new:
        append("notice:acknowledge:1", actor=actor, at=at, subject=f"notice/{pk}", public={"kind": notice.kind})
