"""Every kind of journal entry in the code stands in the one table, in the protocol, and has words for people."""

import re
from pathlib import Path

import pytest

from pingyi.rules.journal.entry import Kind
from pingyi.rules.journal.vocabulary import KINDS, Telling
from pingyi.ui.words.journal import WORDS

PROJECT = Path(__file__).parents[2]
WRITTEN = re.compile(r'"([a-z_]+:[a-z_]+:[1-9])"')
COMPOSED = re.compile(r'f"([a-z_]+):\{[a-z_.]+\}:1"')
"""Of these the verb comes from elsewhere; a kind that is not in the table is then refused when it is written."""


def test_every_kind_that_is_written_is_in_the_table_and_nothing_else_is() -> None:
    texts = [file.read_text() for file in (PROJECT / "src/pingyi/records").rglob("*.py")]
    written = {kind for text in texts for kind in WRITTEN.findall(text)}
    composed = {noun for text in texts for noun in COMPOSED.findall(text)}
    assert written - set(KINDS) == set()
    assert {kind for kind in KINDS if kind.partition(":")[0] not in composed} - written == set()


def test_every_kind_has_words() -> None:
    assert {f"{kind.noun}:{kind.verb}" for kind in map(Kind.parse, KINDS)} - set(WORDS) == set()


@pytest.mark.parametrize("place", range(3))
def test_the_protocol_says_what_the_table_says(place: int) -> None:
    told = list(Telling)[place]
    [*rows] = (PROJECT / "docs/protocol/journal.md").read_text().split("| why | kinds |")[1].splitlines()[2:5]
    assert sorted(re.findall(r"`([a-z_]+:[a-z_]+:\d+)`", rows[place])) == sorted(
        kind for kind, each in KINDS.items() if each is told
    )


def test_what_concerns_an_account_is_sealed() -> None:
    """Whoever adds a kind about accounts cannot tell it by mistake."""
    nouns = {"account", "administrator", "invitation", "password", "person", "role", "session", "factor", "notice"}
    assert {told for kind, told in KINDS.items() if kind.partition(":")[0] in nouns} == {Telling.SEALED}
