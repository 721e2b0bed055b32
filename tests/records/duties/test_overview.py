"""The overview: right standings at the edges of time, and the same few queries for three units or two hundred."""

from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from pingyi.records.duties import actions, queries
from pingyi.records.duties.gates import checklist
from pingyi.records.duties.models import Duty
from pingyi.records.duties.overview import Overview, overview
from pingyi.records.duties.standing import Standing
from pingyi.rules.mandate import Role, UnitRef
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
CODES = ("donghu", "linshan", "qinghe")


def standing(seen: Overview, task: str, unit: str = "qinghe") -> Standing:
    place = [column.code for column in seen.columns].index(task)
    cell = next(row for row in seen.rows if row.unit == unit).cells[place]
    assert cell is not None
    return cell[1]


def test_a_duty_is_owed_then_soon_then_overdue(cast: Cast) -> None:
    campaign = opened(cast)
    for at, expected in (
        (day("07-04", 23, 59), Standing.OWED),
        (day("07-05", 0), Standing.SOON),
        (day("07-10", 23, 59), Standing.SOON),
        (day("07-11", 0), Standing.OVERDUE),
    ):
        assert standing(overview(campaign, at=at), "county-bodies") is expected


def test_every_way_to_stand_has_its_mark(cast: Cast) -> None:
    campaign = opened(cast, "P2")
    Duty.objects.filter(task="county-bodies").update(state="done", submitted_at=day("07-01"))
    Duty.objects.filter(task="train-personnel").update(state="done", submitted_at=day("07-12"), late=True)
    Duty.objects.filter(task="county-channels").update(state="submitted", submitted_at=day("07-10"))
    Duty.objects.filter(task="county-publicity").update(missing_at=day("07-12"))
    Duty.objects.filter(task="county-self-exam").update(state="returned", submitted_at=day("07-12"))
    seen = overview(campaign, at=day("07-12"))
    assert standing(seen, "county-bodies") is Standing.DONE
    assert standing(seen, "train-personnel") is Standing.LATE
    assert standing(seen, "county-channels") is Standing.WAITING
    assert standing(seen, "county-publicity") is Standing.MISSING
    assert standing(seen, "county-self-exam") is Standing.RETURNED
    assert standing(seen, "county-online") is Standing.LOCKED, "its plan is not in force"
    assert standing(seen, "rectification-plan") is Standing.LATER
    Duty.objects.filter(task="county-plan").update(state="in_force")
    assert standing(overview(campaign, at=day("07-12")), "county-online") is Standing.SOON


def test_filters_narrow_the_board(cast: Cast) -> None:
    campaign = opened(cast)
    Duty.objects.filter(unit__code="qinghe").update(state="done", submitted_at=day("07-01"))
    at = day("07-12")
    assert {row.unit for row in overview(campaign, at=at, only=Standing.OVERDUE).rows} == {"linshan", "donghu"}
    assert {row.unit for row in overview(campaign, at=at, name="清河").rows} == {"qinghe"}
    assert {row.unit for row in overview(campaign, at=at, name="LINSHAN").rows} == {"linshan"}
    assert {row.unit for row in overview(campaign, at=at, units=frozenset({UnitRef("donghu")})).rows} == {"donghu"}
    assert {column.phase for column in overview(campaign, at=at, phase="P1").columns} == {"P1"}


def test_units_stand_in_the_order_asked_for(cast: Cast) -> None:
    campaign = opened(cast)
    at, owed = day("07-12"), Duty.objects.filter(unit__code="linshan")
    owed.update(state="done", submitted_at=day("07-12"), late=True)
    Duty.objects.filter(unit__code="donghu").update(state="done", submitted_at=day("07-01"))

    def ordered(by: str) -> list[str]:
        return [row.unit for row in overview(campaign, at=at, order=by).rows if row.unit in CODES]

    assert ordered("name") == ["donghu", "linshan", "qinghe"], "as a Chinese index has them"
    assert ordered("overdue")[0] == "qinghe"
    assert ordered("punctual")[-1] == "donghu"


def test_punctuality_counts_what_was_due_or_in(cast: Cast) -> None:
    campaign = opened(cast)
    owed = Duty.objects.filter(unit__code="qinghe", phase="P1")
    assert owed.count() == 8
    owed.filter(task__in=["county-plan", "county-bodies"]).update(state="submitted", submitted_at=day("07-01"))
    owed.filter(task="county-channels").update(state="submitted", submitted_at=day("07-12"), late=True)
    seen = {row.unit: row.punctual for row in overview(campaign, at=day("07-12"), phase="P1").rows}
    assert seen["qinghe"] == Fraction(2, 8) and seen["linshan"] == 0
    assert {row.punctual for row in overview(campaign, at=day("07-01"), phase="P3").rows} == {None}


def test_the_board_costs_three_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    campaign = opened(cast)
    for name in ("", "清河"):
        with django_assert_num_queries(3):
            overview(campaign, at=day("07-01"), name=name)


def test_lists_cost_one_query_each(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    campaign = opened(cast)
    at, director = day("07-01"), cast.actor(Role.OFFICE_DIRECTOR)
    with django_assert_num_queries(1):
        queries.city_duties(campaign, at=at)
    with django_assert_num_queries(1):
        queries.to_decide(director, campaign, at=at)
    with django_assert_num_queries(1):
        assert queries.unit_duties(campaign, UnitRef("qinghe"), at=at)
    with django_assert_num_queries(2):
        lines = checklist(campaign, "P1")
    assert {line.code for line in lines if line.met} == set()
    plans = next(line for line in lines if line.code == "county-plans")
    assert [owner.zh for owner in plans.missing] == ["东湖区科技局", "林山县科技局", "清河县科技局"]


def test_everybody_sees_their_own_duties(cast: Cast) -> None:
    campaign = opened(cast)
    at = day("07-01")
    county = queries.own_duties(cast.actor(Role.COUNTY_OFFICE), campaign, at=at)
    assert {line.owner.zh for line in county} == {"清河县科技局"}
    statistics = queries.own_duties(cast.actor(Role.STAT_LEAD), campaign, at=at)
    assert {line.task.en for line in statistics} and all(line.owner.zh == "市统计局" for line in statistics)
    assert queries.own_duties(cast.actor(Role.TRUSTEE), campaign, at=at) == []


def test_progress_counts_what_is_settled(cast: Cast) -> None:
    campaign = opened(cast)
    actions.submit(
        Duty.objects.get(task="party-study").pk,
        "学习记录",
        actor=cast.actor(Role.LEADING_GROUP_LEADER),
        at=day("06-25"),
    )
    assert queries.progress(campaign)[0].done == 0
    actions.approve(Duty.objects.get(task="party-study").pk, actor=cast.actor(Role.OFFICE_DIRECTOR), at=day("06-25"))
    assert queries.progress(campaign)[0].done == 1
