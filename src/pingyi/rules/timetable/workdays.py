"""Working days with the announced Chinese holidays and make-up days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

import chinese_calendar

from .errors import UnknownYear
from .interval import SHANGHAI, Interval, midnight

FIRST_KNOWN = date(min(chinese_calendar.holidays).year, 1, 1)
LAST_KNOWN = date(max(chinese_calendar.holidays).year, 12, 24)
"""The last week of December belongs to next year's announcement: it may move New Year's bridge days into it."""

ONE_DAY = timedelta(days=1)


class Holidays(StrEnum):
    """Whose holidays count."""

    CHINA = "china"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: the plan's own corrections `on` and `off` first, then the announced holidays."""

    holidays: Holidays = Holidays.CHINA
    on: frozenset[date] = frozenset()
    off: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Raises UnknownYear rather than guess."""
        if day in self.on or day in self.off:
            return day in self.on
        if self.holidays is Holidays.NONE:
            return day.weekday() < 5
        if not FIRST_KNOWN <= day <= LAST_KNOWN:
            raise UnknownYear(day, FIRST_KNOWN, LAST_KNOWN)
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
