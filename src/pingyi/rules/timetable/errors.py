"""What can be wrong with dates.

TimetableError            a plan is at fault
├── PhasesOverlap         phases leave a gap, overlap or run backwards (R59)
└── UnknownPhase          no phase of that code

Refusal                   a person asked for something that may not be
├── DecisionMissing       an override or extension without the leading group's decision
├── ExtensionRefused      an extension that lengthens nothing or leaves the next phase without a day
├── GateShut              a phase may not open yet: too early (R60)
│   └── ChecklistOpen     … or something is not done
├── UnknownYear           the holidays of a year are not published yet, or nobody has recorded them
└── ImpossibleYear        what is to be recorded cannot be a year's holidays
"""

from datetime import date

from pingyi.rules.refusal import Refusal


class TimetableError(ValueError):
    """A date that cannot be, with a sentence that says which and why."""


class PhasesOverlap(TimetableError):
    """A phase does not start on the day after the one before it, or ends before it starts."""

    def __init__(self, code: str, starts: date, ends: date, before: date | None = None) -> None:
        follows = f" and follow a phase that ends on {before}" if before else ""
        super().__init__(f"phase {code} cannot last from {starts} to {ends}{follows}")


class UnknownPhase(TimetableError):
    """No phase has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the timetable has no phase {code}")


class DecisionMissing(Refusal):
    """Only the leading group changes the rules of time, and it does so in writing."""

    message = "This needs the number of a recorded decision of the leading group."


class ExtensionRefused(Refusal):
    """An extension must lengthen its phase and leave the next one at least a day."""

    message = "“%(phase)s” may end from %(first)s to %(last)s, not on %(ends)s."


class GateShut(Refusal):
    """The day has not come."""

    message = "“%(phase)s” opens on %(opens)s at the earliest."


class ChecklistOpen(GateShut):
    """Something that must be done before is not done."""

    message = "“%(phase)s” opens on %(opens)s at the earliest, and after: %(missing)s."


class UnknownYear(Refusal):
    """Guessing would be silently wrong, so we refuse until somebody records what was published."""

    message = (
        "Whether %(day)s is a working day is not known yet: the holidays of %(year)s are not recorded. When they are "
        "published, the office's director records them on the campaign's page."
    )

    def __init__(self, day: date, year: int) -> None:
        super().__init__(day=day, year=str(year))
        self.day, self.year = day, year


class ImpossibleYear(Refusal):
    """Days that no announcement of that year can name."""

    message = (
        "Not recorded. A year needs its document, at least one day off from Monday to Friday, and on Saturdays and "
        "Sundays only days that are worked, from %(first)s of the year before to %(last)s of %(year)s. "
        "Wrong: %(wrong)s."
    )
