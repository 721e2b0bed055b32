"""Refusals as people read them: days and moments stand in words, in both languages, however deep they lie."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.refusal import sentence

DAY, MOMENT = date(2026, 7, 20), datetime(2026, 7, 31, 16, 5, tzinfo=UTC)


class Late(Refusal):
    """Whatever is late."""

    message = "%(what)s"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (DAY, "7月20日（周一）", "Mon 20 July"),
        (MOMENT, "2026年8月1日0:05", "1 August 2026, 0:05"),
        ((DAY, date(2026, 7, 21)), "7月20日（周一）、7月21日（周二）", "Mon 20 July, Tue 21 July"),
        (Late(what=DAY), "7月20日（周一）", "Mon 20 July"),
        (Text("甲", "A"), "甲", "A"),
        ("—", "—", "—"),
    ],
)
def test_every_value_is_said_in_the_readers_words(value: object, zh: str, en: str) -> None:
    refusal = Late(what=value)  # type: ignore[arg-type]
    with override("zh-hans"):
        assert sentence(refusal) == zh
    with override("en"):
        assert sentence(refusal) == en


def test_without_a_reader_it_is_english_and_says_the_offset() -> None:
    assert str(Late(what=(DAY, MOMENT, Text("甲", "A")))) == "2026-07-20, 2026-07-31 16:05+00:00, A"
