"""Extending a phase: only by a recorded decision, and only at the cost of the phase after it (R60)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pingyi.rules.timetable.errors import DecisionMissing, ExtensionRefused
from pingyi.rules.timetable.phases import Timetable
from pingyi.rules.writing import tidy

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)  # beyond that somebody mistyped the year


@dataclass(frozen=True, slots=True)
class Extension:
    """What was decided: the phase ends on `ends`; `decision` is the number of the leading group's decision."""

    phase: str
    ends: date
    decision: str


def extend(timetable: Timetable, extension: Extension) -> Timetable:
    """The timetable after the extension; the next phase starts later and keeps its end.

    Raises DecisionMissing, UnknownPhase, ExtensionRefused.
    """
    if not tidy(extension.decision):
        raise DecisionMissing
    phase, following = timetable.phase(extension.phase), timetable.after(extension.phase)
    first, last = phase.ends + ONE_DAY, following.ends - ONE_DAY if following else phase.ends + LONGEST
    if not first <= extension.ends <= last:
        raise ExtensionRefused(phase=phase.name, first=first, last=last, ends=extension.ends)
    changed = {phase.code: replace(phase, ends=extension.ends)}
    if following:
        changed[following.code] = replace(following, starts=extension.ends + ONE_DAY)
    return replace(timetable, phases=tuple(changed.get(each.code, each) for each in timetable.phases))
