"""The clockwork signs the journal every minute, without being asked."""

from pathlib import Path

import pytest
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from pingyi.desks.clockwork import journal
from pingyi.records.journal import queries
from tests.records.journal.writing import record


@pytest.mark.django_db
def test_what_was_recorded_is_signed(settings: Settings, tmp_path: Path) -> None:
    settings.JOURNAL_KEY_FILE = tmp_path / "journal-key"
    record()
    journal.sign(timestamp=0)
    signed = queries.latest_checkpoint()
    assert signed is not None
    assert signed.size == 1
    assert abs((settings.CLOCK.now() - signed.at).total_seconds()) < 60


def test_it_runs_every_minute_in_the_clockwork() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [task.cron for task in periodic if task.task is journal.sign] == ["* * * * *"]
