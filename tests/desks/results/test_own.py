"""My unit's result over HTTP: its own alone, before publication, with objections filed and answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from pingyi.records.results import queries
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import Cast
from tests.sitting import RULED, Sitting

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P5")


@pytest.fixture
def sitting(prepared: Sitting, db: None, clock: Clock) -> Sitting:
    clock.set(RULED + timedelta(hours=1))
    return prepared


@pytest.fixture(name="cast")
def the_same_cast(sitting: Sitting) -> Cast:
    """The cast of the prepared sitting, for `client_of`."""
    return sitting.cast


def test_before_the_approval_there_is_nothing_to_see(client_of: ClientOf) -> None:
    page = client_of(Role.COUNTY_LEADER).get("/my-result/").content.decode()
    assert "结果尚未审定" in page and "满分" not in page


def test_a_unit_sees_its_own_result_alone_and_objects_on_the_page(sitting: Sitting, client_of: ClientOf) -> None:
    sitting.approve()
    leader = client_of(Role.COUNTY_LEADER)
    page = leader.get("/my-result/").content.decode()
    assert "本单位结果" in page and "清河县" in page and "林山县" not in page
    assert "提出异议" in page
    assert 'class="formula"' in page, "the arithmetic behind its points"
    assert "由主要领导提出" in client_of(Role.COUNTY_OFFICE).get("/my-result/").content.decode()
    objection = {"ground": "arithmetic", "text": "加总有误", "confirmed": "1"}
    assert leader.post("/my-result/object/", {**objection, "text": ""}).status_code == 422
    assert leader.post("/my-result/object/", objection).status_code == 302
    office = client_of(Role.OFFICE_DIRECTOR)
    assert "加总有误" in office.get("/objections/").content.decode()
    pk = queries.objections(stage.CODE)[0].pk
    answer = {"upheld": "no", "text": "计算无误。", "confirmed": "1"}
    assert office.post(f"/objections/{pk}/answer/", answer).status_code == 302
    assert "计算无误" in leader.get("/my-result/").content.decode()
    assert client_of(Role.COUNTY_LEADER).get("/objections/").status_code in (403, 404)
    assert client_of(Role.STAT_LEAD).get("/my-result/").status_code in (403, 404)
