"""The clockwork reminds and marks by itself, on the house's clock."""

import pytest
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from pingyi.records.campaign.queries import required
from pingyi.records.duties import clockwork
from pingyi.records.duties.completion import lacking
from pingyi.records.duties.models import Duty
from pingyi.records.organisation.models import Account, Grant
from pingyi.records.outbox.models import Notice
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened, plan_text

PLEDGE = "acknowledge-prohibitions"


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


@pytest.mark.django_db
def test_who_holds_a_post_and_who_has_signed_shows_it_done(cast: Cast, settings: Settings) -> None:
    opened(cast, text=by_people(by_people(plan_text(), "county-bodies", "formed"), PLEDGE, "acknowledged"))
    assert states() == {"qinghe": "done", "linshan": "owed", "donghu": "owed", None: "done"}
    newcomer, unit = (
        Account.objects.create(username="newcomer", name="新来人", created_at=day("06-23")),
        cast.units["linshan"],
    )
    for role in (Role.COUNTY_OFFICE, Role.COUNTY_LEADER):
        Grant.objects.create(account=newcomer, role=role, unit=unit, proposed_at=day("06-23"), granted_at=day("06-23"))
    settings.CLOCK.set(day("06-24"))
    clockwork.remind(timestamp=0)
    assert states() == {"qinghe": "done", "linshan": "done", "donghu": "owed", None: "owed"}
    (waits,) = lacking(Duty.objects.get(task=PLEDGE), required())
    assert [each.zh for each in waits.missing] == ["新来人"]


def by_people(text: str, task: str, record: str) -> str:
    """The plan in which people show this task done."""
    head, block = text.split(f'code = "{task}"\n', 1)
    return f'{head}code = "{task}"\n' + block.replace("files = 0", f'record = "{record}"', 1)


def states() -> dict[str | None, str]:
    """How the two tasks stand, of each unit and of the office (None)."""
    return dict(Duty.objects.filter(task__in=["county-bodies", PLEDGE]).values_list("unit__code", "state"))


def test_it_runs_every_ten_minutes_in_the_clockwork() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [task.cron for task in periodic if task.task is clockwork.remind] == ["*/10 * * * *"]
