"""Days in words, and how far away the end of one is, at its edges."""

from datetime import date, datetime

import pytest
from django.utils.translation import override

from pingyi.rules.timetable import SHANGHAI
from pingyi.rules.timetable.deadline import Deadline
from pingyi.ui.templatetags.ui import day_short, day_words
from pingyi.ui.words.days import in_words, until_the_end_of

DUE = Deadline(date(2026, 7, 20)).due_at


@pytest.mark.parametrize(
    ("at", "chinese", "english"),
    [
        (datetime(2026, 7, 16, 0, 0), "7月20日（周一）24时前，还剩4天", "Mon 20 July, end of day; 4 days left"),
        (datetime(2026, 7, 19, 23, 59, 59), "7月20日（周一）24时前，还剩1天", "Mon 20 July, end of day; 1 day left"),
        (datetime(2026, 7, 20, 0, 0), "7月20日（周一）24时前，就在今天", "Mon 20 July, end of day: today"),
        (datetime(2026, 7, 20, 23, 59, 59), "7月20日（周一）24时前，就在今天", "Mon 20 July, end of day: today"),
        (datetime(2026, 7, 21, 0, 0), "7月20日（周一）24时，已过1天", "Mon 20 July, end of day; 1 day ago"),
    ],
)
def test_a_deadline_says_how_long_it_is_until_then(at: datetime, chinese: str, english: str) -> None:
    for language, words in (("zh-hans", chinese), ("en", english)):
        with override(language):
            assert until_the_end_of(DUE, at.replace(tzinfo=SHANGHAI)) == words


def test_a_day_has_its_weekday_and_no_day_is_never_today() -> None:
    with override("zh-hans"):
        assert in_words(date(2026, 9, 30)) == "9月30日（周三）"
    assert day_words(None) == day_short(None) == ""
