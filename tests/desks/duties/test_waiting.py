"""What was handed in is ticked and settled at once: what is whose turn, asked once, all or none."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
PAGE = "/duties/waiting/"
UNITS = ("qinghe", "linshan")


@pytest.fixture
def plans(cast: Cast, settings: Settings, client_of: ClientOf) -> list[Duty]:
    """Two county plans that were handed in."""
    opened(cast)
    settings.CLOCK.set(day("07-09"))
    found = list(Duty.objects.filter(task="county-plan", unit__code__in=UNITS))
    Duty.objects.filter(pk__in=[duty.pk for duty in found]).update(state="submitted", submitted_at=day("07-08"))
    return found


def states(duties: list[Duty]) -> list[str]:
    return list(Duty.objects.filter(pk__in=[duty.pk for duty in duties]).order_by("pk").values_list("state", flat=True))


def ticks(duties: list[Duty], **more: str) -> dict[str, object]:
    return {"duty": [duty.pk for duty in duties], **more}


def test_the_director_approves_what_is_ticked_and_is_asked_once(plans: list[Duty], client_of: ClientOf) -> None:
    director = client_of(Role.OFFICE_DIRECTOR, agrees=False)
    page = director.get(PAGE).content.decode()
    assert all(f'value="{plan.pk}"' in page for plan in plans) and "批准所选" in page
    asked = director.post(f"{PAGE}approve/", ticks(plans, number="云科评办1号")).content.decode()
    assert "清河县科技局" in asked and "林山县科技局" in asked and "云科评办1号" in asked
    assert states(plans) == ["submitted", "submitted"]
    done = director.post(f"{PAGE}approve/", ticks(plans, number="云科评办1号", confirmed="1"), follow=True)
    assert "已办理 2 件" in done.content.decode()
    assert states(plans) == ["in_force", "in_force"]


def test_office_staff_receive_and_do_not_approve(plans: list[Duty], client_of: ClientOf) -> None:
    staff = client_of(Role.OFFICE_STAFF)
    page = staff.get(PAGE).content.decode()
    assert "接收所选" in page and "批准所选" not in page
    assert staff.post(f"{PAGE}approve/", ticks(plans, number="1", confirmed="1")).status_code == 403
    staff.post(f"{PAGE}receive/", ticks(plans, confirmed="1"))
    assert states(plans) == ["under_review", "under_review"]
    assert "等他人处理" in staff.get(PAGE).content.decode()


def test_all_or_none_and_a_sentence_about_which_one(plans: list[Duty], client_of: ClientOf) -> None:
    director, page = client_of(Role.OFFICE_DIRECTOR), f"{PAGE}approve/"
    said = director.post(page, ticks(plans, number="", confirmed="1"), follow=True).content.decode()
    assert "文号" in said and "县科技局" in said
    Duty.objects.filter(pk=plans[1].pk).update(state="returned")
    said = director.post(page, ticks(plans, number="1号", confirmed="1"), follow=True).content.decode()
    assert plans[1].unit is not None and plans[1].unit.name_zh in said
    assert sorted(states(plans)) == ["returned", "submitted"]


def test_nothing_ticked_is_a_sentence(plans: list[Duty], client_of: ClientOf) -> None:
    said = client_of(Role.OFFICE_DIRECTOR).post(f"{PAGE}approve/", {"confirmed": "1"}, follow=True)
    assert "没有勾选任何材料" in said.content.decode()


@pytest.mark.parametrize("number", ["0", "x", "٣", "9" * 40, "-1", ""])
def test_what_is_no_duty_is_not_found(plans: list[Duty], client_of: ClientOf, number: str) -> None:
    director = client_of(Role.OFFICE_DIRECTOR)
    assert director.post(f"{PAGE}receive/", {"duty": [plans[0].pk, number], "confirmed": "1"}).status_code == 404
    assert states(plans) == ["submitted", "submitted"]


def test_the_leader_finds_what_the_plan_gives_to_the_leader(cast: Cast, settings: Settings, client_of) -> None:
    campaign = opened(cast)
    settings.CLOCK.set(day("07-09"))
    task = next(
        task.code
        for task in campaign.book.tasks
        if task.approval and campaign.book.body(task.approval.by).kind in ("leading_group", "party_group")
    )
    Duty.objects.filter(task=task).update(state="submitted", submitted_at=day("07-08"))
    pk = Duty.objects.filter(task=task).values_list("pk", flat=True)[0]
    assert f'value="{pk}"' in client_of(Role.LEADING_GROUP_LEADER).get(PAGE).content.decode()
    director = client_of(Role.OFFICE_DIRECTOR).get(PAGE).content.decode()
    assert f'value="{pk}"' not in director and f"/duties/{pk}/" in director


def test_empty_says_what_is_next(cast: Cast, settings: Settings, client_of: ClientOf) -> None:
    opened(cast)
    settings.CLOCK.set(day("07-02"))
    director = client_of(Role.OFFICE_DIRECTOR)
    for path in (PAGE, "/overview/"):
        said = director.get(path).content.decode()
        assert "目前没有等您处理的材料" in said and "到期" in said


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.INSPECTOR])
def test_the_appraised_find_no_such_page(plans: list[Duty], client_of: ClientOf, role: Role) -> None:
    assert client_of(role).get(PAGE).status_code == 404
    for verb in ("receive", "approve"):
        assert client_of(role).post(f"{PAGE}{verb}/", ticks(plans, confirmed="1")).status_code == 403


def test_what_is_overdue_is_ticked_and_asked_for_once_a_day(
    plans: list[Duty], client_of: ClientOf, settings: Settings
) -> None:
    settings.CLOCK.set(day("07-12"))
    director = client_of(Role.OFFICE_DIRECTOR)
    owed = Duty.objects.get(task="county-plan", unit__code="donghu")
    page = director.get(PAGE).content.decode()
    assert "逾期未报，可以催办" in page and f'id="urge-{owed.pk}"' in page
    assert f'id="urge-{plans[0].pk}"' not in page, "it came"
    assert "已催办1项" in director.post(f"{PAGE}urge/", ticks([owed, *plans]), follow=True).content.decode()
    assert f'id="urge-{owed.pk}"' not in director.get(PAGE).content.decode()
    again = client_of(Role.OFFICE_STAFF).post(f"{PAGE}urge/", ticks([owed]), follow=True)
    assert "今日已经催办" in again.content.decode()
    assert client_of(Role.SUPERVISOR).post(f"{PAGE}urge/", ticks([owed])).status_code == 403
