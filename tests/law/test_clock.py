"""Time is an argument: only server/clock.py reads the clock (law 7), so a rehearsal can replace it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding, imported, parsed, python_files

ALLOWED = "server/clock.py"
READINGS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "functions": {"Now"},
    "time": {"gmtime", "localtime", "time", "time_ns"},
    "timezone": {"localdate", "localtime", "now"},
}
IMPORTED = {
    "django.db.models.functions.Now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.utils.timezone.now",
    "time.time",
    "time.time_ns",
}
AUTOMATIC = {"auto_now", "auto_now_add"}
TEMPLATE_CLOCK = re.compile(r"{%\s*now\b")


def clock_readings(root: Path) -> Iterator[str]:
    """Every place but one that asks what time it is."""
    for path in python_files(root):
        if path.relative_to(root).as_posix() != ALLOWED:
            yield from (finding(path, root, line, f"{what} reads the clock; take `at`") for line, what in _in(path))
    for path in sorted(root.rglob("templates/**/*.html")):
        for match in TEMPLATE_CLOCK.finditer(text := path.read_text(encoding="utf-8")):
            line = text.count("\n", 0, match.start()) + 1
            yield finding(path, root, line, "{% now %} reads the clock; take `moment`")


def _in(path: Path) -> Iterator[tuple[int, str]]:
    tree = parsed(path)
    yield from ((line, name) for line, name in imported(tree) if name in IMPORTED)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READINGS.get(_owner(node.value), ()):
            yield node.lineno, f"{_owner(node.value)}.{node.attr}"
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC:
            yield node.value.lineno, str(node.arg)


def _owner(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def test_only_the_clock_reads_the_clock() -> None:
    ensure_none(clock_readings(SOURCE))


@pytest.mark.parametrize(
    "breach",
    [
        "import datetime\nlate = datetime.datetime.now()",
        "from datetime import date\ntoday = date.today()",
        "import time\nt = time.time()",
        "from time import time",
        "from django.utils import timezone\nfield = DateTimeField(default=timezone.now)",
        "from django.utils.timezone import now",
        "field = DateTimeField(auto_now_add=True)",
        "from django.db.models.functions import Now",
    ],
)
def test_a_reading_is_found(breach: str, plant: Callable[..., Path]) -> None:
    root = plant({"records/roll/models.py": breach, "server/clock.py": breach})
    assert [line.split(":")[0] for line in clock_readings(root)] == ["records/roll/models.py"]


def test_a_reading_in_a_template_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"ui/templates/ui/page.html": "<p>\n{% now 'Y' %}", "ui/templates/ui/a.html": "{{ moment }} now"})
    assert list(clock_readings(root)) == ["ui/templates/ui/page.html:2: {% now %} reads the clock; take `moment`"]


def test_measuring_is_not_reading() -> None:
    assert "perf_counter" not in READINGS["time"]
    assert "monotonic" not in READINGS["time"]
