"""Working days against the State Council's 2026 announcement, which was copied by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.timetable import SHANGHAI, Holidays, UnknownYear, WorkCalendar

CHINA = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 17), False),  # Spring Festival, a Tuesday
        (date(2026, 2, 14), True),  # a Saturday worked for it
        (date(2026, 6, 19), False),  # Dragon Boat Festival, a Friday
        (date(2026, 6, 20), False),
        (date(2026, 6, 22), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a Saturday worked for National Day
        (date(2026, 7, 11), False),  # a plain Saturday
    ],
)
def test_holidays_and_make_up_days(day: date, worked: bool) -> None:
    assert CHINA.is_workday(day) is worked


def test_counting_over_national_day() -> None:
    assert CHINA.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CHINA.add(date(2026, 9, 30), 3) == date(2026, 10, 10), "the make-up Saturday counts"
    assert CHINA.add(date(2026, 9, 30), 0) == date(2026, 9, 30)


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CHINA.add(date(2026, 9, 30), -1)


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2199, 7, 1)])
def test_an_unknown_year_is_refused_not_guessed(day: date) -> None:
    with pytest.raises(UnknownYear, match="not recorded"):
        CHINA.is_workday(day)


def test_the_last_week_of_the_last_known_year_is_not_known_yet() -> None:
    """In 2018 the 29th of December was worked and the 31st was not, by the announcement for 2019."""
    assert CHINA.is_workday(date(2018, 12, 29))
    assert not CHINA.is_workday(date(2018, 12, 31))
    year = max(year for year in range(2026, 2200) if _known(date(year, 7, 1)))
    assert _known(date(year, 12, 24))
    assert not _known(date(year, 12, 25))


def test_the_plan_can_name_the_days_itself() -> None:
    day = date(2199, 7, 1)
    assert WorkCalendar(on=frozenset({day})).is_workday(day)
    assert not WorkCalendar(off=frozenset({day})).is_workday(day)


def test_plain_weekends() -> None:
    plain = WorkCalendar(Holidays.NONE)
    assert plain.is_workday(date(2026, 10, 1))
    assert not plain.is_workday(date(2026, 10, 10))


def test_the_objection_window_is_three_working_days() -> None:
    """Opened on Wednesday 23 September; Friday 25 is Mid-Autumn, so the third working day is Tuesday 29."""
    opened = datetime(2026, 9, 23, 17, 30, tzinfo=SHANGHAI)
    window = CHINA.window(opened, 3)
    end = datetime(2026, 9, 30, tzinfo=SHANGHAI)
    assert window.end == end
    assert opened in window
    assert end - timedelta(microseconds=1) in window
    assert end not in window


@given(st.dates(date(2026, 1, 1), date(2026, 10, 1)), st.integers(1, 20), st.integers(1, 20))
def test_counting_in_two_steps_is_counting_at_once(day: date, first: int, second: int) -> None:
    assert CHINA.add(CHINA.add(day, first), second) == CHINA.add(day, first + second)
    assert CHINA.is_workday(CHINA.add(day, first))


def _known(day: date) -> bool:
    try:
        CHINA.is_workday(day)
    except UnknownYear:
        return False
    return True
