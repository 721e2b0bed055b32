"""Registers over HTTP: a row is written, found, amended, signed, withdrawn; what is refused stays on the page."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.samples import bomb, picture, portable, sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
AT = day("07-01")
TYPED = {
    "c-held": "2026-07-01",
    "c-subject": "动员大会",
    "c-kind": "mobilisation",
    "c-invited": "40",
    "c-span_from": "08:30",
    "c-span_until": "11:30",
    "c-types": ["parks", "institutes"],
    "c-open": "yes",
    "c-phone": "0571",
}


@pytest.fixture(autouse=True)
def running(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(AT)
    opened(cast, text=PLAN)


def one() -> RegisterRow:
    return RegisterRow.objects.get(register="gatherings")


def test_a_row_is_written_for_ones_own_unit(client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    assert "试用会议簿" in county.get("/registers/").content.decode()
    assert "还没有登记" in county.get("/registers/gatherings/").content.decode()
    page = county.post("/registers/gatherings/new/", TYPED | {"c-invited": "很多", "c-subject": ""})
    assert page.status_code == 422
    assert "请填写此项" in page.content.decode() and 'value="很多"' in page.content.decode()
    done = county.post("/registers/gatherings/new/", TYPED)
    assert done.status_code == 302 and done["Location"] == f"/registers/row/{one().pk}/"
    assert one().unit == "qinghe"
    assert one().values == {
        "held": "2026-07-01", "subject": "动员大会", "kind": "mobilisation", "invited": "40",
        "span": "08:30/11:30", "types": ["institutes", "parks"], "open": True, "phone": "0571",
    }  # fmt: skip
    row = county.get(done["Location"]).content.decode()
    assert "08:30–11:30" in row and "科研机构、科技园区" in row and "0571" in row
    again = county.post("/registers/gatherings/new/", TYPED)
    assert again.status_code == 422 and "第 1 行" in again.content.decode()


def test_photographs_come_with_the_row_and_stand_beside_it_in_the_list(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    assert 'accept="image/*' in county.get("/registers/gatherings/new/").content.decode()
    chosen = [sent(picture(), "会场.jpg"), sent(bomb(), "炸弹.docx"), sent(portable(), "签到册.pdf")]
    answer = county.post("/registers/gatherings/new/", TYPED | {"chosen": chosen}, follow=True)
    page = answer.content.decode()
    assert "“炸弹.docx”未被接收" in page and "会场.jpg" in page and "签到册.pdf" in page, "the row stays, and the rest"
    office = client_of(Role.OFFICE_STAFF)
    with django_assert_max_num_queries(15):
        shown = office.get("/registers/gatherings/").content.decode()
    assert 'alt="会场.jpg"' in shown and "thumbnail.jpg" in shown and "1个附件" in shown
    assert 'scope="col">附件' in shown
    assert 'scope="col">附件' not in county.get("/registers/speeches/").content.decode()


def test_the_office_chooses_the_unit_and_the_supervisor_only_reads(client_of: ClientOf) -> None:
    assert client_of(Role.OFFICE_STAFF).post("/registers/gatherings/new/", TYPED | {"unit": "linshan"})
    assert one().unit == "linshan"
    supervisor = client_of(Role.SUPERVISOR)
    shown = supervisor.get(f"/registers/row/{one().pk}/").content.decode()
    assert "动员大会" in shown and "0571" not in shown and "更正" not in shown
    assert supervisor.post("/registers/gatherings/new/", TYPED).status_code in (403, 422)
    assert client_of(Role.COUNTY_OFFICE).get(f"/registers/row/{one().pk}/").status_code == 404
    assert client_of(Role.STAT_LEAD).get("/registers/gatherings/").status_code == 404
    assert client_of(Role.TRUSTEE).get("/registers/").status_code == 403


def test_a_row_is_amended_signed_and_withdrawn(client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    county.post("/registers/gatherings/new/", TYPED)
    base = f"/registers/row/{one().pk}/"
    form = county.get(f"{base}amend/").content.decode()
    assert 'value="08:30"' in form and 'value="2026-07-01"' in form
    missing = county.post(f"{base}amend/", TYPED | {"c-invited": "41", "version": "1", "reason": ""})
    assert missing.status_code == 422 and "请填写原因" in missing.content.decode()
    amended = county.post(f"{base}amend/", TYPED | {"c-invited": "41", "version": "1", "reason": "漏计"})
    assert amended.status_code == 302
    stale = county.post(f"{base}amend/", TYPED | {"c-invited": "42", "version": "1", "reason": "再改"})
    assert "有人更改了内容" in stale.content.decode()
    county.post(f"{base}sign/", {"column": "recorder", "version": "2"})
    page = county.get(base).content.decode()
    assert "漏计" in page and "<del>40</del>" in page and "郑若水" in page
    county.post(f"{base}withdraw/", {"version": "3", "reason": "重复"})
    assert one().withdrawn and "已撤回" in county.get(base).content.decode()
    assert "还没有登记" in county.get("/registers/gatherings/").content.decode()


def test_a_new_row_begins_from_another(client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    county.post("/registers/gatherings/new/", TYPED)
    form = county.get(f"/registers/gatherings/new/?like={one().pk}").content.decode()
    assert 'value="动员大会"' in form and 'value="2026-07-01"' not in form


def test_rows_come_from_a_table_with_every_fault_by_cell(client_of: ClientOf) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    empty = load_workbook(BytesIO(county.get("/registers/gatherings/empty.xlsx").content)).worksheets[0]
    heading = [cell.value for cell in empty[1]]
    assert heading[:4] == ["日期", "名称", "类型", "应到"] and "单位" not in heading
    bad = _sent(county, [heading[:4], ["2026年7月1日", "动员大会", "动员大会", "四十"], ["7月", "会", "晚会", "4"]])
    assert bad.count("应为") == 2 and "晚会" in bad
    for wrong in ("3，5", "5²", "1_000", "1e3", "4-0", "五", "1,00", "NaN"):
        assert "应为" in _sent(county, [heading[:4], ["2026-07-01", "会", "座谈会", wrong]])
    sound = [
        heading[:4],
        ["2026年7月1日", "动员大会", "动员大会", "４０"],
        [date(2026, 7, 2), "学习", "座谈会", "1,005"],
    ]
    shown = _sent(county, sound)
    seal = shown.split('name="rows" value="')[1].split('"')[0]
    assert county.post("/registers/gatherings/enter/", {"rows": seal}).status_code == 302
    assert [row.values["held"] for row in RegisterRow.objects.all()] == ["2026-07-01", "2026-07-02"]
    assert [row.values["invited"] for row in RegisterRow.objects.all()] == ["40", "1005"]


def _sent(client: Client, lines: list[list[Any]]) -> str:
    book, file = Workbook(), BytesIO()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(file)
    return client.post(
        "/registers/gatherings/enter/", {"table": SimpleUploadedFile("rows.xlsx", file.getvalue())}
    ).content.decode()


def test_the_list_is_filtered_taken_away_and_printed(cast: Cast, client_of: ClientOf) -> None:
    _many(cast, 3)
    office = client_of(Role.OFFICE_STAFF)
    assert "第2次会" in office.get("/registers/gatherings/?order=held").content.decode()
    found = office.get("/registers/gatherings/?search=第2次&c-kind=discussion&unit=qinghe").content.decode()
    assert "第2次会" in found and "第1次会" not in found
    assert "没有符合条件" in office.get("/registers/gatherings/?c-kind=tally").content.decode()
    file = load_workbook(BytesIO(office.get("/registers/gatherings/table.xlsx?search=第2次").content)).worksheets[0]
    assert [cell.value for cell in file[1]][:4] == ["编号", "单位", "日期", "名称"]
    assert file.max_row == 2 and "联系电话" not in [cell.value for cell in file[1]]
    assert "第2次会" in office.get("/registers/gatherings/?page=all").content.decode()
    assert office.get("/registers/gatherings/?page=x&order=nothing&since=gestern&unit=nowhere").status_code == 200


def test_figures_show_the_gaps(cast: Cast, client_of: ClientOf) -> None:
    _many(cast, 1)
    page = client_of(Role.OFFICE_STAFF).get("/registers/gatherings/figures/").content.decode()
    assert "各单位次数" in page and "未达标" in page
    assert "林山县科技局" not in client_of(Role.COUNTY_OFFICE).get("/registers/gatherings/figures/").content.decode()


def test_a_long_list_costs_no_query_more(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _many(cast, 120)
    office = client_of(Role.OFFICE_STAFF)
    with django_assert_max_num_queries(15):
        assert "共3页" in office.get("/registers/gatherings/").content.decode()


def _many(cast: Cast, count: int) -> None:
    row = {"held": "2026-07-04", "kind": "discussion", "invited": "5"}
    rows = [NewRow("qinghe", row | {"subject": f"第{place}次会"}) for place in range(count)]
    clerk = cast.actor(Role.COUNTY_OFFICE, campaign_id="science-bureau-2026")
    actions.write("gatherings", rows, actor=clerk, at=AT)  # type: ignore[arg-type]
