"""Working days with the announced Chinese holidays and make-up days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

import chinese_calendar

from pingyi.rules.timetable.errors import ImpossibleYear, UnknownYear
from pingyi.rules.timetable.interval import SHANGHAI, Interval, midnight

FIRST_KNOWN = date(min(chinese_calendar.holidays).year, 1, 1)
LAST_KNOWN = date(max(chinese_calendar.holidays).year, 12, 24)
"""The last week of December belongs to next year's announcement: it may move New Year's bridge days into it."""

ONE_DAY = timedelta(days=1)


class Holidays(StrEnum):
    """Whose holidays count."""

    CHINA = "china"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Announced:
    """A year's holidays as somebody recorded them from its document: working days that are off, weekends worked.

    It holds from 25 December of the year before to 24 December: the last week belongs to the next announcement.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]

    @property
    def first(self) -> date:
        """The first day it decides."""
        return date(self.year - 1, 12, 25)

    @property
    def last(self) -> date:
        """The last day it decides."""
        return date(self.year, 12, 24)

    def is_workday(self, day: date) -> bool:
        """Whether a day of this year is worked."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    @property
    def impossible(self) -> frozenset[date]:
        """The days that no announcement of this year can name so."""
        wrong = {day for day in self.off if day.weekday() >= 5} | {day for day in self.worked if day.weekday() < 5}
        return frozenset(wrong | {day for day in self.off | self.worked if not self.first <= day <= self.last})

    def ensure_possible(self) -> None:
        """Raises ImpossibleYear for days that no announcement can name so, and for a year that is known already."""
        wrong, known = self.impossible, self.year <= LAST_KNOWN.year
        if wrong or known or not self.off:
            named = (str(self.year),) if known else tuple(sorted(wrong)[:10]) or ("—",)
            raise ImpossibleYear(year=str(self.year), first=self.first, last=self.last, wrong=named)


def announcement(day: date) -> int:
    """The year whose announcement decides about a day."""
    return day.year + (day > date(day.year, 12, 24))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: the plan's own corrections `on` and `off` first, then what was recorded, then what was
    announced when the program was made."""

    holidays: Holidays = Holidays.CHINA
    on: frozenset[date] = frozenset()
    off: frozenset[date] = frozenset()
    recorded: tuple[Announced, ...] = ()

    def unknown(self, first: date, last: date) -> tuple[int, ...]:
        """The years whose announcement would be needed between two days, and that nobody has told."""
        years = range(announcement(first), announcement(last) + 1)
        known = {each.year for each in self.recorded} | set(range(FIRST_KNOWN.year, LAST_KNOWN.year + 1))
        return tuple(year for year in years if year not in known) if self.holidays is Holidays.CHINA else ()

    def is_workday(self, day: date) -> bool:
        """Raises UnknownYear rather than guess."""
        if day in self.on or day in self.off:
            return day in self.on
        if self.holidays is Holidays.NONE:
            return day.weekday() < 5
        for each in self.recorded:
            if each.first <= day <= each.last:
                return each.is_workday(day)
        if not FIRST_KNOWN <= day <= LAST_KNOWN:
            raise UnknownYear(day, announcement(day))
        return bool(chinese_calendar.is_workday(day))

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; day 0 is `day` itself. Raises UnknownYear, ValueError if negative."""
        if count < 0:
            raise ValueError("working days are counted forwards")
        while count:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def window(self, opened: datetime, count: int, zone: tzinfo = SHANGHAI) -> Interval:
        """From a moment to the end of the `count`-th working day after its day (A2-26: objections, 3).

        Raises UnknownYear.
        """
        last = self.add(opened.astimezone(zone).date(), count)
        return Interval(opened, midnight(last + ONE_DAY, zone))
