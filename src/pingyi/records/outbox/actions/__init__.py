"""Writing notices: `post` is the fourth beat, *announce*, of other apps' actions; `acknowledge` answers it.

What is to be mailed of a notice is noted in the same transaction (`mailing`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Unit
from pingyi.records.outbox.access import access_notice
from pingyi.records.outbox.actions.mailing import enclose
from pingyi.records.outbox.models import Notice, Receipt
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.outbox import NoticeAcknowledged
from pingyi.rules.mandate import Actor, PersonRef, PhaseState, Power, Role, UnitRef, check

BATCH = 1000


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: to each unit, the holders of each role and the person; to everybody when none is named."""

    kind: str
    about: Subject
    units: tuple[UnitRef, ...] = ()
    roles: tuple[Role, ...] = ()
    person: PersonRef | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def post(
    kind: str,
    *,
    about: Subject,
    at: datetime,
    units: Iterable[UnitRef] = (),
    roles: Iterable[Role] = (),
    person: PersonRef | None = None,
    values: Mapping[str, str] | None = None,
) -> None:
    """Tell each unit, the holders of each role and the person; everybody when none is named."""
    post_all([News(kind, about, tuple(units), tuple(roles), person, values or {})], at=at)


def post_all(news: Sequence[News], *, at: datetime) -> None:
    """Tell what one act has to tell, in two queries however much it is; a third notes what is to be mailed."""
    codes = {code for each in news for code in each.units}
    homes = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
    posted = Notice.objects.bulk_create(
        (
            Notice(kind=each.kind, about=str(each.about), values=dict(each.values), at=at, **addressee)
            for each in news
            for addressee in _addressees(each, homes)
        ),
        batch_size=BATCH,
    )
    enclose(notice.pk for notice in posted)


def _addressees(news: News, homes: Mapping[str, int]) -> list[dict[str, Any]]:
    addressees: list[dict[str, Any]] = [{"unit_id": homes[code]} for code in news.units if code in homes]
    addressees += [{"role": role.value} for role in news.roles]
    addressees += [{"account_id": int(news.person)}] if news.person else []
    return addressees or [{}]


@transaction.atomic
def post_once(kind: str, *, about: Subject, at: datetime, roles: Iterable[Role]) -> None:
    """Tell the holders of each role, unless they were told of the same before."""
    if not Notice.objects.filter(kind=kind, about=str(about)).exists():
        post(kind, about=about, at=at, roles=roles)


@transaction.atomic
def acknowledge(pk: int, *, actor: Actor, phase: PhaseState, at: datetime) -> None:
    """Sign for a notice that is addressed to the actor; a second time changes nothing. Raises ScopeRefused."""
    check(actor, Power.ACCOUNT_USE, phase=phase)
    notice = access_notice(actor, pk)
    _, new = Receipt.objects.get_or_create(notice=notice, account_id=int(actor.ref), defaults={"at": at})
    if new:
        append(NoticeAcknowledged(about=pk, kind=notice.kind), actor=actor, at=at)
