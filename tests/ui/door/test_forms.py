"""What comes by a form is taken in one spelling, and refused with a sentence in any other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pingyi.ui.door.forms import Day, Year


def test_a_day_is_taken_as_browsers_send_it() -> None:
    assert Day().clean("2026-07-01") == date(2026, 7, 1)
    assert Day(required=False).clean("") is None


@pytest.mark.parametrize(
    "other", ["2026-7-1", "20260701", "2026-W27-3", "2026/07/01", "2026年7月1日", " 2026-07-01", "2026-07-32", "soon"]
)
def test_a_day_in_another_spelling_is_refused_with_the_right_one(other: str) -> None:
    with pytest.raises(ValidationError, match="2026-07-01"):
        Day().clean(other)


def test_a_year_is_four_digits() -> None:
    assert Year(required=True, last=2199).clean("2026") == 2026
    assert Year(last=2199).clean("") is None
    for other in ("2026.0", "+2026", "20260", "1999", "2200"):
        with pytest.raises(ValidationError):
            Year(last=2199).clean(other)
    with pytest.raises(ValidationError):
        Year(required=True, last=2199).clean("")
