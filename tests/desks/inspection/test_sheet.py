"""An inspector's pages over HTTP: whose sheet, what is kept, what is hidden, what it costs."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi.records.campaign.models import Campaign
from pingyi.records.inspection.models import Mark, Team
from pingyi.records.organisation.models import Account, Grant
from pingyi.rules.lifecycle.campaign import ARCHIVED
from pingyi.rules.mandate import Role
from tests.cast import AT, Cast
from tests.records.inspection.conftest import CODES
from tests.stage import opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
QUERIES = {"/sheets/": 7, "/sheets/qinghe/": 8}


def colleague(cast: Cast, name: str = "卢清源", home: str = "city-bureau") -> Account:
    """One more inspector of Qinghe."""
    account = Account.objects.create(username=f"inspector-{home}", name=name, unit=cast.units[home], created_at=AT)
    Grant.objects.create(account=account, role=Role.INSPECTOR, unit=cast.units["qinghe"], proposed_at=AT, granted_at=AT)
    return account


def test_the_director_appoints_and_recused_people_can_not_be_ticked(cast: Cast, client_of: ClientOf) -> None:
    opened(cast, "P4")
    own = colleague(cast, "吴归里", "qinghe")
    director, chief = client_of(Role.OFFICE_DIRECTOR), cast[Role.INSPECTION_HEAD]
    last = Campaign.objects.create(code="last", state=ARCHIVED, created_by=chief, created_at=AT)
    Team.objects.create(campaign=last, unit="qinghe", members={str(chief.pk): chief.name}, head="", appointed_at=AT)
    page = director.get("/teams/").content.decode()
    assert page.count('name="members"') == 3
    assert f'value="{own.pk}" disabled' in page and "在该单位任职" in page
    assert "还没有人具备检查该单位的角色" in page
    assert page.count("上次检查过本单位") == 1
    head = cast[Role.INSPECTION_HEAD].pk
    assert f'name="head" value="{head}" checked' in page
    told = director.post("/teams/qinghe/appoint/", {"members": [head, own.pk], "head": head}, follow=True)
    assert "吴归里（在该单位任职）" in told.content.decode()
    told = director.post("/teams/qinghe/appoint/", {"members": [head]}, follow=True)
    assert "请选择检查组成员" in told.content.decode()
    assert client_of(Role.INSPECTION_HEAD).post("/teams/qinghe/appoint/", {"head": head}).status_code == 403
    teams = Team.objects.exclude(campaign=last)
    assert not teams.exists()
    director.post("/teams/qinghe/appoint/", {"members": [head], "head": head})
    assert teams.get().head == str(head)
    assert "组长：陈望岳" in director.get("/teams/").content.decode()


def test_who_leads_is_ticked_beforehand_only_where_nobody_else_can(cast: Cast, client_of: ClientOf) -> None:
    opened(cast, "P4")
    other = colleague(cast)
    Grant.objects.filter(account=other).update(role=Role.INSPECTION_HEAD)
    page = client_of(Role.OFFICE_DIRECTOR).get("/teams/").content.decode()
    assert page.count('name="head"') == 2
    assert 'name="head" value="' + str(other.pk) + '" required' in page
    assert "checked required" not in page


def test_an_inspector_sees_their_units_and_no_other(team: Team, cast: Cast, client_of: ClientOf) -> None:
    inspector = client_of(Role.INSPECTOR)
    page = inspector.get("/sheets/").content.decode()
    assert "清河县科技局" in page and "林山县科技局" not in page
    assert inspector.get("/sheets/qinghe/").status_code == 200
    for path in ("/sheets/linshan/", "/sheets/nowhere/", "/sheets/linshan/discussion/", "/sheets/linshan/paper/"):
        assert inspector.get(path).status_code == 404
    stranger = client_of(Role.COUNTY_OFFICE)
    assert stranger.get("/sheets/").status_code == stranger.get("/sheets/qinghe/").status_code == 403


def test_sound_marks_are_kept_and_faulty_ones_stay_as_typed(team: Team, client_of: ClientOf) -> None:
    inspector = client_of(Role.INSPECTOR)
    answer = inspector.post("/sheets/qinghe/", {"A1": "1.5", "A2": "9", "A3": "0.25", "A4": "x"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {mark.indicator: str(mark.points) for mark in Mark.objects.all()} == {"A1": "1.500"}
    assert 'value="9"' in page and 'value="0.25"' in page and 'value="x"' in page
    assert "1.5 / 20" in page
    assert inspector.post("/sheets/qinghe/", {"A1": "1.5", "A2": "3"}).status_code == 302
    assert Mark.objects.count() == 2
    page = inspector.post("/sheets/qinghe/", {"A1": "", "A2": "3"}).content.decode()
    assert "不能清空" in page
    assert Mark.objects.count() == 2


def test_leaving_a_field_saves_it_and_answers_with_the_totals_alone(team: Team, client_of: ClientOf) -> None:
    inspector = client_of(Role.INSPECTOR)
    part = inspector.post("/sheets/qinghe/", {"A1": "2", "A2": "9"}, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in part
    assert 'id="total-A" hx-swap-oob="true">2 / 20' in part
    assert "个别评分有误" in part
    assert Mark.objects.get().points == 2


def test_others_marks_are_on_no_page_before_the_discussion(team: Team, client_of: ClientOf) -> None:
    client_of(Role.INSPECTOR).post("/sheets/qinghe/", {"A1": "1.9"})
    for role in (Role.INSPECTION_HEAD, Role.OFFICE_DIRECTOR, Role.SUPERVISOR):
        client = client_of(role)
        for path in ("/sheets/qinghe/", "/sheets/qinghe/discussion/", "/sheets/qinghe/paper/"):
            assert not re.search(r"(?<!\d)1\.9(?!\d)", client.get(path).content.decode())


def test_the_sheet_says_rule_evidence_and_full_points_in_both_languages(team: Team, client_of: ClientOf) -> None:
    inspector = client_of(Role.INSPECTOR)
    page = inspector.get("/sheets/qinghe/").content.decode()
    assert "副职表态（有书面请假） 0.6" in page
    assert "扣 0.2 分：三条以上雷同的套话（每处）" in page
    assert "满分 4，以 0.1 为一档" in page
    inspector.cookies["language"] = "en"
    page = inspector.get("/sheets/qinghe/").content.decode()
    assert "by a deputy, with written leave 0.6" in page
    assert "Full points from 60% on" in page


def test_a_page_costs_the_same_queries_for_any_number_of_marks(
    team: Team, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inspector = client_of(Role.INSPECTOR)
    for marks in ({}, dict.fromkeys(CODES, "0.4")):
        inspector.post("/sheets/qinghe/", marks)
        for _ in ("shows the message", "counts"):
            inspector.get("/sheets/")
        for path, queries in QUERIES.items():
            with django_assert_num_queries(queries):
                inspector.get(path)


def test_keeping_a_mark_reads_the_sheet_once(
    team: Team, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inspector = client_of(Role.INSPECTOR)
    inspector.get("/sheets/qinghe/")
    for mark in ("0.4", "0.5", "0.6"):
        with django_assert_num_queries(13):
            inspector.post("/sheets/qinghe/", dict.fromkeys(CODES, mark), HTTP_HX_REQUEST="true")
