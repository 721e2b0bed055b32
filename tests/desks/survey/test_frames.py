"""Frames come from tables: every fault is shown first, nothing is half-written, the fingerprint can be recomputed."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext, override
from openpyxl import Workbook, load_workbook

from pingyi.desks.survey.columns import SENTENCES
from pingyi.records.roll import queries
from pingyi.records.roll.models import Frame
from pingyi.rules.mandate import Role
from pingyi.rules.sampling.frame import Ambiguity
from tests.records.roll.lists import draw_all, units_of

HEADING = "编号,类别,姓名,地址\n"
GOOD = HEADING + "K-1,科技企业,白露,云州路1号\nK-2,enterprises,谷雨,云州路2号\nK-3,科研机构,清明,云州路3号\n"


@pytest.fixture
def unit(campaign) -> str:
    return units_of(campaign)[0]


def send(client, unit: str, data: str | bytes, name: str = "frame.csv"):
    raw = data.encode("gb18030") if isinstance(data, str) else data
    return client.post(reverse("survey-frame-enter", args=[unit]), {"table": SimpleUploadedFile(name, raw)})


def confirm(client, unit: str, rows: str):
    return client.post(reverse("survey-frame-enter", args=[unit]), {"rows": rows})


def test_a_frame_is_shown_with_its_fingerprint_and_then_fixed(campaign, bureau, unit) -> None:
    shown = send(bureau, unit, GOOD)
    expected = hashlib.sha256(b"enterprises\tK-1\nenterprises\tK-2\ninstitutes\tK-3\n").hexdigest()
    assert shown.status_code == 200
    assert expected in shown.content.decode()
    assert "technology enterprises: 2" in shown.content.decode()
    assert not Frame.objects.exists()
    assert confirm(bureau, unit, shown.context["rows"]).url == reverse("survey-frames")
    (view,) = queries.frames(campaign.code)
    assert (view.unit, view.fingerprint, view.size) == (unit, expected, 3)
    lines = bureau.get(reverse("survey-frame-lines", args=[unit])).content
    assert hashlib.sha256(lines).hexdigest() == expected
    assert expected in bureau.get(reverse("survey-frames")).content.decode()


def test_every_fault_of_a_frame_is_named_with_its_row(bureau, unit) -> None:
    rows = [
        "K-1,科技企业,白露,路1号",
        "K-1,科技企业,谷雨,路2号",
        "K-３,科技企业,清明,路3号",
        ",科技企业,立夏,路4号",
        "11010119900307123X,科技企业,小满,路5号",
        "13800138000,科技企业,芒种,路6号",
        "K|7,科技企业,夏至,路7号",
        "K-8,火星人,小暑,路8号",
        "K-9,科技企业,=cmd(),路9号",
        "K-10,科技企业,大暑,",
    ]
    answer = send(bureau, unit, HEADING + "\n".join(rows))
    assert answer.status_code == 422
    assert [(fault.row, fault.column) for fault in answer.context["faults"]] == [
        (3, "Reference"),
        (4, "Reference"),
        (5, "Reference"),
        (6, "Reference"),
        (7, "Reference"),
        (8, "Reference"),
        (9, "Stratum"),
        (10, "Name"),
        (11, "Address"),
    ]
    assert answer.context["rows"] == ""
    assert not Frame.objects.exists()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04junk", b"x" * 10_000_000, b"a,b\n1,2\n", HEADING.encode(), b"\xff\xfe\x00"]
)
def test_what_is_no_frame_gets_a_sentence(bureau, unit, data: bytes) -> None:
    answer = send(bureau, unit, data)
    assert answer.status_code == 422
    assert answer.context["problem"]
    assert not Frame.objects.exists()


def test_excel_and_chinese_encodings_are_read(bureau, unit) -> None:
    book = Workbook()
    for line in GOOD.splitlines():
        book.active.append(line.split(","))
    packed = io.BytesIO()
    book.save(packed)
    for data in (packed.getvalue(), GOOD.encode("utf-8-sig"), GOOD.encode("utf-16"), GOOD.encode("gb18030")):
        assert send(bureau, unit, data).context["rows"]


def test_a_preview_for_one_unit_is_nothing_for_another(campaign, bureau, unit) -> None:
    shown = send(bureau, unit, GOOD)
    answer = confirm(bureau, units_of(campaign)[1], shown.context["rows"])
    assert answer.status_code == 422
    assert not Frame.objects.exists()


def test_a_preview_confirmed_after_the_draw_is_refused(campaign, bureau, unit, cast) -> None:
    shown = send(bureau, unit, GOOD)
    draw_all(campaign, cast.actor(Role.STAT_LEAD, campaign_id=campaign.code))
    answer = confirm(bureau, unit, shown.context["rows"])
    assert answer.status_code == 422
    assert "drawn already" in answer.content.decode()
    assert reverse("survey-frame-enter", args=[unit]) not in bureau.get(reverse("survey-frames")).content.decode()


def test_only_ranked_units_have_a_frame(bureau) -> None:
    assert bureau.get(reverse("survey-frame-enter", args=["moon"])).status_code == 404
    assert bureau.get(reverse("survey-frame-lines", args=["moon"])).status_code == 404


def test_the_template_names_columns_and_rules(bureau) -> None:
    book = load_workbook(io.BytesIO(bureau.get(reverse("survey-frame-table", args=["xlsx"])).content))
    assert [cell.value for cell in book.worksheets[0][1]] == ["Reference", "Stratum", "Name", "Address"]
    assert "科技企业" in str([cell.value for row in book.worksheets[1] for cell in row])
    assert bureau.get(reverse("survey-frame-table", args=["csv"])).content.startswith(b"\xef\xbb\xbfReference")


def test_every_ambiguity_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(Ambiguity)
    with override("zh-hans"):
        assert all(gettext(sentence) != sentence for sentence in SENTENCES.values())
