"""Correcting a name, reading the audit by person and day, choosing instead of typing."""

import io
import re
from collections.abc import Callable

from django.test import Client
from openpyxl import load_workbook

from pingyi.records.journal.actions import append
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.journal.vocabulary.box import KeySetupStopped
from pingyi.rules.mandate import CLOCKWORK, Role
from pingyi.rules.timetable import SHANGHAI
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.stage import day

ClientOf = Callable[..., Client]


def test_a_name_is_corrected_with_a_reason_and_noted(cast: Cast, client_of: ClientOf) -> None:
    clerk, admin = cast[Role.OFFICE_STAFF], client_of(Role.SYS_ADMIN)
    address = f"/people/{clerk.pk}/name/"
    for name, reason in (("杨小曼", " \u3000"), ("  ", "笔误"), (clerk.name, "笔误")):
        admin.post(address, {"name": name, "reason": reason})
        clerk.refresh_from_db()
        assert clerk.name == "杨小满"
    assert "更正" in admin.post(address, {"name": " 杨小曼 ", "reason": "身份证上为“曼”"}, follow=True).content.decode()
    clerk.refresh_from_db()
    assert clerk.name == "杨小曼"
    entry = JournalEntry.objects.get(kind="person:rename:1")
    assert "杨" not in bytes(entry.leaf).decode(), "names are private"
    assert client_of(Role.SEC_ADMIN).post(address, {"name": "x", "reason": "x"}).status_code == 403
    own = cast[Role.SYS_ADMIN]
    admin.post(f"/people/{own.pk}/name/", {"name": "赵新", "reason": "笔误"})
    own.refresh_from_db()
    assert own.name == "赵维新", "nobody administers himself"


def test_the_audit_is_narrowed_by_person_and_day_and_taken_away(cast: Cast, client_of: ClientOf, clock: Clock) -> None:
    clerk, admin, auditor = cast[Role.OFFICE_STAFF], client_of(Role.SYS_ADMIN), client_of(Role.AUDIT_ADMIN)
    admin.post(f"/people/{clerk.pk}/name/", {"name": "杨小曼", "reason": "笔误"})
    today = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d}"

    def rows(query: str) -> int:
        answer = auditor.get(f"/audit/audit.xlsx?{query}")
        return load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row - 1

    assert rows(f"who=赵维新&day={today}&kind=person:rename:1") == 1
    assert rows("who=赵维新&day=2001-01-01") == 0
    assert rows("who=没有这个人") == 0
    newest, oldest = (list(auditor.get(f"/audit/?oldest={asked}").context["lines"]) for asked in ("", "1"))
    assert [line for line, *_ in oldest] == [line for line, *_ in newest][::-1]
    assert "更正" in auditor.get(f"/audit/?who=赵维新&day={today}").content.decode()
    assert auditor.get("/audit/?day=nonsense").status_code == 200


def test_roles_and_units_are_chosen_not_typed(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(Role.SYS_ADMIN).get("/people/enter/").content.decode()
    assert re.search('<select[^>]* id="typed-role"', page) and ">评议办主任</option>" in page
    assert ">清河县科技局</option>" in page


def test_the_audit_tells_who_by_name_and_post_and_every_field_in_words(cast: Cast, client_of: ClientOf) -> None:
    clerk, auditor = cast[Role.OFFICE_STAFF], client_of(Role.AUDIT_ADMIN)
    address = f"/people/{clerk.pk}/name/"
    client_of(Role.SYS_ADMIN).post(address, {"name": "杨小曼", "reason": "笔误"})
    append(KeySetupStopped(about=1, trustee=1, blamed=2, reason="误"), actor=CLOCKWORK, at=day("06-11"))
    page = auditor.get("/audit/").content.decode()
    assert "赵维新：系统管理员" in page and ">系统自动任务</td>" in page
    assert "密钥保管方序号：1" in page and "blamed" not in page
    assert not re.search(r">(?:clockwork|public)</td>", page)
    assert f'<span title="account:{clerk.pk}">杨小曼</span>' in page, "on whom, by name"
    sheet = load_workbook(io.BytesIO(auditor.get("/audit/audit.xlsx").content)).worksheets[0]
    assert {row[2] for row in sheet.iter_rows(min_row=2, values_only=True)} >= {"赵维新：系统管理员"}


def test_people_are_found_sorted_and_taken_away(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(Role.SYS_ADMIN)
    page = client.get("/people/", {"sought": "清河"}).content.decode()
    assert "郑若水" in page and "吴定山" in page and "叶知秋" not in page and "共 22 条，显示 2 条" in page
    nobody = client.get("/people/", {"sought": "没有这个人"}).content.decode()
    assert "没有符合条件的内容。" in nobody and "显示全部" in nobody
    file = client.get("/people/", {"sought": "清河", "order": "name", "down": "on", "file": "xlsx"})
    rows = list(load_workbook(io.BytesIO(file.content)).worksheets[0].values)
    assert [row[1] for row in rows] == ["姓名", "郑若水", "吴定山"]
