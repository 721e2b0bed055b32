"""The suite judges the programme, not the machine: no property test has a deadline, no database outlives its tests,
and no journey has a browser or a patience of its own.
"""

import re
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

NAME = "test_pingyi_to_be_dropped"


def test_a_slow_machine_fails_no_property() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check


OWN = re.compile(r"sync_playwright\(|set_options|set_default_timeout|ASYNC_UNSAFE|time\.sleep|wait_for_timeout")


def test_journeys_wait_and_start_browsers_in_one_place() -> None:
    folder = Path(__file__).parents[1] / "journeys"
    own = {path.name for path in folder.glob("*.py") if OWN.search(path.read_text())}
    assert own <= {"conftest.py", "house.py", "visitor.py"}


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
