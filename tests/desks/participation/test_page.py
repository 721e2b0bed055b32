"""My part: a representative writes a remark, the office answers and makes a task of it, the page follows both."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.outbox.models import Notice
from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.records.registers.errors import RowsFlawed
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
AT = day("07-02")
REMARK = {"about": "qinghe", "made": "2026-07-02", "remark": "申报材料一次告知不清楚"}


@pytest.fixture(autouse=True)
def running(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(AT)
    opened(cast)


def write(cast: Cast, code: str, role: Role, *rows: dict[str, object]) -> list[int]:
    new = [NewRow("", row) for row in rows]  # type: ignore[arg-type]
    return actions.write(code, new, actor=cast.actor(role, campaign_id="science-bureau-2026"), at=AT)


def answered(cast: Cast) -> None:
    """A meeting makes a task of the remark, and the office says so."""
    office = Role.OFFICE_STAFF
    meeting = {"kind": "mobilisation", "subject": "研究会", "held": "2026-07-02", "place": "会议室"}
    write(cast, "meetings", office, meeting | {"chair": "局长", "agenda": "意见", "invited": "9", "attended": "9"})
    task = {"meeting": 1, "task": "公布一次告知清单", "unit": "qinghe", "due": "2026-07-20"}
    [number] = write(cast, "meeting-tasks", office, task)
    values = REMARK | {"reply": "passed_on", "answer": "已转清河县办理", "task": number}
    actor = cast.actor(office, campaign_id="science-bureau-2026")
    actions.amend("remarks", 1, values, "答复", version=1, actor=actor, at=AT)


def test_a_remark_is_followed_to_the_task_that_came_of_it(cast: Cast, client_of: ClientOf) -> None:
    representative = client_of(Role.REPRESENTATIVE)
    empty = representative.get("/my-part/").content.decode()
    assert "您还没有登记任何内容" in empty and "还没有登记您参加的活动" in empty and "评议人员意见登记簿" in empty
    form = representative.get("/registers/remarks/new/").content.decode()
    assert "具体情况" in form and "办理说明" not in form, "the office's columns are not asked of whoever writes"
    with pytest.raises(RowsFlawed):
        write(cast, "remarks", Role.REPRESENTATIVE, REMARK | {"reply": "passed_on"})
    write(cast, "remarks", Role.REPRESENTATIVE, REMARK)
    assert "尚未答复" in representative.get("/my-part/").content.decode()
    answered(cast)
    page = representative.get("/my-part/").content.decode()
    assert "杨小满" in page and "已转承办单位" in page and "已转清河县办理" in page and "尚未答复" not in page
    assert "清河县科技局" in page and "公布一次告知清单" in page and "7月20日" in page
    note = Notice.objects.get(kind="row-answered")
    assert note.account == cast[Role.REPRESENTATIVE] and not note.values, "a notice quotes nothing"
    sheet = load_workbook(BytesIO(representative.get("/my-part.xlsx").content)).active
    assert sheet and "已转清河县办理" in str(list(sheet.values)[1])


def test_what_concerns_somebody_they_read_and_nobody_elses(cast: Cast, client_of: ClientOf) -> None:
    me, other = (cast[role].ref for role in (Role.REPRESENTATIVE, Role.APPRAISER))
    training = {"kind": "training", "held": "2026-07-01", "subject": "岗前培训"}
    rows = [training | {"account": me}, training | {"account": other, "subject": "他人的活动"}]
    write(cast, "activities", Role.OFFICE_STAFF, *rows)
    appointed = {"name": "秦采薇", "account": me, "category": "sectors", "employer": "企业", "recommended": "公开征集"}
    term = {"links": "无", "consent": True, "since": "2026-07-01", "until": "2026-09-30", "phone": "13900000000"}
    write(cast, "representatives", Role.OFFICE_STAFF, appointed | term)
    page = client_of(Role.REPRESENTATIVE).get("/my-part/").content.decode()
    assert "岗前培训" in page and "2026年9月30日" in page and "他人的活动" not in page
    assert "13900000000" not in page, "private columns stay with those who keep the register"
    row = RegisterRow.objects.get(register="representatives")
    assert client_of(Role.REPRESENTATIVE).get(f"/registers/row/{row.pk}/").status_code == 404
    for role in (Role.COUNTY_OFFICE, Role.OFFICE_STAFF, Role.SYS_ADMIN):
        assert client_of(role).get("/my-part/").status_code == 403


def test_the_page_costs_the_same_however_much_there_is(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write(cast, "remarks", Role.REPRESENTATIVE, *(REMARK | {"remark": f"意见{n}"} for n in range(30)))
    answered(cast)
    representative = client_of(Role.REPRESENTATIVE)
    representative.get("/my-part/")
    with django_assert_max_num_queries(24):
        representative.get("/my-part/")
