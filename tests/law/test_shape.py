"""Rooms have names and stay small: no module named for everything, ≤ 400 lines, functions ≤ 60 (law 5, law 10)."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import PROJECT, SOURCE, ensure_none, finding, parsed, python_files

FORBIDDEN = {"base", "common", "helpers", "manager", "managers", "misc", "services", "util", "utils", "views"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60


def forbidden_names(root: Path) -> Iterator[str]:
    """Modules and packages named for everything and nothing."""
    for path in python_files(root):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        if name in FORBIDDEN:
            yield finding(path, root, 1, f"a module named {name} attracts everything; name the noun it is about")


def long_modules(root: Path) -> Iterator[str]:
    """Modules that should be split."""
    for path in python_files(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            yield finding(path, root, lines, f"{lines} lines; split the room at {LONGEST_MODULE}")


def long_functions(root: Path) -> Iterator[str]:
    """Functions nobody reads in one go."""
    for path in python_files(root):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    yield finding(path, root, node.lineno, f"{node.name} has {lines} lines; {LONGEST_FUNCTION} is most")


@pytest.mark.parametrize("law", [forbidden_names, long_modules, long_functions])
@pytest.mark.parametrize("root", [SOURCE, PROJECT / "tests"], ids=["src", "tests"])
def test_the_law_holds(law: Callable[[Path], Iterator[str]], root: Path) -> None:
    ensure_none(law(root))


def test_a_forbidden_name_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"records/roll/utils.py": "", "records/helpers/__init__.py": "", "records/roll/frame.py": ""})
    assert sorted(line.split(":")[0] for line in forbidden_names(root)) == [
        "records/helpers/__init__.py",
        "records/roll/utils.py",
    ]


def test_a_long_module_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"a.py": "x = 1\n" * 400, "b.py": "x = 1\n" * 401, "records/x/migrations/0001.py": "x = 1\n" * 999})
    assert list(long_modules(root)) == ["b.py:401: 401 lines; split the room at 400"]


def test_a_long_function_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"a.py": "def short():\n" + "    x = 1\n" * 59, "b.py": "def long():\n" + "    x = 1\n" * 60})
    assert list(long_functions(root)) == ["b.py:1: long has 61 lines; 60 is most"]
