"""What a room has for the page "Today": each desk says in its `today.py` what it wants of whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone

from pingyi.records.rooms import declared
from pingyi.rules.mandate import PhaseState, Power, Role, may
from pingyi.ui.door.request import Request


class Part(Enum):
    """The parts of the page, in their order. NEXT: not yet possible; AHEAD: nobody asks for it, and it can be done."""

    OWED = "owed"
    AWAITS = "awaits"
    BACK = "back"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing: in words, where it is done, and by which day, since when or from which day on."""

    part: Part
    words: str
    url: str = ""
    due: datetime | None = None
    since: datetime | None = None
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who asks a room what it has, in a number of queries that does not grow with the campaign."""

    power: Power
    matters: Callable[[Request], Iterable[Matter]]


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody of a role does when a kind of phase is open; `phase` is None for work that no phase brings."""

    role: Role
    phase: PhaseState | None
    words: Promise


def matters(request: Request) -> dict[Part, list[Matter]]:
    """What the rooms have for this person, by part, the nearest day first."""
    found: dict[Part, list[Matter]] = {part: [] for part in Part}
    for source in declared("today", Source):
        if may(request.actor, source.power, phase=request.phase):
            for matter in source.matters(request):
                found[matter.part].append(matter)
    return {part: sorted(those, key=by_day) for part, those in found.items()}


def by_day(matter: Matter) -> tuple[bool, date]:
    """By day: of the deadline, of the moment it came, of the beginning; what has none comes last."""
    moment = matter.due or matter.since
    day = moment.astimezone(get_current_timezone()).date() if moment else matter.begins
    return day is None, day or date.max
