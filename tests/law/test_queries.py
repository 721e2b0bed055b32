"""Pages get values: `queries.py` returns frozen dataclasses, never rows or lazy querysets (law 7)."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding, parsed, python_files

LAZY = {"Manager", "QuerySet", "RawQuerySet"}
FINAL = {"aggregate", "count", "exists"}
"""What may end a returned chain of `objects`: the answer is a plain value then."""


def living_answers(root: Path) -> Iterator[str]:
    """Public functions of queries whose answer is, or is annotated as, something of the ORM."""
    for path in _query_modules(root):
        tree = parsed(path)
        models = _names_from_models(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if node.returns is None:
                    yield finding(path, root, node.lineno, f"{node.name} does not say what it returns")
                elif names := _names(node.returns) & (models | LAZY):
                    yield finding(
                        path, root, node.lineno, f"{node.name} returns {', '.join(sorted(names))}; not a value"
                    )
                yield from (
                    finding(path, root, line, f"{node.name} returns what `objects` gave it") for line in _raw(node)
                )


def thawed_dataclasses(root: Path) -> Iterator[str]:
    """Public dataclasses of queries and rules that can be changed after they were made."""
    for path in (*_query_modules(root), *python_files(root, "rules", "verify")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list if not node.name.startswith("_") else ():
                    text = ast.unparse(decorator)
                    if "dataclass" in text and "frozen=True" not in text:
                        yield finding(path, root, node.lineno, f"{node.name} can be changed; freeze it")


def _query_modules(root: Path) -> list[Path]:
    return [path for path in python_files(root, "records") if "queries" in (path.stem, path.parent.name)]


def _names_from_models(tree: ast.Module) -> set[str]:
    sources = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name
        for node in sources
        if (node.module or "").endswith("models")
        for alias in node.names
        if not alias.name.isupper()
    }


def _names(annotation: ast.expr) -> set[str]:
    names = set()
    for node in ast.walk(annotation):
        match node:
            case ast.Name():
                names.add(node.id)
            case ast.Attribute() if node.attr in LAZY:
                names.add(node.attr)
            case ast.Constant(value=str()):
                names |= _names(ast.parse(node.value, mode="eval").body)
    return names


def _raw(function: ast.FunctionDef) -> Iterator[int]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Call):
            chain = _chain(node.value)
            if "objects" in chain and not FINAL & set(chain) and "values_list" not in chain:
                yield node.lineno


def _chain(node: ast.expr) -> list[str]:
    """The names of a chain of attributes and calls: `A.objects.filter(x).first()` → first, filter, objects, A."""
    names = []
    while True:
        match node:
            case ast.Call():
                node = node.func
            case ast.Subscript():
                node = node.value
            case ast.Attribute():
                names.append(node.attr)
                node = node.value
            case ast.Name():
                return [*names, node.id]
            case _:
                return names


def test_queries_return_values() -> None:
    ensure_none(living_answers(SOURCE))


def test_dataclasses_are_frozen() -> None:
    ensure_none(thawed_dataclasses(SOURCE))


@pytest.mark.parametrize(
    "breach",
    [
        "def units() -> QuerySet[Unit]: ...",
        "def units() -> list['Unit']: ...",
        "def units() -> models.QuerySet: ...",
        "def units() -> 'tuple[Unit, ...]': ...",
        "def units(): ...",
        "def units() -> object:\n    return Unit.objects.filter(ranked=True).order_by('code')",
        "def units() -> object:\n    return Unit.objects.filter(ranked=True).first()",
    ],
)
def test_a_living_answer_is_found(breach: str, plant: Callable[..., Path]) -> None:
    text = f"from pingyi.records.organisation.models import Unit\n{breach}\n"
    root = plant({"records/organisation/queries.py": text, "records/organisation/access.py": text})
    assert [line.split(":")[0] for line in living_answers(root)] == ["records/organisation/queries.py"]


@pytest.mark.parametrize(
    "value",
    [
        "def ranked() -> int:\n    return Unit.objects.filter(ranked=True).count()",
        "def units() -> list[UnitLine]:\n    return [UnitLine(u.code) for u in Unit.objects.all()]",
        "def units() -> list[rules.Unit]: ...",
        "def _rows() -> QuerySet[Unit]:\n    return Unit.objects.all()",
    ],
)
def test_a_value_is_left_alone(value: str, plant: Callable[..., Path]) -> None:
    text = f"from .models import Unit\n{value}\n"
    assert list(living_answers(plant({"records/organisation/queries.py": text}))) == []


def test_a_thawed_dataclass_is_found(plant: Callable[..., Path]) -> None:
    text = "@dataclass\nclass A: ...\n@dataclass(frozen=True, slots=True)\nclass B: ...\n"
    root = plant({"records/roll/queries.py": text, "rules/roll.py": "@dataclass(slots=True)\nclass C: ..."})
    assert [line.rpartition(": ")[2] for line in thawed_dataclasses(root)] == [
        "A can be changed; freeze it",
        "C can be changed; freeze it",
    ]
