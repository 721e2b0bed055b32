"""When things happen: phases, gates, working days, time limits (R59, R60, R88, R113, R136, R162, A2-1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pingyi.rules.mandate.phase import PhaseState
from pingyi.rules.rulebook.limits import AtLeast, Whole
from pingyi.rules.rulebook.words import Code, Days, Sources, Text
from pingyi.rules.timetable.workdays import Holidays


class DayKind(StrEnum):
    """How a time limit counts its days."""

    WORKING = "working"
    CALENDAR = "calendar"


class Timezone(StrEnum):
    """The civil time of the campaign's days."""

    SHANGHAI = "Asia/Shanghai"
    URUMQI = "Asia/Urumqi"
    HONG_KONG = "Asia/Hong_Kong"
    MACAU = "Asia/Macau"


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for leaving a phase: all its `tasks` done by everyone who owes them."""

    code: Code
    name: Text
    tasks: Annotated[tuple[Code, ...], AtLeast(1)]
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase; `starts` and `ends` are days and both belong to it. Phases follow one another without gap.

    `kind` says which powers are open (mandate); a plan may leave kinds out, but keeps their order.
    """

    code: Code
    name: Text
    kind: PhaseState
    starts: date
    ends: date
    gates: tuple[Gate, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Workdays:
    """How days are counted. Fixed dates last to the end of the named day in `timezone` (A2-1).

    `off` and `on` correct the holidays locally.
    """

    timezone: Timezone
    holidays: Holidays
    off: tuple[date, ...] = ()
    on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit that starts with an event, e.g. a complaint: 10 working days, one extension of 10."""

    code: Code
    name: Text
    days: Days
    counts: DayKind
    extension: Days = 0
    extensions: Annotated[int, Whole(0, 5)] = 0
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """All dates of the campaign; `reminders` are days before a due date, largest first (R111)."""

    phases: Annotated[tuple[Phase, ...], AtLeast(2)]
    workdays: Workdays
    reminders: Annotated[tuple[Days, ...], AtLeast(1)]
    time_limits: tuple[TimeLimit, ...]
    extension_by: Code
    source: Sources = ()
