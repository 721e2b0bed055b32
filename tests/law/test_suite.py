"""The suite judges the programme, not the machine: no property test has a deadline, no database outlives its tests,
no journey has a browser or a patience of its own, and no test has a port or a folder that others may have too.
"""

import ast
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

NAME = f"test_pingyi_to_be_dropped_{os.getpid()}"


def test_a_slow_machine_fails_no_property() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check


OWN = re.compile(r"sync_playwright\(|set_options|set_default_timeout|ASYNC_UNSAFE|time\.sleep|wait_for_timeout")


def test_journeys_wait_and_start_browsers_in_one_place() -> None:
    folder = Path(__file__).parents[1] / "journeys"
    own = {path.name for path in folder.glob("*.py") if OWN.search(path.read_text())}
    assert own <= {"conftest.py", "house.py", "visitor.py"}


SHARED = re.compile(
    r"""(?<!_)bind\(\(|"--port", "(?!70000)|port=[1-9]|127\.0\.0\.1:(?![019]\b)\d"""
    r"""|["']/tmp\b|gettempdir|mkdtemp"""
)
"""What other programmes of this machine may have as well; on ports 1 and 9 nobody listens, and 70000 is none."""


def test_a_port_is_asked_for_and_a_folder_is_the_tests_own() -> None:
    folder = Path(__file__).parents[1]
    lines = [
        f"{path.relative_to(folder)}: {line.strip()}"
        for path in folder.rglob("*.py")
        if path not in (Path(__file__), folder / "ports.py")
        for line in path.read_text().splitlines()
        if SHARED.search(line)
    ]
    assert lines == ['server/test_sentences.py: other.bind(("127.0.0.1", 0))'], "this one keeps what it was given"


JUDGED = {"look", "faultless", "glance", "evaluate", "goto", "go", "reload", "faults_of", "objects", "url"}


def unawaited(text: str) -> Iterator[str]:
    """Clicks after which a page is judged, left or asked for before it has come."""
    for node in ast.walk(ast.parse(text)):
        for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            for click, after in pairwise(block) if isinstance(block, list) else ():
                if (
                    isinstance(click, ast.Expr)
                    and ast.unparse(click).endswith(".click()")
                    and not {"wait_for_url", "expect"} & names(after)
                    and JUDGED & names(after)
                ):
                    yield ast.unparse(click)


def names(statement: ast.AST) -> set[str]:
    found = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    return found | {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def test_whoever_clicked_waits_for_the_page() -> None:
    assert list(unawaited("page.get_by_role('button').click()\nlook(guests, page, 'sheets')"))
    assert list(unawaited("if a:\n    link.click()\n    assert Mark.objects.count() == 2"))
    assert not list(unawaited("link.click()\nexpect(page.get_by_text('saved')).to_be_visible()\nlook(page)"))
    assert not list(unawaited("link.click()\npage.wait_for_url(house.url('today'))"))
    folder = Path(__file__).parents[1]
    found = {path.name: list(unawaited(path.read_text())) for path in (folder / "journeys").glob("*.py")}
    assert {name: clicks for name, clicks in found.items() if clicks} == {}


@pytest.mark.django_db(transaction=True)
def test_a_database_is_dropped_though_somebody_is_still_connected() -> None:
    quoted = connection.ops.quote_name(NAME)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")
    other = psycopg.connect(**{**connection.get_connection_params(), "dbname": NAME, "cursor_factory": None})
    connection.creation._destroy_test_db(NAME, 0)
    with pytest.raises(psycopg.OperationalError):
        other.execute("SELECT 1")
