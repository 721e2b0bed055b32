"""A phase opens when its day has come AND what must be done before is done (R60, A5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pingyi.rules.timetable.errors import ChecklistOpen, DecisionMissing, GateShut
from pingyi.rules.timetable.phases import Timetable
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True)
class GateItem:
    """One line of the checklist."""

    name: str
    done: bool


def ensure_open(
    timetable: Timetable, code: str, checklist: Iterable[GateItem], *, at: datetime, override: str | None = None
) -> None:
    """Let the phase open at this moment, or raise GateShut (ChecklistOpen, with everything that is missing).

    `override` is the number of the leading group's decision to open all the same; an empty one raises
    DecisionMissing. Raises UnknownPhase.
    """
    if override is not None:
        if not tidy(override):
            raise DecisionMissing
        return
    opens_at, name = timetable.interval(code).start, timetable.phase(code).name
    missing = tuple(item.name for item in checklist if not item.done)
    if missing:
        raise ChecklistOpen(phase=name, opens=opens_at.date(), missing=missing)
    if at < opens_at:
        raise GateShut(phase=name, opens=opens_at.date())
