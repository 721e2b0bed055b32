"""Sheets show done that units are inspected and that teams have settled their marks."""

import pytest

from pingyi.records.campaign.queries import required
from pingyi.records.duties.completion import lacking
from pingyi.records.duties.models import Duty
from tests.cast import UNITS, Cast
from tests.inspected import settled
from tests.stage import day, opened, plan_text

TASKS = {"inspect": "inspected", "deliberate": "deliberated"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("units", "state", "lack"), [(UNITS[:-2], "done", []), (UNITS, "owed", ["林山县科技局", "东湖区科技局"])]
)
def test_the_last_units_team_settles_both(
    cast: Cast, units: tuple[tuple[str, str, str, str, bool], ...], state: str, lack: list[str]
) -> None:
    text = plan_text(units)
    for task, record in TASKS.items():
        head, block = text.split(f'code = "{task}"\n', 1)
        text = f'{head}code = "{task}"\n' + block.replace("files = 0", f'record = "{record}"', 1)
    opened(cast, "P4", text)
    settled(cast, day("09-03"))
    for duty in Duty.objects.filter(task__in=TASKS):
        missing = [unit.zh for each in lacking(duty, required()) for unit in each.missing]
        assert (duty.state, missing) == (state, lack)
