"""The clockwork reminds and marks by itself, on the house's clock."""

import pytest
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from pingyi.records.duties import clockwork
from pingyi.records.duties.models import Duty
from pingyi.records.outbox.models import Notice
from tests.cast import Cast
from tests.stage import day, opened


@pytest.mark.django_db
def test_it_reminds_before_the_day_and_marks_after_it(cast: Cast, settings: Settings) -> None:
    opened(cast)
    settings.CLOCK.set(day("07-09"))
    clockwork.remind(timestamp=0)
    assert Notice.objects.filter(kind="duty-due-soon", unit__code="qinghe", values__task="county-plan").count() == 1
    settings.CLOCK.set(day("07-11", 0))
    clockwork.remind(timestamp=0)
    clockwork.remind(timestamp=0)
    assert Notice.objects.filter(kind="duty-overdue", unit__code="qinghe", values__task="county-plan").count() == 1
    assert Duty.objects.get(task="county-plan", unit__code="qinghe").overdue_at is not None


def test_it_runs_every_ten_minutes_in_the_clockwork() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [task.cron for task in periodic if task.task is clockwork.remind] == ["*/10 * * * *"]
