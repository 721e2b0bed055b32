"""A plan's days as months to look at: phases with overlaps and gaps, days off and unknown ones, what is due when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable.errors import UnknownYear

MOST = 36
"""Months that are drawn, whatever a plan says while it is being written."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day: the places of the phases that hold it, whether it is worked (None: nobody knows yet), what is due."""

    day: date
    phases: tuple[int, ...]
    worked: bool | None
    due: tuple[Text, ...]
    inside: bool

    @property
    def look(self) -> str:
        """How it is drawn, in one word: what is wrong comes first."""
        if len(self.phases) > 1:
            return "overlap"
        if self.inside and not self.phases:
            return "gap"
        return f"phase-{self.phases[0] % 6}" if self.phases else "outside"

    @property
    def unknown(self) -> bool:
        """Whether nobody knows yet if this day of the plan is worked."""
        return self.inside and self.worked is None


@dataclass(frozen=True, slots=True)
class Month:
    """A month, week by week from Monday; None before its first and after its last day."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


def months(book: Rulebook) -> tuple[Month, ...]:
    """From the first day of the plan to its last, and what is due outside of them."""
    due: dict[date, list[Text]] = defaultdict(list)
    for task in book.tasks:
        if task.due:
            due[task.due].append(task.title)
    days = [day for phase in book.calendar.phases for day in (phase.starts, phase.ends)]
    if not days:
        return ()
    first, last = min([*days, *due]), max([*days, *due])
    return tuple(_month(book, start, due, min(days), max(days)) for start in _firsts(first, last))


def _firsts(first: date, last: date) -> list[date]:
    found = [first.replace(day=1)]
    while len(found) < MOST and (following := _following(found[-1])) <= last:
        found.append(following)
    return found


def _following(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _month(book: Rulebook, first: date, due: Mapping[date, Sequence[Text]], starts: date, ends: date) -> Month:
    length = (_following(first) - first).days
    days = [_day(book, first + timedelta(days=n), due, starts, ends) for n in range(length)]
    cells = [*[None] * first.weekday(), *days]
    cells += [None] * (-len(cells) % 7)
    return Month(first, tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)))


def _day(book: Rulebook, day: date, due: Mapping[date, Sequence[Text]], starts: date, ends: date) -> Day:
    held = tuple(n for n, phase in enumerate(book.calendar.phases) if phase.starts <= day <= phase.ends)
    try:
        worked = book.work_calendar().is_workday(day)
    except UnknownYear:
        worked = None
    return Day(day, held, worked, tuple(due.get(day, ())), starts <= day <= ends)
