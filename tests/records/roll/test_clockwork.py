"""What is due is erased in the clockwork, by the house's own clock."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from pingyi.records.roll import clockwork
from pingyi.records.roll.models import Contact
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.records.roll.lists import draw_all
from tests.records.roll.test_erasure import CLOSED, DAYS, end
from tests.stage import opened


@pytest.mark.django_db
def test_contacts_are_erased_by_the_houses_clock(cast: Cast, clock: Clock) -> None:
    campaign = opened(cast, "P1")
    draw_all(campaign, cast.actor(Role.STAT_LEAD, campaign_id=campaign.code))
    end(cast, campaign, CLOSED)
    clock.set(CLOSED + DAYS - timedelta(minutes=1))
    clockwork.erase(timestamp=0)
    assert Contact.objects.exists()
    clock.set(CLOSED + DAYS)
    clockwork.erase(timestamp=0)
    assert not Contact.objects.exists()


def test_it_runs_every_hour_in_the_clockwork() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [task.cron for task in periodic if task.task is clockwork.erase] == ["20 * * * *"]
