"""Every kind of entry that the programme writes has words in both languages."""

import pytest
from django.utils.translation import override

from pingyi.rules.journal.entry import Kind
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.ui.words.journal import words


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_shows_in_the_readers_language(kind: str) -> None:
    with override("en"):
        english = words(Kind.parse(kind))
    with override("zh-hans"):
        chinese = words(Kind.parse(kind))
    assert (chinese, english) == (KINDS[kind].WORDS.zh, KINDS[kind].WORDS.en)


def test_a_kind_that_is_not_known_shows_as_written() -> None:
    assert words(Kind("mystery", "happen", 2)) == "mystery:happen:2"
