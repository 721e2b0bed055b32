"""The campaign over HTTP: from a plan file to open phases, every bad file in sentences and nothing half-written."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.campaign import queries
from pingyi.records.campaign.models import Campaign
from pingyi.records.organisation.models import Account, Acknowledgement
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import CODE, approved, begun, day, opened, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def june(settings: Settings) -> None:
    settings.CLOCK.set(day("06-15"))


def plan_file(content: str | bytes) -> dict[str, object]:
    data = content if isinstance(content, bytes) else content.encode()
    return {"file": SimpleUploadedFile("plan.toml", data), "builtin": "", "year": ""}


def test_a_campaign_begins_with_a_file(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICE_STAFF)
    assert "/campaign/begin/" in client.get("/campaign/").content.decode()
    assert client.get("/campaign/begin/").status_code == 200
    answer = client.post("/campaign/begin/", plan_file(plan_text()))
    assert answer.status_code == 302 and queries.required().code == CODE


@pytest.mark.parametrize("name", ["science-bureau", "school-district"])
def test_a_campaign_begins_with_a_plan_that_comes_along(cast: Cast, client_of: ClientOf, name: str) -> None:
    client = client_of(Role.OFFICE_STAFF)
    client.post("/campaign/begin/", {"builtin": name, "year": "2027"})
    assert queries.required().book.year == 2027


def test_gb18030_is_read(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICE_STAFF)
    client.post("/campaign/begin/", plan_file(plan_text().encode("gb18030")))
    assert queries.required().book.title.zh == "全市科技系统民主评议政风行风工作实施方案"


@pytest.mark.parametrize(
    "content",
    [
        "schema = = 1",
        b"\xff\xfe\x00" * 30,
        b"# " + b"x" * 10_000_000,
        "",
        plan_text().replace("schema = 1", "schema = 9").replace('ends = "07-10"', 'ends = "07-20"', 1),
    ],
    ids=["malformed", "not text", "10 MB", "empty", "two faults"],
)
def test_a_bad_file_gets_sentences_and_leaves_nothing(cast: Cast, client_of: ClientOf, content: str | bytes) -> None:
    answer = client_of(Role.OFFICE_STAFF).post("/campaign/begin/", plan_file(content))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<div class="alert alert-danger"' in page or "invalid-feedback" in page
    assert not Campaign.objects.exists()


def test_a_file_and_a_listed_plan_at_once_are_refused(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICE_STAFF)
    both = {**plan_file(plan_text()), "builtin": "science-bureau"}
    assert client.post("/campaign/begin/", both).status_code == 422
    assert client.post("/campaign/begin/", {"builtin": "", "year": ""}).status_code == 422
    assert client_of(Role.COUNTY_OFFICE).post("/campaign/begin/", both).status_code == 403


def test_the_leader_approves_on_the_page(cast: Cast, client_of: ClientOf) -> None:
    digest = begun(cast).digest
    leader = client_of(Role.LEADING_GROUP_LEADER)
    assert digest in leader.get("/campaign/").content.decode()
    assert client_of(Role.OFFICE_STAFF).post("/acts/plan/sign", {"digest": digest}).status_code == 403
    assert client_of(Role.LEADING_GROUP_LEADER, strong=False).post("/acts/plan/sign", {"digest": digest}).url
    assert queries.required().state == "draft"
    leader.post("/acts/plan/sign", {"digest": "0" * 64})
    assert queries.required().state == "draft"
    leader.post("/acts/plan/sign", {"digest": digest})
    assert queries.required().state == "plan_approved"


def test_phases_open_on_the_page_or_say_what_is_missing(cast: Cast, client_of: ClientOf, settings: Settings) -> None:
    approved(cast)
    director = client_of(Role.OFFICE_DIRECTOR)
    early = director.post("/campaign/open/", {"phase": "P1"}, follow=True).content.decode()
    assert "6月22日（周一）" in early and queries.required().state == "plan_approved"
    settings.CLOCK.set(day("06-22"))
    director = client_of(Role.OFFICE_DIRECTOR)
    director.post("/campaign/open/", {"phase": "P1"})
    assert queries.required().state == "P1"
    settings.CLOCK.set(day("07-11"))
    director, leader = client_of(Role.OFFICE_DIRECTOR), client_of(Role.LEADING_GROUP_LEADER)
    shut = director.post("/campaign/open/", {"phase": "P2"}, follow=True).content.decode()
    assert "各县（市、区）方案已批准" in shut
    leader.post("/campaign/decide/", {"number": "决1号", "topic": "override", "phase": "P2", "text": "同意"})
    assert "决1号" in director.get("/campaign/").content.decode()
    director.post("/campaign/open/", {"phase": "P2", "decision": "决1号"})
    assert queries.required().state == "P2"


def test_extending_needs_a_decision_and_a_day(cast: Cast, client_of: ClientOf, settings: Settings) -> None:
    settings.CLOCK.set(day("07-08"))
    opened(cast)
    leader = client_of(Role.LEADING_GROUP_LEADER)
    leader.post("/campaign/decide/", {"number": "决3号", "topic": "extension", "phase": "P1", "text": "延长"})
    for bad in (
        {"phase": "P1", "ends": "soon"},
        {"phase": "P1", "ends": "2026-7-12"},
        {"phase": "P9", "ends": "2026-07-12"},
        {},
    ):
        leader.post("/campaign/extend/", {**bad, "decision": "决3号"})
    leader.post("/campaign/extend/", {"phase": "P1", "ends": "2026-07-12", "decision": "决4号"})
    assert queries.required().timetable.phase("P1").ends.day == 10
    leader.post("/campaign/extend/", {"phase": "P1", "ends": "2026-07-12", "decision": "决3号"})
    assert queries.required().timetable.phase("P1").ends.day == 12
    leader.post("/campaign/decide/", {"number": "", "topic": "extension", "phase": "P1", "text": ""})


def test_every_role_that_may_read_sees_the_plan_in_both_languages(cast: Cast, client_of: ClientOf) -> None:
    opened(cast)
    assert Acknowledgement.objects.filter(campaign_id=CODE).count() == Account.objects.count()
    for role in (Role.OFFICE_DIRECTOR, Role.COUNTY_OFFICE, Role.LEADING_GROUP_MEMBER, Role.STAT_LEAD):
        client = client_of(role)
        assert "首问负责制" in client.get("/campaign/").content.decode()
        client.cookies["language"] = "en"
        assert "first-contact responsibility" in client.get("/campaign/").content.decode()
    assert Client().get("/campaign/").status_code == 302
