"""The state of all boxes is journalled every hour while a phase is open."""

from secrets import token_bytes

import pytest
from procrastinate.contrib.django import app

from pingyi.records.box import clockwork
from pingyi.records.journal.models import JournalEntry
from tests.cast import Cast
from tests.factories import make_keys, open_box
from tests.stage import CODE, approved, opened


def noted() -> int:
    return JournalEntry.objects.filter(kind="box:heads:1").count()


@pytest.mark.django_db
def test_the_boxes_of_the_open_campaign_are_noted(cast: Cast) -> None:
    clockwork.digest(timestamp=0)
    opened(cast, "P1")
    clockwork.digest(timestamp=0)
    assert noted() == 0, "no campaign, then no boxes"
    open_box(make_keys(token_bytes, campaign_id=CODE), token_bytes)
    clockwork.digest(timestamp=0)
    clockwork.digest(timestamp=0)
    assert noted() == 2


@pytest.mark.django_db
def test_nothing_is_noted_before_the_first_phase(cast: Cast) -> None:
    approved(cast)
    open_box(make_keys(token_bytes, campaign_id=CODE), token_bytes)
    clockwork.digest(timestamp=0)
    assert noted() == 0


def test_it_runs_every_hour_in_the_clockwork() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [task.cron for task in periodic if task.task is clockwork.digest] == ["0 * * * *"]
