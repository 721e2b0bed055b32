"""Writing notices: `post` is the fourth beat, *announce*, of other apps' actions; `acknowledge` answers it.

What is to be mailed of a notice is noted in the same transaction (`mailing`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from pingyi.records.journal.actions import append
from pingyi.records.outbox.access import access_notice
from pingyi.records.outbox.actions.mailing import enclose
from pingyi.records.outbox.models import Notice, Receipt
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.outbox import NoticeAcknowledged
from pingyi.rules.mandate import Actor, PersonRef, PhaseState, Power, Role, UnitRef, check

_POST = """
INSERT INTO outbox_notice (kind, unit_id, role, account_id, about, "values", at)
SELECT told.kind, unit.id, told.role, told.account, told.about, told.said::jsonb, %s
FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])
  WITH ORDINALITY AS told (kind, unit, role, account, about, said, place)
LEFT JOIN organisation_unit unit ON unit.code = told.unit
WHERE told.unit = '' OR unit.id IS NOT NULL
ORDER BY place RETURNING id
"""
"""Written out because every act ends with it; a unit that nobody entered is told nothing."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: to each unit, the holders of each role and the person; to everybody when none is named."""

    kind: str
    about: Subject
    units: tuple[UnitRef, ...] = ()
    roles: tuple[Role, ...] = ()
    person: PersonRef | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    within: UnitRef | None = None
    """The unit for which the roles must be held: the head of one team, not of all."""


def post(
    kind: str,
    *,
    about: Subject,
    at: datetime,
    units: Iterable[UnitRef] = (),
    roles: Iterable[Role] = (),
    person: PersonRef | None = None,
    values: Mapping[str, str] | None = None,
    within: UnitRef | None = None,
) -> None:
    """Tell each unit, the holders of each role (`within` a unit) and the person; everybody when none is named."""
    post_all([News(kind, about, tuple(units), tuple(roles), person, values or {}, within)], at=at)


def post_all(news: Sequence[News], *, at: datetime) -> None:
    """Tell what one act has to tell, in one query however much it is; a second notes what is to be mailed."""
    rows = [
        (each.kind, *addressee, str(each.about), json.dumps(dict(each.values)))
        for each in news
        for addressee in _addressees(each)
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_POST, [at, *(list(column) for column in zip(*rows, strict=True))])
            posted = [number for (number,) in cursor.fetchall()]
        enclose(posted)


def _addressees(news: News) -> list[tuple[str, str, int | None]]:
    """Unit, role and account of each notice; nobody named is everybody."""
    addressees: list[tuple[str, str, int | None]] = [(code, "", None) for code in news.units]
    addressees += [(news.within or "", role.value, None) for role in news.roles]
    addressees += [("", "", int(news.person))] if news.person else []
    return addressees or [("", "", None)]


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
