"""The page of who must act: for those who answer for the campaign, with every gap and its table; for nobody else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from pingyi.rules.mandate import Role
from tests.sitting import Sitting

pytestmark = pytest.mark.django_db


def test_the_leader_reads_who_is_behind_with_what(sitting: Sitting, leader: Client) -> None:
    page = leader.get("/attention/").content.decode()
    assert "Whose turn it is" in page and "Overdue" in page and "/duties/" in page
    assert "Not signed by all" in page and "Office director" not in page.split("Not signed by all")[0]
    sheet = load_workbook(BytesIO(leader.get("/attention.xlsx").content)).active
    rows = list(sheet.values) if sheet else []
    assert rows[0] == ("Whose turn", "What", "Of whom", "Due", "How it stands")
    assert len(rows) > 1 and all(row[4] in ("overdue", "came back", "waits for decision") for row in rows[1:])


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.STAT_LEAD, Role.INSPECTOR])
def test_nobody_else_does(sitting: Sitting, client_of: Callable[..., Client], role: Role) -> None:
    assert client_of(role).get("/attention/").status_code == 403
    assert client_of(Role.SUPERVISOR).get("/attention/").status_code == 200
