"""A day becomes a moment here and nowhere else."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The zone of a campaign unless its plan says otherwise."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The moments from `start` up to but not including `end`, both aware."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end


def midnight(day: date, zone: tzinfo = SHANGHAI) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), zone)


def days(first: date, last: date, zone: tzinfo = SHANGHAI) -> Interval:
    """All moments of the days from `first` to `last`, both included."""
    return Interval(midnight(first, zone), midnight(last + timedelta(days=1), zone))
