"""The desk of the ledger: an item through all its steps by two people and their leader, lists, what a stranger gets."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.journal.queries import whole_entry
from pingyi.records.ledger.models import Item
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.mandate import Role
from pingyi.verify.draws import Draws
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("08-03", 10)
DUE = date(2026, 8, 20)
NEW = {"unit": "qinghe", "origin": "complaint", "content": "C3", "problem": "热线无人接听", "raisers": "1"}
PLAN = {
    "pace": "timed",
    "measures": "排班",
    "target": "接通率九成",
    "leader": "吴定山",
    "person": "郑若水",
    "due": "2026-08-20",
    "milestones": "2026-08-10 印发制度",
}
FOUND = {
    "c-content": "C3",
    "c-level": "section",
    "c-method": "meeting",
    "c-problem": "办事指南过期",
    "c-facts": "还是前年的",
    "c-cause": "无专人",
    "c-remedy": "更新",
    "c-due": "2026-08-20",
    "c-responsible": "办公室",
    "c-fixed": "no",
}
ClientOf = Callable[..., Client]


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    settings.CLOCK.set(AT)
    return opened(cast, "P3")


def take(client: Client, verb: str, **given: str) -> Item:
    item = Item.objects.get()
    posted = {"steps": str(item.steps_taken), **given}
    answer = client.post(f"/ledger/{item.pk}/{verb}/", posted)
    assert answer.status_code == 302, answer.content.decode()
    return Item.objects.get()


def test_an_item_is_planned_returned_and_closed(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    office, county, leader = (client_of(role) for role in (Role.OFFICE_STAFF, Role.COUNTY_OFFICE, Role.COUNTY_LEADER))
    assert "台账还是空的" in office.get("/ledger/").content.decode()
    assert office.post("/ledger/new/", NEW).status_code == 302
    assert "月1日" not in office.get("/ledger/").content.decode()
    pk = Item.objects.get().pk
    assert "热线无人接听" in county.get(f"/ledger/{pk}/").content.decode()
    take(county, "analyse", analysis="没有值班制度", cause="rules")
    wrong = county.post(f"/ledger/{pk}/plan/", {"steps": "1", **PLAN, "milestones": "尽快"})
    assert wrong.status_code == 422 and "不是有效的节点" in wrong.content.decode()
    take(county, "plan", **PLAN)
    assert "整改计划待批准" in leader.get("/today/").content.decode()
    take(leader, "approve")
    take(county, "progress", words="制度已印发", met="0")
    take(county, "submit", result="已恢复", done_on="2026-08-03", rules="《值班制度》云科〔2026〕8号")
    assert "《值班制度》云科〔2026〕8号" in office.get(f"/ledger/{pk}/").content.decode()
    assert "整改事项待验收" in office.get("/today/").content.decode()
    assert take(office, "return", reason="仍无人接").state == ItemState.RETURNED
    assert "仍无人接" in county.get(f"/ledger/{pk}/").content.decode()
    take(county, "progress", words="又补了人")
    take(county, "submit", result="已恢复", done_on="2026-08-03")
    assert take(office, "close", called_back="满意", published="热线已恢复").state == ItemState.CLOSED
    assert "热线已恢复" in Client().get("/outcomes/").content.decode()
    page = office.get(f"/ledger/{pk}/").content.decode()
    assert "热线已恢复" in page and "重新整改" in page and "验收合格" not in page
    assert take(office, "reopen", reason="抽查无人接").state == ItemState.REOPENED
    assert "还没有公开的整改结果" in Client().get("/outcomes/").content.decode()


def test_a_change_is_asked_for_and_decided(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    office, county = client_of(Role.OFFICE_STAFF), client_of(Role.COUNTY_OFFICE)
    office.post("/ledger/new/", NEW)
    take(county, "analyse", analysis="没有值班制度", cause="rules")
    take(county, "plan", **PLAN)
    take(county, "change", problem="热线时常无人", due="", reason="措辞更准")
    assert "申请变更" in office.get("/ledger/").content.decode()
    assert take(office, "decide", granted="yes", reason="同意").problem == "热线时常无人"


def test_lists_are_searched_and_shown_in_three_ways(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    office, county = client_of(Role.OFFICE_STAFF), client_of(Role.COUNTY_OFFICE)
    office.post("/ledger/new/", NEW)
    take(county, "analyse", analysis="没有值班制度", cause="rules")
    take(county, "plan", **PLAN)
    for view in ("", "board", "calendar"):
        assert "热线无人接听" in office.get(f"/ledger/?view={view}").content.decode()
    assert "热线无人接听" not in office.get("/ledger/?sought=公章").content.decode()
    assert "热线无人接听" not in office.get("/ledger/?state=closed").content.decode()
    assert "热线无人接听" not in office.get("/ledger/?mark=late").content.decode()
    file = office.get("/ledger/?file=xlsx")
    assert file.headers["Content-Type"].startswith("application/vnd")


def test_self_found_problems_are_taken_over_once(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    assert county.post("/registers/self-found/new/", FOUND).status_code == 302
    page = county.get("/ledger/found/").content.decode()
    assert "办事指南过期" in page and "· C3" not in page
    county.post("/ledger/found/", {"rows": ["1", "77"]})
    item = Item.objects.get()
    assert (item.origin, item.problem, item.content) == ("self_found", "办事指南过期", "C3")
    assert "没有待转入的问题" in county.get("/ledger/found/").content.decode()


def test_the_index_is_counted_with_the_items_behind(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    office, county, head = (client_of(each) for each in (Role.OFFICE_STAFF, Role.COUNTY_OFFICE, Role.INSPECTION_HEAD))
    office.post("/ledger/new/", NEW)
    item = Item.objects.get()
    for client in (office, county, head):
        page = client.get("/ledger/figures/?unit=qinghe").content.decode()
        assert "按规则计0.00分（满分4分）" in page and f"/ledger/{item.pk}/" in page
    elsewhere = county.get("/ledger/figures/?unit=linshan").content.decode()
    assert "清河" in elsewhere, "a unit reads its own alone"
    assert Client().get("/ledger/figures/").status_code in (302, 403, 404)


def test_closed_items_are_drawn_and_a_false_rectification_is_reopened_and_deducted(
    campaign: CurrentCampaign, client_of: ClientOf, settings: Settings
) -> None:
    office, county, leader, director = (
        client_of(each) for each in (Role.OFFICE_STAFF, Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.OFFICE_DIRECTOR)
    )
    source = {"source": "双色球次日开奖", "known_at": "2026-08-04T21:00"}
    assert director.post("/ledger/spot-check/close/", source, follow=True).content.decode().count("没有可抽查的") == 1
    office.post("/ledger/new/", NEW)
    take(county, "analyse", analysis="没有值班制度", cause="rules")
    take(county, "plan", **PLAN)
    take(leader, "approve")
    take(county, "progress", words="制度已印发")
    take(county, "submit", result="已恢复", done_on="2026-08-03")
    pk = take(office, "close", called_back="满意", published="热线已恢复").pk
    for stranger in (office, county):
        assert stranger.post("/ledger/spot-check/close/", source).status_code in (403, 404)
    director.post("/ledger/spot-check/close/", source)
    assert "已列入名单" in office.get("/ledger/spot-check/").content.decode()
    assert "公布后抽取" in director.get("/today/").content.decode()
    early = director.post("/ledger/spot-check/draw/", {"value": "03 05"}, follow=True).content.decode()
    assert "不能抽取" in early and not Item.objects.get().drawn
    settings.CLOCK.set(day("08-05", 9))
    office, county, director = (
        client_of(each) for each in (Role.OFFICE_STAFF, Role.COUNTY_OFFICE, Role.OFFICE_DIRECTOR)
    )
    director.post("/ledger/spot-check/draw/", {"value": "03 05"})
    assert "待核查" in office.get("/today/").content.decode()
    assert "抽查待核实" in office.get(f"/ledger/{pk}/").content.decode()
    assert "抽查待核实" not in county.get(f"/ledger/{pk}/").content.decode(), "checks come unannounced"
    found = {"finding": "false", "words": "记录系补填"}
    refused = office.post(f"/ledger/{pk}/check/", {"steps": "6", **found}, follow=True).content.decode()
    assert "由评议办其他人员核查" in refused
    item = take(director, "check", **found)
    assert (item.state, item.findings, item.drawn, item.published) == (ItemState.REOPENED, ["false"], False, "")
    assert "查实虚假整改" in county.get(f"/ledger/{pk}/").content.decode()
    assert "虚假整改（每件，并重新打开）" in office.get("/ledger/figures/?unit=qinghe").content.decode()
    draws = Draws()
    for each in JournalEntry.objects.filter(kind__startswith="pool:").order_by("pk"):
        draws.witness(whole_entry(each.leaf, None))
    assert (draws.pools, draws.faults) == (1, [])


def edited(client: Client, **cells: str) -> dict[str, SimpleUploadedFile]:
    """The ledger as the unit takes it away, with other words in the line of its only item."""
    heading, line = csv.reader(StringIO(client.get("/ledger/bring/table.csv").content.decode("utf-8-sig")))
    row = dict(zip(heading, line, strict=True)) | cells
    text = StringIO()
    csv.writer(text).writerows([row.keys(), row.values()])
    return {"table": SimpleUploadedFile("ledger.csv", text.getvalue().encode())}


def confirmed(page: str) -> dict[str, str]:
    found = re.search(r'name="rows" value="([^"]+)"', page)
    assert found, page
    return {"rows": found[1]}


def test_an_edited_table_comes_back_as_differences_to_confirm(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    office, county = client_of(Role.OFFICE_STAFF), client_of(Role.COUNTY_OFFICE)
    office.post("/ledger/new/", NEW)

    def brought(sent: dict) -> str:
        return county.post("/ledger/bring/", sent).content.decode()

    assert "文件与台账没有差别" in brought(confirmed(brought(edited(county))))
    words = {"原因分析": "没有值班制度", "原因类型": "制度", "整改类型": "限期整改", "状态": "已验收销号"}
    words |= {"整改措施（纠）": "排班", "可衡量的目标": "接通率九成", "责任领导": "吴定山", "责任人": "郑若水"}
    words |= {"整改期限": "2026-08-20", "阶段节点": "2026-08-10 印发制度"}
    page = brought(edited(county, **words))
    assert "没有值班制度" in page and "已验收销号" not in page
    assert Item.objects.get().state == ItemState.OPEN, "nothing before it is confirmed"
    assert county.post("/ledger/bring/", confirmed(page)).status_code == 302
    item = Item.objects.get()
    assert (item.state, item.analysis, item.due, item.steps_taken) == (ItemState.PLANNED, "没有值班制度", DUE, 2)
    page = brought(edited(county, **{"整改措施（纠）": "增加一人"}))
    take(county, "plan", **PLAN)
    assert "第1号事项" in brought(confirmed(page)), "a step was taken meanwhile"
    stale = edited(county, **{"整改措施（纠）": "增加一人", "已办环节数": "0"})
    assert "导出以后有人办理过该事项" in brought(stale)
    assert "本单位没有这个编号的事项" in brought(edited(county, **{"编号": "2"}))
    take(client_of(Role.COUNTY_LEADER), "approve")
    assert "在事项页申请变更" in brought(edited(county, **{"整改期限": "2026-09-30"}))


def test_another_unit_and_the_public_find_nothing(campaign: CurrentCampaign, client_of: ClientOf) -> None:
    client_of(Role.OFFICE_STAFF).post("/ledger/new/", NEW | {"unit": "linshan"})
    pk, county = Item.objects.get().pk, client_of(Role.COUNTY_OFFICE)
    assert county.get(f"/ledger/{pk}/").status_code == 404
    assert "热线无人接听" not in county.get("/ledger/").content.decode()
    assert county.post(f"/ledger/{pk}/close/", {"steps": "0"}).status_code in (403, 404)
    assert Client().get(f"/ledger/{pk}/").status_code in (302, 404)
