"""Rows that are about somebody, and what became of rows that somebody wrote for others to answer (R177)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.access import duties_of
from pingyi.records.duties.queries import DutyLine, lines
from pingyi.records.registers.models import RegisterRow, RegisterRowVersion
from pingyi.records.registers.names import names_among
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Values, mentioned
from pingyi.rules.register.display import Names
from pingyi.rules.rulebook.registers import Column, ColumnKind, Register, Sight

SHOWN = 100
"""The newest rows that a person wrote."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody else wrote into a row: by whom, when, in which columns; `reason` of whoever withdrew it."""

    by: str
    at: datetime
    columns: tuple[Column, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of one's own: what was answered, and the duties that came of it."""

    pk: int
    number: int
    register: Register
    unit: str
    values: Values
    withdrawn: bool
    reply: Reply | None
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What concerns somebody and what they wrote, with the names of all that is mentioned."""

    concerning: tuple[OwnRow, ...]
    written: tuple[OwnRow, ...]
    names: Names


def own_rows(actor: Actor, campaign: CurrentCampaign, *, at: datetime) -> OwnRows:
    """Rows whose column `concerns` names this person, and rows that they wrote: at most eight queries.

    Of rows that concern them they see what is not private; of their own rows, all.
    """
    concerning = list(_concerning(actor, campaign))
    written = list(_written(actor, campaign))
    book = campaign.book
    duties = _duties(written, campaign, at)
    names = names_among(campaign, [(book.register(row.register), [row.values]) for row in (*concerning, *written)])
    replies = _replies(written, campaign, actor)
    return OwnRows(
        tuple(_own(row, book.register(row.register), None, ()) for row in concerning),
        tuple(_own(row, book.register(row.register), replies.get(row.pk), duties.get(row.pk, ())) for row in written),
        names,
    )


def _concerning(actor: Actor, campaign: CurrentCampaign) -> Iterable[RegisterRow]:
    about = Q(pk__in=[])
    for register in campaign.book.registers:
        if register.concerns:
            about |= Q(register=register.code, **{f"values__{register.concerns}": actor.ref})
    return RegisterRow.objects.filter(about, campaign_id=campaign.code, withdrawn=False).order_by("day", "pk")


def _written(actor: Actor, campaign: CurrentCampaign) -> Iterable[RegisterRow]:
    """The newest first, withdrawn ones too: somebody may have withdrawn them."""
    wrote = int(actor.ref) if actor.ref.isdigit() else 0
    return RegisterRow.objects.filter(campaign_id=campaign.code, written_by_id=wrote).order_by("-pk")[:SHOWN]


def _replies(rows: Sequence[RegisterRow], campaign: CurrentCampaign, actor: Actor) -> Mapping[int, Reply]:
    """What others changed in these rows, the last of them by name: one query."""
    changed = [row.pk for row in rows if row.version > 1]
    if not changed:
        return {}
    first: dict[int, Values] = {}
    found: dict[int, Reply] = {}
    versions = RegisterRowVersion.objects.filter(row__in=changed).select_related("by", "row").order_by("row", "number")
    for each in versions:
        before = first.setdefault(each.row_id, each.values)
        if each.verb != "sign" and str(each.by_id) != actor.ref:
            register = campaign.book.register(each.row.register)
            columns = tuple(
                column for column in register.entered if each.values.get(column.code, "") != before.get(column.code, "")
            )
            found[each.row_id] = Reply(each.by.name, each.at, columns, each.reason)
    return found


def _duties(rows: Sequence[RegisterRow], campaign: CurrentCampaign, at: datetime) -> Mapping[int, tuple[DutyLine, ...]]:
    """The duties that rows made which these rows refer to: at most two queries."""
    wanted = {row.pk: named for row in rows if (named := list(_making(row, campaign)))}
    if not wanted:
        return {}
    either = Q()
    for register, number in {each for named in wanted.values() for each in named}:
        either |= Q(register=register, number=number)
    made = RegisterRow.objects.filter(either, campaign_id=campaign.code).values_list("register", "number", "pk")
    origins = {(register, number): str(Subject.of(ROW, pk)) for register, number, pk in made}
    owed = duties_of(campaign).filter(origin__in=origins.values())
    by_origin = {duty.origin: line for duty, line in zip(owed, lines(owed, campaign, at=at), strict=True)}
    return {
        pk: tuple(by_origin[origin] for each in named if (origin := origins.get(each, "")) in by_origin)
        for pk, named in wanted.items()
    }


def _making(row: RegisterRow, campaign: CurrentCampaign) -> Iterable[tuple[str, int]]:
    for column, number in mentioned(campaign.book.register(row.register), row.values, ColumnKind.ROW):
        if campaign.book.register(column.register or "").assigns and isinstance(number, int):
            yield column.register or "", number


def _own(row: RegisterRow, register: Register, reply: Reply | None, duties: tuple[DutyLine, ...]) -> OwnRow:
    hidden = {each.code for each in register.columns if each.sight is Sight.PRIVATE}
    values = {code: value for code, value in row.values.items() if code not in hidden}
    return OwnRow(row.pk, row.number, register, row.unit, values, row.withdrawn, reply, duties)
