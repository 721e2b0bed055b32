"""The glossary names only identifiers that exist in the code (law 17)."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import PROJECT, SOURCE, ensure_none, parsed, python_files

GLOSSARY = PROJECT / "GLOSSARY.md"
IDENTIFIER = 2
"""The column of the table `| Chinese | English | Identifier |`."""


def identifiers(glossary: Path) -> Iterator[str]:
    """What stands as code in the column of identifiers."""
    for line in glossary.read_text(encoding="utf-8").splitlines():
        cells = line.strip("|").split("|")
        if line.startswith("|") and len(cells) > IDENTIFIER:
            yield from re.findall(r"`([^`]+)`", cells[IDENTIFIER])


def defined(root: Path) -> set[str]:
    """Every class and function, and as `Class.name` what a class body names."""
    found = set()
    for path in python_files(root):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{name}" for statement in node.body for name in _named(statement)}
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
    return found


def _named(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield name


def dangling(glossary: Path, root: Path) -> Iterator[str]:
    """Identifiers of the glossary that the code does not have."""
    known = defined(root)
    yield from (f"`{each}` exists nowhere in the code" for each in identifiers(glossary) if each not in known)


def test_every_identifier_exists() -> None:
    assert len(list(identifiers(GLOSSARY))) > 20
    ensure_none(dangling(GLOSSARY, SOURCE))


@pytest.mark.parametrize("gone", ["Complaint", "Role.SHERIFF", "Roll.SHERIFF", "SHERIFF"])
def test_an_identifier_that_exists_nowhere_is_found(gone: str, plant: Callable[..., Path]) -> None:
    rows = f"| `word` | means |\n\n| 角色 | role | `Role`, `Role.TRUSTEE` |\n| 谁 | who | `{gone}` |\n"
    root = plant({"GLOSSARY.md": rows, "role.py": "class Role:\n    TRUSTEE = 'trustee'\n"})
    assert list(dangling(root / "GLOSSARY.md", root)) == [f"`{gone}` exists nowhere in the code"]


PLACES: dict[str, set[str]] = {
    "ballot": {"desks/booth", "rules/ballot"},
    "clue": {
        "ceremonies",
        "desks/custodian",
        "desks/voices",
        "records/clues",
        "rehearsal",
        "rules/lifecycle",
        "ui/words",
    },
    "disqualification": {"desks/leadership"},
    "feedback": {"ceremonies", "desks/feedback", "records/feedback", "rehearsal", "rules/feedback", "rules/journal"},
    "frame": {"desks/survey", "rules/sampling"},
    "freeze": {"ceremonies", "desks/survey"},
    "minutes": {"desks/sitting", "rules/bundle", "verify"},
    "objection": {"desks/results"},
    "opening": {"ceremonies", "desks/keys", "records/box", "rehearsal"},
    "overview": {"desks/duties", "records/duties"},
    "reckoning": {"ceremonies", "desks/sitting", "rules/scoring"},
    "register": {"desks/public", "desks/registers", "records/registers", "rehearsal/registers"}
    | {"rules/journal", "rules/register", "rules/rulebook"},
    "sheet": {"desks/inspection", "records/inspection", "rules/scoring"},
    "sitting": {"desks/sitting"},
    "trustee": {"commands", "desks/keys", "rules/ballot"},
    "violation": {"ceremonies", "desks/conduct", "rules/lifecycle"},
}
"""Where files bear the name of a noun. Elsewhere it is another thing and needs another word; or the room is added."""

SPEECH = {"heard", "said", "say", "says", "spoke", "spoken", "tell", "telling", "tells", "told"}
"""Code shows, records, words and refuses: whoever reads `said` cannot know which of these is meant."""


def strangers(root: Path, places: dict[str, set[str]]) -> Iterator[str]:
    """Files that bear a noun's name where the noun does not live."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if not path.is_file() or {"__pycache__", "locale", "migrations"} & set(parts):
            continue
        room = "/".join(parts[: min(2, len(parts) - 1)])
        words = set(re.split(r"[_.]", "_".join(parts)))
        for noun in places.keys() & {*words, *(word.removesuffix("s") for word in words)}:
            if room not in places[noun]:
                yield f"{'/'.join(parts)}: “{noun}” lives in {', '.join(sorted(places[noun]))}"


ONE = {"Agreement", "Board", "Bundle", "Counter", "Mark"}
"""Classes of these names were several things once: a second one needs another word."""


def doubles(root: Path) -> Iterator[str]:
    """Second classes of a name that means one thing."""
    seen: set[str] = set()
    for path in python_files(root):
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and node.name in ONE:
                if node.name in seen:
                    yield f"{path.relative_to(root)}: `{node.name}`"
                seen.add(node.name)


def speeches(root: Path) -> Iterator[str]:
    """Names made in the code that only say that something is said."""
    for path in python_files(root):
        for node in ast.walk(parsed(path)):
            for name in _made(node):
                if SPEECH & set(name.lower().split("_")):
                    yield f"{path.relative_to(root)}: `{name}`"


def _made(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()):
            yield name


def test_a_nouns_files_are_the_whole_feature_and_nothing_else() -> None:
    ensure_none(strangers(SOURCE, PLACES))


def test_names_say_what_is_done_not_that_it_is_said() -> None:
    ensure_none(speeches(SOURCE))


def test_a_name_that_was_several_things_is_one_class() -> None:
    ensure_none(doubles(SOURCE))


def test_a_second_class_of_the_name_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"a/marks.py": "class Mark:\n    pass\n", "b/marks.py": "class Mark:\n    pass\n"})
    assert list(doubles(root)) == ["b/marks.py: `Mark`"]


def test_a_second_meaning_of_a_word_is_found(plant: Callable[..., Path]) -> None:
    root = plant(
        {"ceremonies/freeze.py": "", "ui/frames.py": "", "desks/duties/sheet.html": "", "ui/spreadsheet.py": ""}
    )
    assert [each.split(":")[0] for each in strangers(root, PLACES)] == ["desks/duties/sheet.html", "ui/frames.py"]


def test_a_name_that_is_a_speech_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"words.py": "def as_told(said: str) -> str:\n    heard = said\n    return heard\n"})
    assert len(list(speeches(root))) == 3
