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
