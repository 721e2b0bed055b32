"""A desk has three beats – gate, ask, show – and no ORM and no arithmetic in between (law 5)."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, calls, ensure_none, finding, imported, parsed, python_files

ORM = ("django.db.", "django.contrib.postgres.")
RECKONING = {"fsum", "max", "mean", "min", "prod", "round", "sum"}
SIGNS = (ast.Div, ast.FloorDiv, ast.Mult, ast.Pow, ast.Sub)


def queries_at_a_desk(root: Path) -> Iterator[str]:
    """Database access in desk modules; allauth's own tables, which the entrance minds, are not our records."""
    for path in python_files(root, "desks"):
        tree = parsed(path)
        foreign = {name.rpartition(".")[2] for _, name in imported(tree) if name.startswith("allauth.")}
        for line, name in imported(tree):
            if name.startswith(ORM) and not name.endswith("Error"):
                yield finding(path, root, line, f"{name}: a desk asks access, queries or actions")
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "objects" and ast.unparse(node.value) not in foreign:
                yield finding(path, root, node.lineno, "objects: a desk asks access, queries or actions")


def arithmetic_at_a_desk(root: Path) -> Iterator[str]:
    """Reckoning in desk modules; joining texts and lists with + is none."""
    for path in python_files(root, "desks"):
        tree = parsed(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp | ast.AugAssign) and _reckons(node):
                yield finding(path, root, node.lineno, f"{ast.unparse(node)}: rules and queries reckon, a desk shows")
        for call, name in calls(tree):
            if name in RECKONING:
                yield finding(path, root, call.lineno, f"{name}: rules and queries reckon, a desk shows")


def _reckons(node: ast.BinOp | ast.AugAssign) -> bool:
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    numbers = [isinstance(part, ast.Constant) and isinstance(part.value, int | float) for part in parts]
    if isinstance(node, ast.BinOp) and all(numbers):
        return False  # a constant written as 512 * 1024
    return isinstance(node.op, SIGNS) or (isinstance(node.op, ast.Add) and any(numbers))


def test_desks_ask() -> None:
    ensure_none(queries_at_a_desk(SOURCE))


def test_desks_show() -> None:
    ensure_none(arithmetic_at_a_desk(SOURCE))


@pytest.mark.parametrize(
    "breach", ["from django.db.models import Q", "units = Unit.objects.all()", "from django.db import transaction"]
)
def test_a_query_is_found(breach: str, plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/overview.py": breach, "records/duties/queries.py": breach})
    assert [line.split(":")[0] for line in queries_at_a_desk(root)] == ["desks/duties/overview.py"]


@pytest.mark.parametrize("breach", ["rate = sent / drawn", "left = due - today", "n += 1", "sum(scores)", "2 * n"])
def test_arithmetic_is_found(breach: str, plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/overview.py": breach, "rules/scoring/sheet.py": breach})
    assert [line.split(":")[0] for line in arithmetic_at_a_desk(root)] == ["desks/duties/overview.py"]


def test_the_tables_of_allauth_are_not_our_records(plant: Callable[..., Path]) -> None:
    text = "from allauth.mfa.models import Authenticator\napp = Authenticator.objects.get(pk=1)"
    assert list(queries_at_a_desk(plant({"desks/entrance/demo.py": text}))) == []


def test_joining_is_not_arithmetic(plant: Callable[..., Path]) -> None:
    text = "rows = head + body\ntext = 'a' + b\nsaid = _('%(n)s left') % {'n': n}\nMOST = 512 * 1024"
    root = plant({"desks/duties/overview.py": text})
    assert list(arithmetic_at_a_desk(root)) == []
