"""Every kind of entry that the programme writes has words in both languages."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import pingyi
from pingyi.rules.journal.entry import Kind
from pingyi.ui.words.journal import WORDS, words

SOURCE = Path(pingyi.__file__).parent
WRITTEN = re.compile(r'"([a-z_]+:[a-z_-]+:[0-9]+)"')


def written_kinds() -> list[str]:
    """The kinds spelled out in the source."""
    return sorted({kind for path in SOURCE.rglob("*.py") for kind in WRITTEN.findall(path.read_text())})


@pytest.mark.parametrize("text", written_kinds())
def test_a_kind_that_is_written_has_words(text: str) -> None:
    kind = Kind.parse(text)
    assert f"{kind.noun}:{kind.verb}" in WORDS, "give the kind a sentence in ui/journal.py"


@pytest.mark.parametrize("noun_verb", WORDS)
def test_words_are_translated(noun_verb: str) -> None:
    kind = Kind.parse(f"{noun_verb}:1")
    with override("en"):
        english = words(kind)
    with override("zh-hans"):
        assert words(kind) != english


def test_a_kind_without_words_shows_as_written() -> None:
    assert words(Kind("mystery", "happen", 2)) == "mystery:happen:2"
