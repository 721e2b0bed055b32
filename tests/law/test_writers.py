"""Only `actions.py` writes (law 4), and whoever acts, and when, is named at every call."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, calls, ensure_none, finding, parsed, python_files

STOREYS = ("ceremonies", "desks", "printing", "records", "rehearsal", "server", "ui")
ALWAYS = {
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("abulk_create", "abulk_update", "acreate", "adelete", "aget_or_create", "asave", "aupdate_or_create"),
}
STATEMENTS = ("alter ", "delete ", "drop ", "insert ", "truncate ", "update ")


def foreign_writes(root: Path) -> Iterator[str]:
    """Calls outside `actions` that change rows.

    `.save()`, `.delete()` and `.update(field=…)` are the ORM's; `workbook.save(path)`, `digest.update(data)` and
    `seen.update(other)` take a positional argument.
    """
    for path in python_files(root, *STOREYS):
        if "records" in path.parts and "actions" in (path.stem, path.parent.name):
            continue
        for call, name in calls(parsed(path)):
            if isinstance(call.func, ast.Attribute) and _writes(call, name):
                yield finding(path, root, call.lineno, f"{name} changes rows; only a record app's actions may")


def _writes(call: ast.Call, name: str) -> bool:
    match name:
        case "save" | "delete":
            return not call.args
        case "update":
            return not call.args and bool(call.keywords)
        case "create":
            return "objects" in ast.unparse(call.func)
        case "execute" | "executemany":
            return bool(call.args) and _text(call.args[0]).strip().lower().startswith(STATEMENTS)
    return name in ALWAYS


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def unnamed_arguments(root: Path) -> Iterator[str]:
    """`actor` and `at` of an action or ceremony that could be given by position, or forgotten by a default."""
    for path in python_files(root, "ceremonies", "records"):
        if "ceremonies" not in path.parts and "actions" not in (path.stem, path.parent.name):
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                for name in _loose(node.args):
                    yield finding(path, root, node.lineno, f"{node.name}: {name} must be keyword-only, without default")


def _loose(arguments: ast.arguments) -> list[str]:
    positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    defaulted = [
        argument.arg for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if default
    ]
    return [name for name in ("actor", "at") if name in positional or name in defaulted]


def test_only_actions_write() -> None:
    ensure_none(foreign_writes(SOURCE))


def test_actions_name_actor_and_moment() -> None:
    ensure_none(unnamed_arguments(SOURCE))


@pytest.mark.parametrize(
    "breach",
    [
        "unit.save()",
        "unit.save(update_fields=['name'])",
        "Unit.objects.create(code='east')",
        "Unit.objects.filter(code='east').update(ranked=True)",
        "Unit.objects.all().delete()",
        "Unit.objects.bulk_create(units)",
        "Unit.objects.get_or_create(code='east')",
        "cursor.execute('UPDATE unit SET ranked = true')",
        "cursor.execute(f'  delete from {table}')",
    ],
)
def test_a_write_is_found(breach: str, plant: Callable[..., Path]) -> None:
    root = plant({f"{place}.py": breach for place in ("desks/duties/units", "records/a/queries", "records/a/actions")})
    assert [line.split(":")[0] for line in foreign_writes(root)] == ["desks/duties/units.py", "records/a/queries.py"]


@pytest.mark.parametrize(
    "harmless",
    ["workbook.save(path)", "digest.update(data)", "seen.update(other)", "cursor.execute('SELECT 1')", "Lot.create(4)"],
)
def test_what_only_looks_like_a_write_is_left_alone(harmless: str, plant: Callable[..., Path]) -> None:
    assert list(foreign_writes(plant({"desks/duties/units.py": harmless}))) == []


@pytest.mark.parametrize("signature", ["(unit, actor, at)", "(unit, *, actor=X, at=None)", "(actor, /, *, at=0)"])
def test_a_loose_actor_is_found(signature: str, plant: Callable[..., Path]) -> None:
    root = plant(
        {"records/a/actions.py": f"def close{signature}: ...", "records/b/actions.py": "def f(*, actor, at): ..."}
    )
    found = list(unnamed_arguments(root))
    assert len(found) == 2
    assert all(line.startswith("records/a/actions.py:1: close") for line in found)
