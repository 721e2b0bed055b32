"""Pages of the people for the work: everybody declares; the office sees who is ready and what to look into."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi.records.people.models import Declaration
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.ceremonies.test_appointing import Scene
from tests.stage import opened, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast, opened(cast, "P2", plan_text(fit=True)))


def test_today_asks_until_somebody_declares_on_their_own_page(scene: Scene, client_of: ClientOf) -> None:
    appraiser = client_of(Role.APPRAISER)
    assert "请申报与被评单位的利害关系" in appraiser.get("/today/").content.decode()
    told = appraiser.post("/recusal/declare/", {"units": ["qinghe"], "facts": ""}, follow=True).content.decode()
    assert "请写明与所勾选单位是什么关系" in told
    assert appraiser.post("/recusal/declare/", {"units": ["nowhere"]}).status_code == 422
    told = appraiser.post("/recusal/declare/", {"units": ["qinghe"], "facts": "亲属"}, follow=True).content.decode()
    assert "申报已记录" in told and "清河县科技局" in told
    assert "请申报与被评单位的利害关系" not in appraiser.get("/today/").content.decode()
    assert client_of(Role.OFFICE_STAFF).get("/recusal/").status_code == 403
    assert Declaration.objects.get().units == ["qinghe"]


def test_the_office_sees_what_is_missing_and_what_was_not_declared(scene: Scene, client_of: ClientOf) -> None:
    scene.train(scene.cast[Role.INSPECTION_HEAD], scene.cast[Role.INSPECTOR])
    for role in (Role.INSPECTION_HEAD, Role.INSPECTOR):
        scene.declare(role)
    scene.appoint()
    scene.link(Role.INSPECTOR, "qinghe")
    page = client_of(Role.OFFICE_DIRECTOR).get("/readiness/").content.decode()
    assert "褚怀仁：发现未申报的利害关系：清河县科技局、已在检查组但应回避：清河县科技局" in page
    assert "未通过培训考核" in page
    table = client_of(Role.SUPERVISOR).get("/readiness/?file=xlsx")
    assert table["Content-Type"].endswith("sheet")
    assert client_of(Role.COUNTY_OFFICE).get("/readiness/").status_code == 403


def test_who_is_linked_stands_beside_the_unit_until_there_are_teams(scene: Scene, client_of: ClientOf) -> None:
    team = (Role.INSPECTION_HEAD, Role.INSPECTOR)
    scene.train(*(scene.cast[role] for role in team))
    for role in team:
        scene.declare(role)
    scene.link(Role.INSPECTOR, "qinghe")
    director = client_of(Role.OFFICE_DIRECTOR)
    assert "应回避：褚怀仁" in director.get("/pools/inspection/").content.decode()
    scene.appoint("linshan")
    drawing = director.get("/pools/inspection/").content.decode()
    assert "检查评议组已组成，不能再变动" in drawing and "应回避" not in drawing


def test_the_list_costs_the_same_however_many_they_are(
    scene: Scene, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    director = client_of(Role.OFFICE_DIRECTOR)
    with django_assert_num_queries(15):
        director.get("/readiness/")
