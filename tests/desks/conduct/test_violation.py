"""A possible violation from its report to the answer of the responsible body; who sees it, who is suspended."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies.violation import doubts
from pingyi.records.campaign.queries import required
from pingyi.records.conduct.models import Violation, ViolationStep
from pingyi.records.inspection.models import Team
from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation.models import Suspension
from pingyi.records.outbox.models import Notice
from pingyi.rules.mandate import Role
from pingyi.ui.door.confirm import AGREED
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
FACTS = "7月10日晚把投诉人姓名告诉了被投诉单位。"


@pytest.fixture
def stage(cast: Cast, settings: Settings) -> Cast:
    settings.CLOCK.set(day("07-13", 9))
    opened(cast, "P2")
    return cast


def report(client: Client, **changes: str) -> int:
    posted = {"prohibition": "P6", "unit": "", "accused": "窗口人员", "facts": FACTS, "origin": "knowledge"} | changes
    assert client.post("/conduct/report/", posted).status_code == 302
    return Violation.objects.latest("pk").pk


def take(client: Client, pk: int, verb: str, door: str = "step", **fields: str) -> int:
    seen = str(ViolationStep.objects.filter(violation=pk).count())
    posted = {"seen": seen, "text": "已查明。", AGREED: "1"} | fields
    address = f"/conduct/hearings/{pk}/{verb}/" if door == "own" else f"/conduct/violations/{pk}/{door}/{verb}/"
    return client.post(address, posted).status_code


def state(pk: int) -> str:
    return Violation.objects.get(pk=pk).state


def brought_to_investigation(client_of: ClientOf, person: str = "", unit: str = "") -> int:
    pk = report(client_of(Role.REPRESENTATIVE))
    body = client_of(Role.DISCIPLINE_LIAISON)
    take(body, pk, "screen", prohibition="P6", person=person, unit=unit)
    take(body, pk, "investigate")
    assert state(pk) == "under_investigation"
    return pk


def test_from_the_report_to_the_answer_of_the_responsible_body(
    stage: Cast, client_of: ClientOf, settings: Settings
) -> None:
    clerk, body, leader = (
        client_of(role) for role in (Role.INTAKE_CLERK, Role.DISCIPLINE_LIAISON, Role.LEADING_GROUP_LEADER)
    )
    assert clerk.get("/opinions/").status_code == 200
    pk = brought_to_investigation(client_of, person=str(stage[Role.INTAKE_CLERK].pk))
    refused = clerk.get("/opinions/")
    assert refused.status_code == 403 and "暂停" in refused.content.decode()
    assert "没有与您有关的违规问题" in clerk.get("/conduct/hearings/").content.decode()
    assert leader.get(f"/conduct/violations/{pk}/").status_code == 404
    take(body, pk, "notify", text="有人反映您泄露了投诉人情况。")
    take(body, pk, "record_silence")
    assert state(pk) == "open_to_answers"
    shown = clerk.get("/conduct/hearings/").content.decode()
    assert "有人反映您泄露了投诉人情况" in shown and FACTS not in shown
    assert "陈述申辩" in clerk.get("/today/").content.decode()
    assert take(clerk, pk, "defend", door="own", text="我没有说过。") == 302
    assert "我没有说过" in leader.get(f"/conduct/violations/{pk}/").content.decode()
    take(leader, pk, "substantiate", door="decide")
    assert state(pk) == "to_be_decided"
    take(leader, pk, "substantiate", door="decide", document="评领〔2026〕3号")
    assert state(pk) == "found_to_be_so" and Suspension.objects.get().final
    assert clerk.get("/opinions/").status_code == 403
    take(clerk, pk, "contest", door="own", text="事实不对。")
    take(leader, pk, "reject", door="decide", document="评领〔2026〕4号")
    take(clerk, pk, "contest", door="own", text="还是不对。")
    take(body, pk, "hand_over", document="评办〔2026〕9号", body="市纪委监委", due="2026-08-10")
    assert state(pk) == "handed_over" and Violation.objects.get().due == day("08-10").date()
    settings.CLOCK.set(day("08-11", 9))
    assert "超过期限" in client_of(Role.SUPERVISOR).get("/conduct/board/").content.decode()
    take(client_of(Role.DISCIPLINE_LIAISON), pk, "record_answer", text="已立案处理。")
    assert state(pk) == "answered_by_the_body"


def test_an_unfounded_report_gives_the_roles_back(stage: Cast, client_of: ClientOf, settings: Settings) -> None:
    pk = brought_to_investigation(client_of, person=str(stage[Role.INSPECTOR].pk))
    person = stage[Role.INSPECTOR]
    campaign = Violation.objects.get().campaign
    Team.objects.create(
        campaign=campaign, unit="qinghe", members={person.ref: person.name}, head="x", appointed_at=day("07-13")
    )
    body = client_of(Role.DISCIPLINE_LIAISON)
    inspector = stage.actor(Role.INSPECTOR, campaign_id=campaign.code)
    assert inspector.suspended and not inspector.grants
    board = client_of(Role.SUPERVISOR).get("/conduct/board/").content.decode()
    assert person.name in board and "清河县科技局" in board
    take(body, pk, "notify")
    settings.CLOCK.set(day("07-20", 9))
    body, leader = client_of(Role.DISCIPLINE_LIAISON), client_of(Role.LEADING_GROUP_LEADER)
    take(body, pk, "record_silence")
    take(leader, pk, "clear", door="decide", document="评领〔2026〕5号")
    assert state(pk) == "unfounded"
    inspector = stage.actor(Role.INSPECTOR, campaign_id=campaign.code)
    assert not inspector.suspended and inspector.grants
    assert not doubts(required()).people


def test_whoever_is_implicated_sees_nothing_and_the_reporter_is_known_to_the_body_alone(
    stage: Cast, client_of: ClientOf
) -> None:
    supervisor, body = client_of(Role.SUPERVISOR), client_of(Role.DISCIPLINE_LIAISON)
    own = report(client_of(Role.REPRESENTATIVE), facts=f"{stage[Role.SUPERVISOR].name}接受宴请。")
    assert supervisor.get(f"/conduct/violations/{own}/").status_code == 404
    assert take(supervisor, own, "screen") == 404
    assert "正在办理的违规问题 0" in _plain(supervisor.get("/conduct/").content.decode())
    told = set(Notice.objects.filter(kind="violation-reported").values_list("account", flat=True))
    assert told == {stage[Role.DISCIPLINE_LIAISON].pk}
    other = report(client_of(Role.REPRESENTATIVE))
    name = f"举报人 {stage[Role.REPRESENTATIVE].name}"
    assert name in _plain(body.get(f"/conduct/violations/{other}/").content.decode())
    assert "举报人" not in _plain(supervisor.get(f"/conduct/violations/{other}/").content.decode())
    for role in (Role.OFFICE_DIRECTOR, Role.COUNTY_LEADER, Role.REPRESENTATIVE):
        assert client_of(role).get("/conduct/violations/").status_code == 403, role


def test_a_unit_answers_by_its_leader_and_the_decision_prepares_its_disqualification(
    stage: Cast, client_of: ClientOf
) -> None:
    pk = brought_to_investigation(client_of, unit="qinghe")
    body, county, leader = (
        client_of(role) for role in (Role.SUPERVISOR, Role.COUNTY_LEADER, Role.LEADING_GROUP_LEADER)
    )
    assert not Suspension.objects.exists()
    take(body, pk, "notify", text="贵局刁难投诉人。")
    assert client_of(Role.CITY_BUREAU_UNIT).post(f"/conduct/hearings/{pk}/defend/", {AGREED: "1"}).status_code == 404
    take(county, pk, "defend", door="own", text="我们已道歉。")
    assert leader.get(f"/disqualifications/prepared/{pk}/").status_code == 404
    take(leader, pk, "substantiate", door="decide", document="评领〔2026〕6号", text="刁难属实。")
    form = leader.get(f"/disqualifications/prepared/{pk}/").content.decode()
    assert all(words in form for words in ("评领〔2026〕6号", "刁难属实。", "我们已道歉。", "2026-07-13"))


def test_steps_only_grow_and_the_journal_names_nobody(stage: Cast, client_of: ClientOf) -> None:
    before = JournalEntry.objects.count()
    pk = report(client_of(Role.REPRESENTATIVE))
    assert JournalEntry.objects.count() == before
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM conduct_violationstep")
    body = client_of(Role.DISCIPLINE_LIAISON)
    person = str(stage[Role.INTAKE_CLERK].pk)
    take(body, pk, "screen", prohibition="P6", person=person)
    take(body, pk, "investigate", seen="1")
    assert state(pk) == "screened"
    take(body, pk, "investigate")
    leaf = bytes(JournalEntry.objects.get(kind="violation:move:1").leaf).decode()
    assert Violation.objects.get().number not in leaf and "investigate" in leaf
    assert JournalEntry.objects.filter(kind="suspension:begin:1").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"facts": " "}, "还没有填写内容"), ({"prohibition": "P99"}, "所涉禁令"), ({"unit": "x"}, "单位")],
)
def test_a_report_says_what_is_missing(stage: Cast, client_of: ClientOf, fields: dict[str, str], words: str) -> None:
    posted = {"prohibition": "P6", "facts": FACTS, "origin": "knowledge"} | fields
    answer = client_of(Role.REPRESENTATIVE).post("/conduct/report/", posted, follow=True)
    assert words in answer.content.decode() and not Violation.objects.exists()


def _plain(page: str) -> str:
    page = page.replace("</dt>", " ").replace("</dd>", " ")
    return " ".join("".join(part.rpartition(">")[2] for part in page.split("<")).split())
