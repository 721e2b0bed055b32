"""The eight prohibitions with what is counted now; only those who answer for the campaign read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies import casework
from pingyi.records.casework.actions import Move
from pingyi.records.conduct.models import Violation
from pingyi.records.journal import key
from pingyi.records.voices.actions import raise_opinion
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)


def test_each_prohibition_stands_with_what_is_counted(
    cast: Cast, settings: Settings, client_of: Callable[..., Client]
) -> None:
    key.make()
    settings.CLOCK.set(day("07-17", 9))
    campaign = opened(cast, "P2")
    supervisor = client_of(Role.SUPERVISOR)
    before = words(supervisor)
    assert "严禁刁难或报复投诉举报单位或人员" in before and "超过期限的办件 0" in before
    new = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
    taken = raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT)
    harm, then = Move("report_harm", "有人打听是谁。"), AT + timedelta(minutes=7)
    casework.raise_again(taken.code, harm, seen=1, at=then, campaign=campaign)
    after = words(supervisor)
    assert "超过期限的办件 1" in after and "等待答复的意见 1" in after
    assert "反映人受到或者可能受到刁难报复的办件 1" in after and "正在办理的违规问题 1" in after
    row, page = Violation.objects.get(), supervisor.get("/conduct/violations/").content.decode()
    assert "优先办理" in page
    page = supervisor.get(f"/conduct/violations/{row.pk}/").content.decode()
    assert f"编号{taken.number}的反映人" in page and "有人打听是谁。" in page
    step = row.steps.get()
    assert row.reporter is step.by is None and step.at == AT and row.prohibition == "P7" and row.due


def words(client: Client) -> str:
    page = client.get("/conduct/").content.decode().replace("</dt>", " ").replace("</dd>", " ")
    return " ".join("".join(part.rpartition(">")[2] for part in page.split("<")).split())


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT, Role.STAT_LEAD])
def test_nobody_else_reads_it(cast: Cast, client_of: Callable[..., Client], role: Role) -> None:
    opened(cast, "P2")
    assert client_of(role).get("/conduct/").status_code == 403
