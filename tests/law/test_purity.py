"""rules, verify, compute and commands import without Django, and rules touch neither the world nor chance (law 1)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding, imported, parsed, python_files

BLOCKED = ("allauth", "django", "procrastinate", "psycopg")
IMPORT_ALL = """
import importlib, pkgutil, sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError(f"{{name}} is not installed here")
sys.meta_path.insert(0, Block())
for name in {packages!r}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
"""
WORLD = {
    *("http", "io", "os", "pathlib", "requests", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "urllib"),
    *("logging", "multiprocessing", "random", "secrets", "sys", "threading", "time", "uuid"),
}


def import_without_django(folder: Path, *packages: str) -> str:
    """Import every module of the packages with Django blocked; the error, or nothing."""
    script = IMPORT_ALL.format(blocked=BLOCKED, packages=packages)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    return done.stderr.strip()


def worldly_imports(root: Path) -> Iterator[str]:
    """Imports by which a rule could reach files, network, chance, the clock or the process."""
    for path in python_files(root, "rules"):
        for line, name in imported(parsed(path)):
            if name.split(".")[0] in WORLD:
                yield finding(path, root, line, f"rules are pure and {name} is not: take its value as an argument")


def test_rules_verify_and_commands_import_without_django() -> None:
    assert (
        import_without_django(SOURCE.parent, "pingyi.rules", "pingyi.verify", "pingyi.compute", "pingyi.commands") == ""
    )


def test_rules_are_pure() -> None:
    ensure_none(worldly_imports(SOURCE))


@pytest.mark.parametrize("library", BLOCKED)
def test_an_import_of_django_is_found(library: str, plant: Callable[..., Path]) -> None:
    root = plant({"planted/__init__.py": "", "planted/deep/__init__.py": "", "planted/deep/a.py": f"import {library}"})
    assert f"{library} is not installed here" in import_without_django(root, "planted")


def test_a_worldly_rule_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"rules/draw.py": "import random\nfrom math import comb", "verify/report.py": "import pathlib"})
    assert [line.split(":")[0] for line in worldly_imports(root)] == ["rules/draw.py"]
