"""Lists filter, sort, search and page in the database; what is private stays with whoever writes."""

from datetime import date
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers import actions, queries
from pingyi.records.registers.access import access_published, access_register, access_row
from pingyi.records.registers.actions import NewRow
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.queries import Listing, RowQuery
from pingyi.rules.mandate import Actor, Role, ScopeRefused
from pingyi.rules.register.display import value_text
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-01")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, text=PLAN)


@pytest.fixture
def office(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)


@pytest.fixture
def filled(cast: Cast, campaign: CurrentCampaign, office: Actor) -> CurrentCampaign:
    by = str(cast[Role.COUNTY_OFFICE].pk)
    rows = [
        ("qinghe", {"subject": "动员大会", "kind": "mobilisation", "invited": "9", "came": "9", "open": True}),
        ("qinghe", {"subject": "座谈会", "kind": "symposium", "invited": "10", "types": ["parks"], "minuted": by}),
        ("linshan", {"subject": "动员会", "kind": "mobilisation", "invited": "100", "came": "80", "phone": "138001"}),
    ]  # fmt: skip
    made = [NewRow(unit, values | {"held": f"2026-07-0{place}"}) for place, (unit, values) in enumerate(rows, 1)]  # type: ignore[arg-type]
    actions.write("gatherings", made, actor=office, at=AT)
    actions.write("speeches", [NewRow("qinghe", {"speaker": "甲", "at": 2})], actor=office, at=AT)
    return campaign


def found(actor: Actor, campaign: CurrentCampaign, **asked: object) -> list[int]:
    return [line.number for line in _list(actor, campaign, **asked).lines]


def _list(actor: Actor, campaign: CurrentCampaign, **asked: object) -> Listing:
    register = campaign.book.register("gatherings")
    return queries.listing(register, RowQuery(**asked), actor=actor, campaign=campaign)  # type: ignore[arg-type]


def test_rows_are_found_and_ordered(filled: CurrentCampaign, office: Actor) -> None:
    assert found(office, filled) == [3, 2, 1]
    assert found(office, filled, order="invited") == [1, 2, 3], "as numbers, not as text"
    assert found(office, filled, order="-held") == [3, 2, 1]
    assert found(office, filled, order="-came") == [3, 1, 2], "what is empty comes last"
    assert found(office, filled, search="动员") == [3, 1]
    assert found(office, filled, search="科技园区 郑若水") == [2], "words of a choice, name of a person"
    assert found(office, filled, search="林山") == [3]
    assert found(office, filled, unit="qinghe") == [2, 1]
    assert found(office, filled, terms=(("kind", "symposium"),)) == [2]
    assert found(office, filled, terms=(("types", "parks"),)) == [2]
    assert found(office, filled, terms=(("open", True),)) == [1]
    assert found(office, filled, since=date(2026, 7, 2), until=date(2026, 7, 2)) == [2]


def test_a_unit_sees_its_own_and_nobody_else_the_private(cast: Cast, filled: CurrentCampaign, office: Actor) -> None:
    clerk = cast.actor(Role.COUNTY_OFFICE, campaign_id=filled.code)
    assert found(clerk, filled) == [2, 1]
    assert _list(office, filled).lines[0].values["phone"] == "138001"
    supervisor = cast.actor(Role.SUPERVISOR, campaign_id=filled.code)
    assert "phone" not in _list(supervisor, filled).lines[0].values
    register = access_register(office, "gatherings", filled)
    taken_away = queries.everything(register, RowQuery(), actor=office, campaign=filled)
    assert "phone" not in taken_away.lines[0].values, "private is never exported, not even by who writes it"
    assert found(office, filled, search="138001") == []
    row = access_row(supervisor, RegisterRow.objects.get(register="gatherings", number=3).pk, filled)
    card = queries.card(row, register, actor=supervisor, campaign=filled)
    assert "phone" not in card.line.values and "phone" not in card.versions[0].values
    assert not card.amends


def test_the_public_reads_public_columns_alone(filled: CurrentCampaign) -> None:
    register = access_published("gatherings", filled)
    shown = queries.published(register, RowQuery(), campaign=filled)
    assert [(line.number, set(line.values)) for line in shown.lines] == [
        (3, {"held", "subject"}), (2, {"held", "subject"}), (1, {"held", "subject"}),
    ]  # fmt: skip
    with pytest.raises(ScopeRefused):
        access_published("gifts", filled)


def test_what_others_refer_to_is_counted_and_named(filled: CurrentCampaign, office: Actor) -> None:
    assert [line.counted["speeches"] for line in _list(office, filled).lines] == [0, 1, 0]
    speeches = filled.book.register("speeches")
    listed = queries.listing(speeches, RowQuery(), actor=office, campaign=filled)
    column = speeches.column("at")
    assert value_text(column, listed.lines[0].values["at"], book=filled.book, names=listed.names) == "座谈会"


def test_figures_are_of_the_units_that_one_reaches(cast: Cast, filled: CurrentCampaign, office: Actor) -> None:
    register = filled.book.register("gatherings")
    times, types, rate = queries.figures(register, actor=office, campaign=filled)
    assert {cell.unit: cell.value for cell in times.cells} == {"donghu": 0, "linshan": 1, "qinghe": 2}
    assert types.cell("qinghe", "parks").reached and not types.cell("qinghe", "others").reached
    assert rate.cell().value == Fraction(100 * 89, 119)
    clerk = cast.actor(Role.COUNTY_OFFICE, campaign_id=filled.code)
    assert [cell.unit for cell in queries.figures(register, actor=clerk, campaign=filled)[0].cells] == ["qinghe"]


def test_registers_tell_how_much_one_reads(cast: Cast, filled: CurrentCampaign, office: Actor) -> None:
    lines = {line.register.code: (line.rows, line.writes) for line in queries.registers_of(office, filled)}
    assert lines["gatherings"] == (3, True) and "gifts" not in lines
    supervisor = cast.actor(Role.SUPERVISOR, campaign_id=filled.code)
    assert {line.register.code: line.rows for line in queries.registers_of(supervisor, filled)}["gatherings"] == 3


def test_a_long_register_costs_no_query_more(
    filled: CurrentCampaign, office: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = {"held": "2026-07-04", "kind": "discussion", "invited": "5"}
    many = [NewRow("qinghe", row | {"subject": f"第{place}次会"}) for place in range(300)]
    actions.write("gatherings", many, actor=office, at=AT)  # type: ignore[arg-type]
    with django_assert_num_queries(4):  # total, page, speeches, units
        assert _list(office, filled).pages == 7
