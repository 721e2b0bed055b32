"""The whole named day is in time; reminders come once each and never late."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.timetable import SHANGHAI, Deadline, reminder_due

MICRO = timedelta(microseconds=1)
DEADLINE = Deadline(date(2026, 7, 10))
MIDNIGHT = datetime(2026, 7, 11, tzinfo=SHANGHAI)


def test_the_named_day_belongs_to_the_debtor() -> None:
    assert DEADLINE.due_at == datetime(2026, 7, 10, 23, 59, 59, tzinfo=SHANGHAI)
    assert not DEADLINE.passed(MIDNIGHT - MICRO), "also within the last second"
    assert DEADLINE.passed(MIDNIGHT)
    assert DEADLINE.passed(MIDNIGHT + MICRO)


@pytest.mark.parametrize(
    ("day", "sent", "expected"),
    [
        (4, (), None),
        (5, (), 5),
        (5, (5,), None),
        (6, (5,), None),
        (7, (5,), 3),
        (9, (5, 3), 1),
        (9, (), 1),  # two were slept through
        (10, (1,), None),
        (10, (), 1),
        (11, (), None),  # it is late now; that is another message
    ],
)
def test_reminders_at_five_three_and_one(day: int, sent: tuple[int, ...], expected: int | None) -> None:
    at = datetime(2026, 7, day, 8, tzinfo=SHANGHAI)
    assert reminder_due(DEADLINE, (5, 3, 1), at=at, sent=sent) == expected


@given(st.integers(-10, 10))
def test_no_reminder_is_sent_twice(shift: int) -> None:
    at = MIDNIGHT + timedelta(days=shift)
    first = reminder_due(DEADLINE, (5, 3, 1), at=at)
    assert first is None or reminder_due(DEADLINE, (5, 3, 1), at=at, sent={first}) is None
