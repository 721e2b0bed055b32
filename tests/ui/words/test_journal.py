"""Every kind of entry that the programme writes has words in both languages."""

import pytest
from django.utils.translation import override

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.ui.words.journal import about, words
from tests.factories import AT


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_shows_in_the_readers_language(kind: str) -> None:
    with override("en"):
        english = words(Kind.parse(kind))
    with override("zh-hans"):
        chinese = words(Kind.parse(kind))
    assert (chinese, english) == (KINDS[kind].WORDS.zh, KINDS[kind].WORDS.en)


def test_a_kind_that_is_not_known_shows_as_written() -> None:
    assert words(Kind("mystery", "happen", 2)) == "mystery:happen:2"


def test_a_box_is_named_by_unit_and_kind_of_respondents() -> None:
    book = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
    closed = Entry(Kind("box", "close", 1), AT, "0" * 64, "box:C93kzjj8eKxGTa", {})
    unit = book.ranked_units[0]
    with override("zh-hans"):
        assert about(closed, book, {"C93kzjj8eKxGTa": (unit.code, "enterprises")}) == f"{unit.name.zh}、科技企业"
        assert about(closed, book, {}) == "票箱C93kzjj8eKxGTa", "a box of another campaign"
