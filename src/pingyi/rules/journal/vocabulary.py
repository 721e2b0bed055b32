"""Every kind of entry there is, and how much of its moment and its subject a stranger may read. Protocol journal §9.

An entry's moment is told to the microsecond only where the order of acts has to be proved, or where the act itself is
public. What people do from day to day tells its day and no more, enters the tree only after that day is over, in an
order that says nothing, and who it is about is salted as the actor is: whoever watches the journal grow learns when
nobody signs in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pingyi.rules.journal.errors import BadEntry

SEALED = "sealed:"
"""What stands before the commitment to a subject that is not told."""


class Telling(StrEnum):
    """What the public leaf of a kind of entry tells."""

    EXACT = "moment and subject"
    """An act of the campaign: it is public itself, or its order is evidence."""

    DAY = "day and subject"
    """Daily work on papers: the subject is a unit's paper, the hour would be somebody's working day."""

    SEALED = "day only"
    """What concerns one person: moment and subject are withheld."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is published of one entry: `at` for its leaf, and until when the leaf keeps out of the tree, if at all."""

    at: datetime
    held_until: datetime | None
    sealed: bool


_EXACT = """
box:close:1 box:count:1 box:create:1 box:heads:1 box:share:1 box:sum:1
campaign:approve:1 campaign:archive:1 campaign:close:1 campaign:create:1 campaign:revise:1
credentials:publish:1 decision:record:1 disqualification:decide:1 disqualification:revoke:1 duty:hand_out:1
inspection:sign:1 journal:restore:1 journal:shred:1 keys:message:1 keys:start:1 keys:stop:1
minutes:draw_up:1 minutes:sign:1 phase:extend:1 phase:open:1 ranking:release:1 ranking:rule:1
reckoning:keep:1 roll:draw:1 roll:erase:1 roll:import:1 seed:name:1 unit:enter:1 workdays:record:1
"""
_DAY = """
duty:approve:1 duty:assign:1 duty:declare_missing:1 duty:draw_up:1 duty:fulfil:1 duty:hand_back:1 duty:overdue:1
duty:receive:1 duty:remind:1 duty:reschedule:1 duty:return:1 duty:sign:1 duty:submit:1 duty:urge:1
inspection:appoint:1 inspection:discuss:1 inspection:mark:1 inspection:settle:1
objection:answer:1 objection:file:1
"""
_SEALED = """
account:close:1 account:reopen:1 administrator:install:1 factor:change:1 factor:reset:1
invitation:accept:1 invitation:send:1 notice:acknowledge:1
password:change:1 person:enter:1 person:rename:1 prohibitions:acknowledge:1 role:grant:1 role:withdraw:1
session:close:1 session:open:1 session:refuse:1
"""

KINDS: Mapping[str, Telling] = {
    **dict.fromkeys(_EXACT.split(), Telling.EXACT),
    **dict.fromkeys(_DAY.split(), Telling.DAY),
    **dict.fromkeys(_SEALED.split(), Telling.SEALED),
}
"""The one table of kinds. A kind that is not in it cannot be written: somebody has to think what it tells first."""


def told(kind: str, at: datetime, zone: ZoneInfo) -> Told:
    """What the leaf of such an entry says of its moment `at`; days begin at midnight in `zone`.

    Raises BadEntry for a kind that is not in the table, or a moment without time zone.
    """
    if kind not in KINDS:
        raise BadEntry(f"{kind} is not a kind of entry that rules/journal/vocabulary.py knows: say there what it tells")
    if at.tzinfo is None:
        raise BadEntry("the time of an entry needs a time zone")
    telling = KINDS[kind]
    if telling is Telling.EXACT:
        return Told(at, None, False)
    day = at.astimezone(zone).date()
    return Told(
        datetime.combine(day, time(), zone),
        datetime.combine(day + timedelta(days=1), time(), zone),
        telling is Telling.SEALED,
    )
