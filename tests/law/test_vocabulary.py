"""Every kind of journal entry is declared once, with words for people, and tells what the protocol says."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.vocabulary import KINDS, Timing
from pingyi.rules.journal.vocabulary.statement import states
from pingyi.rules.rulebook.words import Text
from tests.law.source import SOURCE, ensure_none, finding, parsed, python_files

PROJECT = Path(__file__).parents[2]
HOME = "rules/journal/vocabulary"
KIND = re.compile(r"[a-z_]+:[a-z_]+:[1-9][0-9]*")
NOUNS = {kind.NOUN for kind in KINDS.values()}


def spelled_by_hand(root: Path) -> Iterator[str]:
    """Kinds written out, and subjects put together, elsewhere than where they are declared (law 16)."""
    for path in python_files(root):
        if HOME in path.as_posix():
            continue
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Constant(value=str(text)) if KIND.fullmatch(text):
                    yield finding(path, root, node.lineno, f"{text} is declared in {HOME}: name its class")
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), ast.FormattedValue(), *_]) if (
                    text.endswith(":") and text[:-1] in NOUNS
                ):
                    yield finding(path, root, node.lineno, f"{text}… is a subject: `Subject` spells it")


def test_nobody_spells_a_kind_or_a_subject_by_hand() -> None:
    ensure_none(spelled_by_hand(SOURCE))


@pytest.mark.parametrize("text", ['kind = "phase:open:1"', 'about = f"campaign:{code}"'])
def test_what_is_spelled_by_hand_is_found(text: str, plant: Callable[..., Path]) -> None:
    root = plant({"records/campaign/actions.py": text, f"{HOME}/campaign.py": text, "desks/a.py": 'a = f"see: {b}"'})
    assert [line.split(":")[0] for line in spelled_by_hand(root)] == ["records/campaign/actions.py"]


def test_nobody_declares_a_kind_twice_or_misspelled() -> None:
    for kind in ("phase:open:1", "phase"):
        with pytest.raises(BadEntry):
            states(kind, Timing.EXACT, "campaign", zh="启动了一个阶段", en="A phase was opened")


def unexplained(words: Mapping[str, Text]) -> Iterator[str]:
    """Kinds of entries that nobody could explain to a person, in one of the two languages."""
    for kind, text in words.items():
        if not re.fullmatch(r"[\u4e00-\u9fff，、“”]+", text.zh) or not re.fullmatch(r"[A-Z][A-Za-z' ,;-]+", text.en):
            yield f"{kind}: say in plain Chinese and English what was done"


def test_every_kind_can_be_explained_in_words() -> None:
    ensure_none(unexplained({kind: each.WORDS for kind, each in KINDS.items()}))


@pytest.mark.parametrize("words", [("", "A visit was paid"), ("走访了一个单位", ""), ("visit", "visit:pay:1")])
def test_a_kind_without_words_is_found(words: tuple[str, str]) -> None:
    good = Text("走访了一个单位", "A visit was paid")
    assert len(list(unexplained({"visit:pay:1": Text(*words), "visit:end:1": good}))) == 1


@pytest.mark.parametrize("told", Timing)
def test_the_protocol_says_what_each_telling_tells(told: Timing) -> None:
    rows = (PROJECT / "docs/protocol/journal.md").read_text().split("| told | called | why |")[1].splitlines()[2:5]
    assert [f"| `{told}` |" in row for row in rows].count(True) == 1


def test_what_concerns_an_account_is_sealed() -> None:
    """Whoever adds a kind about accounts cannot tell it by mistake."""
    nouns = {"account", "administrator", "invitation", "password", "person", "role", "session", "factor", "notice"}
    assert {each.TIMING for kind, each in KINDS.items() if kind.partition(":")[0] in nouns} == {Timing.SEALED}
