"""Entering units and people: what is shown, what is refused, what is entered."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from pingyi.records.organisation.models import Account, Unit
from pingyi.rules.mandate import Role
from pingyi.ui.tables import table as tables

UNITS = (
    "单位代码,单位名称,单位类别,是否参评\n"
    "xishui,西水县科技局,县（市、区）局,是\n"
    "beichuan,北川县科技局,county_bureau,yes\n"
)
PEOPLE = "用户名,姓名,所在单位,拟任角色,角色所属单位\nbai.lu,白露,清河县科技局,county_office,qinghe\ngu.yu,谷雨,,,\n"


def send(client, route: str, text: str | bytes, name: str = "table.csv"):
    data = text.encode("gb18030") if isinstance(text, str) else text
    return client.post(reverse(route), {"table": SimpleUploadedFile(name, data)})


@pytest.fixture
def sys(client_of):
    client = client_of(Role.SYS_ADMIN)
    client.cookies["language"] = "en"
    return client


def test_units_are_shown_first_and_entered_on_confirmation(sys) -> None:
    shown = send(sys, "units-enter", UNITS)
    assert shown.status_code == 200
    assert "西水县科技局" in shown.content.decode()
    assert not Unit.objects.filter(code="xishui").exists()
    answer = sys.post(reverse("units-enter"), {"rows": shown.context["rows"]})
    assert answer.url == reverse("units")
    assert Unit.objects.get(code="xishui").kind == "county_bureau"
    again = sys.post(reverse("units-enter"), {"rows": shown.context["rows"]})
    assert again.status_code == 422
    assert "Nothing was entered" in again.content.decode()


def test_every_fault_is_listed_and_nothing_is_entered(sys) -> None:
    before = Unit.objects.count()
    text = UNITS + "xishui,西水,other,也许\nqinghe,清河县科技局,moon,\n=1+1,x,other,\n"
    answer = send(sys, "units-enter", text)
    assert answer.status_code == 422
    assert answer.context["rows"] == ""
    assert [(fault.row, fault.column) for fault in answer.context["faults"]] == [
        (4, "Unit code"),
        (4, "Ranked"),
        (5, "Unit code"),
        (5, "Name in Chinese"),
        (5, "Kind of unit"),
        (6, "Unit code"),
    ]
    assert Unit.objects.count() == before


def test_people_come_with_a_proposal_and_a_place(sys) -> None:
    shown = send(sys, "people-enter", PEOPLE)
    sys.post(reverse("people-enter"), {"rows": shown.context["rows"]})
    account = Account.objects.get(username="bai.lu")
    assert account.unit.code == "qinghe"
    assert account.grants.get().granted_at is None
    answer = send(sys, "people-enter", "username,name,role\nshu.fen,舒芬,inspector\n")
    assert [(fault.row, fault.column) for fault in answer.context["faults"]] == [(2, "Unit of the role")]


def test_a_row_can_be_typed(sys) -> None:
    shown = sys.post(reverse("people-enter"), {"typed": "1", "username": "bai.lu", "name": "白露"})
    sys.post(reverse("people-enter"), {"rows": shown.context["rows"]})
    assert Account.objects.filter(username="bai.lu").exists()


@pytest.mark.parametrize("rows", ["", "nonsense", "eyJhIjoxfQ:1tB:abc"])
def test_only_what_was_shown_can_be_confirmed(sys, rows: str) -> None:
    answer = sys.post(reverse("people-enter"), {"rows": rows})
    assert answer.status_code == 422
    assert "too old or was altered" in answer.content.decode()


def test_a_preview_of_one_person_is_nothing_to_another(sys, cast) -> None:
    from pingyi.records.organisation import actions
    from tests.cast import AT, show_factor

    shown = send(sys, "people-enter", PEOPLE)
    (other,) = actions.add_people([actions.NewPerson("qian.er", "钱二")], actor=cast.actor(Role.SYS_ADMIN), at=AT)
    actions.grant_role(other, Role.SYS_ADMIN, actor=cast.actor(Role.SEC_ADMIN), at=AT)
    actions.acknowledge(other, campaign_id="", text_digest="0" * 64, actor=cast.actor(Role.SYS_ADMIN), at=AT)
    cast.accounts[Role.SYS_ADMIN] = other
    sys.force_login(other)
    show_factor(sys, other)
    answer = sys.post(reverse("people-enter"), {"rows": shown.context["rows"]})
    assert answer.status_code == 422


@pytest.mark.parametrize("data", [b"x" * tables.LARGEST, b"PK\x03\x04junk", b"", b"a,b\n1,2\n"])
def test_what_cannot_be_read_gets_a_sentence(sys, data: bytes) -> None:
    answer = send(sys, "people-enter", data)
    assert answer.status_code == 422
    assert answer.context["problem"]


def test_templates_can_be_fetched(sys) -> None:
    book = load_workbook(io.BytesIO(sys.get(reverse("people-table", args=["xlsx"])).content))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["Username", "Name"]
    assert len(book.worksheets) == 2
    assert sys.get(reverse("units-table", args=["csv"])).content.startswith(b"\xef\xbb\xbfUnit code")
