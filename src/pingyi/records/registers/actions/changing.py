"""What happens to a row after it was written: amended with a reason, withdrawn with a reason, signed."""

from datetime import datetime

from django.db import transaction
from django.db.models.fields.json import KeyTextTransform

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import post
from pingyi.records.registers.actions.steps import (
    NewRow,
    begun,
    derive,
    ensure_sound,
    ensure_unique,
    held,
    version_of,
)
from pingyi.records.registers.completion import concerned
from pingyi.records.registers.errors import AlreadySigned, ChangeUnexplained, DutyStands, NothingChanged, StillReferred
from pingyi.records.registers.models import RegisterRow, RegisterRowVersion
from pingyi.records.registers.names import names_of, unit_words
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW, RowAmended, RowSigned, RowWithdrawn
from pingyi.rules.mandate import Actor, PersonRef, ScopeRefused
from pingyi.rules.register import Values, amendable, readable
from pingyi.rules.rulebook.registers import ColumnKind, Register
from pingyi.rules.writing import tidy


@transaction.atomic
def amend(code: str, number: int, values: Values, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Let a row hold something else from now on; `version` is the one that was on the page. Signatures fall.

    Raises ChangeUnexplained, RowGone, RowMoved, NothingChanged, RowsFlawed, RowRepeated.
    """
    campaign, register = begun(code, amendable, actor=actor)
    row = held(campaign, register, number, version, amendable(register, actor), actor=actor)
    reason = _given(reason)
    if row.values == dict(values):
        raise NothingChanged
    units = concerned(register, row.unit, [row.values, values])
    if register.assigns:
        _ensure_same(row.values, values, (register.assigns.owner, register.assigns.due))
    named = unit_words(campaign)
    ensure_sound(campaign, register, [values], named, actor=actor)
    ensure_unique(campaign, register, [NewRow(row.unit, values)], but=number)
    row.values, row.signatures = dict(values), {}
    derive(row, register, campaign, names_of(campaign, register, [values], named))
    made = _next(row, "amend", reason=reason, actor=actor, at=at)
    append(
        RowAmended(about=code, row=number, version=made.number, digest=made.digest, reason=reason), actor=actor, at=at
    )
    recheck(records=[code], units=units, actor=actor, at=at)
    if register.personal and str(row.written_by_id) != actor.ref:
        writer = PersonRef(str(row.written_by_id))
        post("row-answered", about=Subject.of(ROW, row.pk), at=at, person=writer)


@transaction.atomic
def withdraw(code: str, number: int, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Take a row out of every list and count; it stays readable, with the reason.

    Raises ChangeUnexplained, RowGone, RowMoved, StillReferred.
    """
    campaign, register = begun(code, amendable, actor=actor)
    row = held(campaign, register, number, version, amendable(register, actor), actor=actor)
    reason = _given(reason)
    if register.assigns:
        raise DutyStands
    _ensure_free(campaign, register, number)
    row.withdrawn = True
    made = _next(row, "withdraw", reason=reason, actor=actor, at=at)
    append(
        RowWithdrawn(about=code, row=number, version=made.number, digest=made.digest, reason=reason),
        actor=actor,
        at=at,
    )
    recheck(records=[code], units=concerned(register, row.unit, [row.values]), actor=actor, at=at)


@transaction.atomic
def sign(code: str, number: int, column: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Put one's name under a row as it stands, in a column for it; whoever reads the row may, nobody twice.

    Raises RowGone, RowMoved, AlreadySigned.
    """
    campaign, register = begun(code, readable, actor=actor)
    row = held(campaign, register, number, version, readable(register, actor), actor=actor)
    if column not in {each.code for each in register.columns if each.kind is ColumnKind.SIGNATURE}:
        raise ScopeRefused(hidden=True)
    for place, given in row.signatures.items():
        if place == column or given["by"] == actor.ref:
            raise AlreadySigned(name=given["name"])
    day = campaign.day_of(at).isoformat()
    row.signatures = row.signatures | {column: {"by": actor.ref, "name": actor.name, "day": day}}
    made = _next(row, "sign", column=column, actor=actor, at=at)
    append(
        RowSigned(about=code, row=number, version=made.number, digest=made.digest, column=column), actor=actor, at=at
    )


def _next(
    row: RegisterRow, verb: str, *, actor: Actor, at: datetime, reason: str = "", column: str = ""
) -> RegisterRowVersion:
    row.version += 1
    row.changed_at = max(at, row.changed_at)
    row.save()
    made = version_of(row, verb, actor=actor, at=row.changed_at, reason=reason, column=column)
    made.save()
    return made


def _given(reason: str) -> str:
    if not (words := tidy(reason)):
        raise ChangeUnexplained
    return words


def _ensure_same(before: Values, after: Values, columns: tuple[str, ...]) -> None:
    if any(before.get(code) != after.get(code) for code in columns):
        raise DutyStands


def _ensure_free(campaign: CurrentCampaign, register: Register, number: int) -> None:
    """No row that counts refers to this one."""
    for other in campaign.book.registers:
        for column in other.columns:
            if column.kind is ColumnKind.ROW and column.register == register.code:
                rows = RegisterRow.objects.filter(campaign_id=campaign.code, register=other.code, withdrawn=False)
                holds = rows.alias(named=KeyTextTransform(column.code, "values")).filter(named=str(number)).first()
                if holds:
                    raise StillReferred(row=str(holds.number), register=other.name)
