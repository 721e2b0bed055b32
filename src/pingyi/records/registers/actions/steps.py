"""What every act on a register is made of: the plan's leave, the queue, the judgement, what is derived from a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from django.db import connection

from pingyi.records.campaign.actions import stand
from pingyi.records.campaign.errors import NoCampaign
from pingyi.records.campaign.fitness import ensure_fit
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import covers, rows_of
from pingyi.records.registers.errors import RowGone, RowMoved, RowRepeated, RowsFlawed
from pingyi.records.registers.models import RegisterRow, RegisterRowVersion
from pingyi.records.registers.names import existing_rows, people_among
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import ROLE_NAMES, Actor, Power, RoleRefused, ScopeRefused, check
from pingyi.rules.register import Beside, Reach, Row, Values, flaws, readable
from pingyi.rules.register.display import Names, unit_name, value_text
from pingyi.rules.register.errors import FlawedRow
from pingyi.rules.rulebook.registers import Posting, Register, Sight


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be written for a unit ("" for the organiser)."""

    unit: str
    values: Values


def begun(code: str, reach_of: Callable[[Register, Actor], Reach], *, actor: Actor) -> tuple[CurrentCampaign, Register]:
    """The first beat: the power, then what the plan says of this register; writers of one register queue from here.

    Raises NoCampaign, RoleRefused, ScopeRefused (hidden).
    """
    campaign = stand()
    if campaign is None:
        raise NoCampaign
    check(actor, Power.REGISTER_WRITE, phase=campaign.phase)
    try:
        register = campaign.book.register(code)
    except KeyError:
        raise ScopeRefused(hidden=True) from None
    if not reach_of(register, actor):
        raise RoleRefused(hidden=actor.is_stranger, roles=tuple(ROLE_NAMES[role] for role in register.writers))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_lock(campaign.code), _lock(code)])
    return campaign, register


def held(
    campaign: CurrentCampaign, register: Register, number: int, version: int, reach: Reach, *, actor: Actor
) -> RegisterRow:
    """The row, locked, as it was on the page. Raises ScopeRefused (hidden), RowGone, RowMoved."""
    row = rows_of(register, campaign).select_for_update().filter(number=number).first()
    if row is None or not covers(readable(register, actor), row, actor):
        raise ScopeRefused(hidden=True)
    if not covers(reach, row, actor):
        raise ScopeRefused
    if row.withdrawn:
        raise RowGone
    if row.version != version:
        raise RowMoved
    return row


def ensure_sound(
    campaign: CurrentCampaign, register: Register, rows: Sequence[Values], units: Names, *, actor: Actor
) -> None:
    """Every row holds what it may, and puts to work only who is fit for it.

    Raises RowsFlawed with everything that is wrong, NotFit.
    """
    beside = Beside(
        units={code: name for code, name in units.units.items() if code},
        persons=people_among(register, rows),
        rows=existing_rows(campaign, register, rows, actor=actor),
    )
    found: dict[int, Mapping[str, FlawedRow]] = {}
    for place, values in enumerate(rows):
        if wrong := flaws(register, values, book=campaign.book, beside=beside):
            found[place] = wrong
    if found:
        raise RowsFlawed(found)
    if posting := register.posts:
        ensure_fit(campaign, _posted(posting, rows))


def _posted(posting: Posting, rows: Sequence[Values]) -> Mapping[str, set[str]]:
    """Unit → the people whom the rows put to work on it."""
    found: dict[str, set[str]] = {}
    for values in rows:
        if posting.person in values and posting.unit in values:
            found.setdefault(str(values[posting.unit]), set()).add(str(values[posting.person]))
    return found


def ensure_unique(campaign: CurrentCampaign, register: Register, rows: Sequence[NewRow], *, but: int = 0) -> None:
    """No other row of the unit says the same in the unique columns. Raises RowRepeated."""
    keys = [key for row in rows if (key := key_of(register, row.unit, row.values))]
    taken = rows_of(register, campaign).filter(key__in=keys, withdrawn=False).exclude(number=but).first()
    doubled = next((key for place, key in enumerate(keys) if key in keys[:place]), None)
    if taken or doubled:
        columns = tuple(register.column(code).name for code in register.unique)
        raise RowRepeated(row=str(taken.number if taken else keys.index(doubled or "") + 1), columns=columns)


def key_of(register: Register, unit: str, values: Values) -> str | None:
    """What must differ from row to row; None where not all of it is filled in."""
    if not register.unique or any(code not in values for code in register.unique):
        return None
    return digest([unit, *(values[code] for code in register.unique)])


def derive(row: RegisterRow, register: Register, campaign: CurrentCampaign, names: Names) -> None:
    """What follows from a row's content: the day, the key, and what is searched, in which nothing private stands."""
    seen = [column for column in register.columns if column.sight is not Sight.PRIVATE]
    texts = (value_text(each, row.values.get(each.code), book=campaign.book, names=names) for each in seen)
    row.words = "\n".join(text for text in (unit_name(row.unit, names), *texts) if text).lower()
    row.day = date.fromisoformat(row.values[register.day]) if register.day and register.day in row.values else None
    row.key = key_of(register, row.unit, row.values)


def version_of(
    row: RegisterRow, verb: str, *, actor: Actor, at: datetime, reason: str = "", column: str = ""
) -> RegisterRowVersion:
    """The version that a row as it stands makes."""
    return RegisterRowVersion(
        row=row,
        number=row.version,
        verb=verb,
        values=row.values,
        digest=Row(row.number, row.unit, row.values).digest,
        column=column,
        reason=reason,
        by_id=int(actor.ref),
        at=at,
    )


def _lock(name: str) -> int:
    return crc32(name.encode()) >> 1
