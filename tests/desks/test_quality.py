"""The figures of the appraisal itself: counted, compared with the year before, for those who answer for it."""

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.campaign.queries import required
from pingyi.records.duties.models import Duty
from pingyi.records.inspection import actions as inspection
from pingyi.records.registers.actions import NewRow, write
from pingyi.rules.mandate import Role
from pingyi.ui.words.phrases import percent
from tests.cast import Cast
from tests.inspected import settled
from tests.stage import day, next_year, opened, plan_text

pytestmark = pytest.mark.django_db


def figures(client: Client) -> dict[object, tuple[object, ...]]:
    sheet = load_workbook(BytesIO(client.get("/quality/?file=xlsx").content)).active
    return {row[0]: row[1:] for row in sheet.values} if sheet else {}


def test_what_was_due_is_counted_with_the_year_before_beside_it(
    cast: Cast,
    client_of: Callable[..., Client],
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    opened(cast)
    settings.CLOCK.set(day("07-12"))
    due = Duty.objects.filter(due_on__lt=day("07-12").date())
    half, all_of = list(due[: due.count() // 2]), due.count()
    Duty.objects.filter(pk__in=[each.pk for each in half]).update(submitted_at=day("07-01"), late=False)
    Duty.objects.filter(pk=half[0].pk).update(late=True)
    supervisor = client_of(Role.SUPERVISOR)
    supervisor.get("/quality/")
    with django_assert_max_num_queries(15):
        page = supervisor.get("/quality/").content.decode()
    assert "任务按时率" in page and "暂无可比数据" in page
    found = figures(supervisor)
    assert found["任务按时率"] == (f"{100 * (len(half) - 1) / all_of:.1f}%", "—")
    assert found["任务迟报率"][0] == f"{100 / all_of:.1f}%" and found["问卷应答率"] == ("—", "—")
    next_year(cast)
    settings.CLOCK.set(day("12-03"))
    now, before = figures(client_of(Role.SUPERVISOR))["任务按时率"]
    assert now == "—" and str(before).endswith("%"), "nothing of the new year is due, and the old one stands beside it"
    for role in (Role.COUNTY_OFFICE, Role.STAT_LEAD, Role.SYS_ADMIN):
        assert client_of(role).get("/quality/").status_code == 403


def test_inspectors_are_compared_before_they_talk_and_self_scores_with_what_was_found(
    cast: Cast,
    client_of: Callable[..., Client],
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    opened(cast, "P4", plan_text(annexed=True))
    settings.CLOCK.set(day("09-09"))
    office = client_of(Role.OFFICE_DIRECTOR)
    assert figures(office)["检查人员独立打分的一致性（α 系数）"] == ("—", "—")
    settled(cast, day("09-09"), apart="0.5")
    own = {"indicator": "A1", "binder": "plans", "evidence": "卷一", "score": "0.8", "basis": "已落实", "ready": True}
    own["binder"] = required().book.vocabulary("binder").terms[0].code
    write("checklist", [NewRow("qinghe", own)], actor=cast.actor(Role.COUNTY_OFFICE), at=day("09-09"))
    assert "尚无" in office.get("/quality/marks").content.decode(), "no mark counts before the sheet is signed"
    head = cast.actor(Role.INSPECTION_HEAD)
    inspection.sign("qinghe", "总体较好。", campaign=required(), actor=head, at=day("09-09"))
    with django_assert_max_num_queries(15):
        page = office.get("/quality/marks").content.decode()
    indicators = [each for block in required().book.inspection.blocks for each in block.indicators]
    assert page.count("100.0%") == len(indicators) - 1, "all but one mark was the same"
    found = figures(office)
    assert found["检查人员独立打分的一致性（α 系数）"][0] == "0.00", "of one unit alone nothing is learnt"
    assert found["检查组成员独立打分完全相同的比例"][0] == percent(Fraction(len(indicators) - 1, len(indicators)))
    bias = Fraction("0.4") / Fraction(indicators[0].points)
    assert found["自评分高出检查得分的幅度（占满分）"][0] == percent(bias)
    assert found["问卷中选择不计分答案（“不了解”）的比例"][0] == "—"
    assert client_of(Role.COUNTY_OFFICE).get("/quality/marks").status_code == 403
