"""When: phases, deadlines, working days, gates, reminders (R60, R111, A2-1, A2-26). "Now" is always an argument.

Days are what people agree on; moments are what programs compare. A day becomes a moment only here, in the campaign's
zone, and every stretch of time is half-open: it contains its start and not its end.
"""

from pingyi.rules.timetable.deadline import Deadline, reminder_due
from pingyi.rules.timetable.errors import (
    ChecklistOpen,
    DecisionMissing,
    ExtensionRefused,
    GateShut,
    ImpossibleYear,
    PhasesOverlap,
    TimetableError,
    UnknownPhase,
    UnknownYear,
)
from pingyi.rules.timetable.extension import Extension, extend
from pingyi.rules.timetable.gate import GateItem, ensure_open
from pingyi.rules.timetable.interval import SHANGHAI, Interval, days, midnight
from pingyi.rules.timetable.phases import Phase, PlannedPhase, Timetable
from pingyi.rules.timetable.workdays import LAST_KNOWN, Announced, Holidays, WorkCalendar

__all__ = [
    "LAST_KNOWN",
    "SHANGHAI",
    "Announced",
    "ChecklistOpen",
    "Deadline",
    "DecisionMissing",
    "Extension",
    "ExtensionRefused",
    "GateItem",
    "GateShut",
    "Holidays",
    "ImpossibleYear",
    "Interval",
    "Phase",
    "PhasesOverlap",
    "PlannedPhase",
    "Timetable",
    "TimetableError",
    "UnknownPhase",
    "UnknownYear",
    "WorkCalendar",
    "days",
    "ensure_open",
    "extend",
    "midnight",
    "reminder_due",
]
