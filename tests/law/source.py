"""Reading a source tree: what every law needs."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pingyi

SOURCE = Path(pingyi.__file__).parent
PROJECT = SOURCE.parents[1]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Our Python files under these folders of the tree (default: all), without migrations."""
    for folder in folders or (".",):
        found = sorted((root / folder).rglob("*.py"))
        yield from (path for path in found if "migrations" not in path.parts)


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of its name: `a.b(c)` gives `b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield node, name


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported name, dotted: `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def finding(path: Path, root: Path, line: int, sentence: str) -> str:
    """One finding, to be clicked on."""
    return f"{path.relative_to(root)}:{line}: {sentence}"


def ensure_none(findings: Iterable[str]) -> None:
    """Fail with all findings, one to a line."""
    found = list(findings)
    assert not found, "\n" + "\n".join(found)
