"""A "no" is a `Refusal` wherever it is said, so that it reaches the person without being listed (law 13)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding, parsed, python_files

ROOMS = ("records", "ceremonies", "desks", "ui")


def bare_exceptions(root: Path) -> Iterator[str]:
    """Exceptions of ours that no page knows how to say."""
    for path in python_files(root, *ROOMS):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Exception" for base in node.bases):
                yield finding(path, root, node.lineno, f"{node.name} is an Exception; a refusal is a Refusal")


def shared_names(root: Path) -> Iterator[str]:
    """Names of what is raised that stand for two things, so that a docstring or a traceback could mean either."""
    known: dict[str, Path] = {}
    for path in python_files(root):
        for node in parsed(path).body if path.name == "errors.py" else ():
            if isinstance(node, ast.ClassDef) and (first := known.setdefault(node.name, path)) != path:
                yield finding(path, root, node.lineno, f"{node.name} is what {first.relative_to(root)} calls another")


def test_every_refusal_is_one() -> None:
    ensure_none(bare_exceptions(SOURCE))


def test_a_name_names_one_refusal() -> None:
    ensure_none(shared_names(SOURCE))


def test_a_name_of_two_is_found(tmp_path: Path) -> None:
    for room in ("visits", "meetings"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "errors.py").write_text("class ReasonMissing(Refusal):\n    pass\n")
    assert len(list(shared_names(tmp_path))) == 1


@pytest.mark.parametrize(("base", "found"), [("Exception", 1), ("Refusal", 0), ("ValueError", 0)])
def test_a_family_of_its_own_is_found(tmp_path: Path, base: str, found: int) -> None:
    folder = tmp_path / "records" / "visits"
    folder.mkdir(parents=True)
    (folder / "errors.py").write_text(f"class VisitRefused({base}):\n    pass\n")
    assert len(list(bare_exceptions(tmp_path))) == found
