"""Deadlines: the whole named day belongs to the person who owes (A2-1)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from pingyi.rules.timetable.interval import SHANGHAI, midnight


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due day: "by 10 July" ends with the last moment of 10 July in the campaign's zone."""

    day: date
    zone: tzinfo = SHANGHAI

    @property
    def late_from(self) -> datetime:
        """The first late moment: the midnight that ends the day."""
        return midnight(self.day + timedelta(days=1), self.zone)

    @property
    def due_at(self) -> datetime:
        """What notices print: 23:59:59 of the day."""
        return self.late_from - timedelta(seconds=1)

    def passed(self, at: datetime) -> bool:
        """Whether this moment is late."""
        return at >= self.late_from


def reminder_due(
    deadline: Deadline, before: Iterable[int], *, at: datetime, sent: Collection[int] = frozenset()
) -> int | None:
    """The reminder to send now, as days before the deadline (R111: 5, 3, 1); None when nothing is to be said.

    Each is sent once, from the midnight of its day on. One that was slept through is dropped for the nearer one, and
    after the deadline there is nothing to remind of.
    """
    if deadline.passed(at):
        return None
    left = (deadline.day - at.astimezone(deadline.zone).date()).days
    nearest = min((days for days in before if days >= left), default=None)
    return None if nearest is None or nearest in sent else nearest
