"""Files over HTTP: attached at the duty, looked at, taken away; strangers find nothing, and nothing runs here."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django.fixtures import Settings

from pingyi.records.duties.models import Duty
from pingyi.records.files.models import File, Version
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.samples import bomb, document, picture, portable, sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def campaign(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(day("07-01"))
    opened(cast)


@pytest.fixture
def county(client_of: ClientOf) -> Client:
    return client_of(Role.COUNTY_OFFICE)


def duty() -> int:
    return Duty.objects.get(task="county-bodies", unit__code="qinghe").pk


def attach(client: Client, *files: tuple[bytes, str]) -> str:
    """What the page says after attaching."""
    page = f"/my-duties/{duty()}/"
    chosen = [sent(data, name) for data, name in files]
    answer = client.post(f"/files/of/duty:{duty()}/", {"chosen": chosen}, HTTP_REFERER=f"http://testserver{page}")
    assert answer.status_code == 302 and answer.headers["Location"] == page
    return client.get(page).content.decode()


def test_files_are_attached_where_the_duty_is_handed_in(county: Client) -> None:
    said = attach(county, (portable(), "成立文件.pdf"), (bomb(), "炸弹.docx"), (picture(), "挂牌.jpg"))
    assert "已添加2个附件。" in said and "“炸弹.docx”未被接收。此文件解开后远大于其表面大小" in said
    assert [version.name for version in Version.objects.all()] == ["成立文件.pdf", "挂牌.jpg"]
    assert said.index("成立文件.pdf") < said.index("挂牌.jpg") and "thumbnail.jpg" in said
    assert "请先选择文件。" in attach(county)


def test_a_file_is_looked_at_beside_the_others(county: Client) -> None:
    attach(county, (portable(), "文件.pdf"), (picture(), "照片.jpg"), (document(), "报告.docx"), (b"1 < 2", "说明.txt"))
    shown = {file.versions.get().kind: county.get(f"/files/{file.pk}/") for file in File.objects.all()}
    pages = {kind: answer.content.decode() for kind, answer in shown.items()}
    assert "整改报告" in pages["docx"] and "<pre>1 &lt; 2</pre>" in pages["txt"]
    assert all("同一处的其他附件" in page for page in pages.values())
    pdf, jpg = (Version.objects.get(kind=kind).file_id for kind in ("pdf", "jpg"))
    for path in (f"/files/{pdf}/1/page-1.jpg", f"/files/{jpg}/1/picture.jpg", f"/files/{jpg}/1/thumbnail.jpg"):
        answer = county.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    for path in (f"/files/{pdf}/1/page-2.jpg", f"/files/{pdf}/1/page-0.jpg", f"/files/{pdf}/1/picture.jpg"):
        assert county.get(path).status_code == 404


def test_a_file_is_taken_away_and_never_opened_here(county: Client) -> None:
    attach(county, ("第一行\n".encode() * 10_000, "记录.txt"))
    pk = File.objects.get().pk
    answer = county.get(f"/files/{pk}/1/")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%AE%B0")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    whole = answer.getvalue()
    rest = county.get(f"/files/{pk}/1/", headers={"Range": "bytes=70000-"})
    assert rest.status_code == 206 and rest.getvalue() == whole[70_000:]


def test_replaced_and_withdrawn(county: Client) -> None:
    attach(county, (portable(), "一.pdf"))
    pk = File.objects.get().pk
    county.post(f"/files/{pk}/replace/", {"chosen": sent(picture(), "二.jpg")})
    page = county.get(f"/files/{pk}/").content.decode()
    assert page.index("二.jpg") < page.index("一.pdf") and county.get(f"/files/{pk}/1/").status_code == 200
    county.post(f"/files/{pk}/withdraw/", {"reason": ""})
    assert "请写明撤回附件的原因" in county.get(f"/files/{pk}/").content.decode()
    county.post(f"/files/{pk}/withdraw/", {"reason": "传错了文件"})
    page = county.get(f"/files/{pk}/").content.decode()
    assert "传错了文件" in page and "file-replace" not in page
    assert {county.get(f"/files/{pk}/{number}/").status_code for number in (1, 2)} == {404}
    assert "传错了文件" in county.get(f"/my-duties/{duty()}/").content.decode()


def test_withdrawing_asks_once(county: Client, client_of: ClientOf) -> None:
    attach(county, (portable(), "一.pdf"))
    hasty = client_of(Role.COUNTY_OFFICE, agrees=False)
    asked = hasty.post(f"/files/{File.objects.get().pk}/withdraw/", {"reason": "错"}).content.decode()
    assert "确定撤回这个附件？" in asked and not File.objects.filter(withdrawal__isnull=False).exists()


def test_others_see_files_when_the_duty_is_handed_in(county: Client, client_of: ClientOf) -> None:
    attach(county, (portable(), "一.pdf"), (picture(), "一.jpg"))
    pk, office = File.objects.first(), client_of(Role.OFFICE_STAFF)
    assert pk
    paths = [f"/files/{pk.pk}/", f"/files/{pk.pk}/1/", f"/files/of/duty:{duty()}/all.zip"]
    assert {office.get(path).status_code for path in paths} == {404}
    assert "一.pdf" not in office.get(f"/duties/{duty()}/").content.decode()
    county.post(f"/my-duties/{duty()}/", {"text": "已成立"})
    assert {office.get(path).status_code for path in paths} == {200}
    page = office.get(f"/duties/{duty()}/").content.decode()
    assert "一.pdf" in page and "添加附件" not in page
    for stranger in (Role.CITY_BUREAU_UNIT, Role.TRUSTEE, Role.SYS_ADMIN):
        assert {client_of(stranger).get(path).status_code for path in paths} == {404}
    assert Client().get(paths[1]).status_code == 302


def test_what_is_spelled_wrong_in_an_address_is_not_there(county: Client) -> None:
    for about in ("duty:9999999", "duty:x", "box:1", "duty", "Duty:1", "duty:"):
        assert county.post(f"/files/of/{about}/", {"chosen": sent(portable(), "a.pdf")}).status_code == 404
        assert county.get(f"/files/of/{about}/all.zip").status_code == 404


def test_all_files_of_a_duty_and_of_a_unit_come_as_one_zip(county: Client, client_of: ClientOf) -> None:
    attach(county, (portable(), "一.pdf"), (b"eins", "一.txt"), (b"zwei", "一.txt"))
    with zipfile.ZipFile(io.BytesIO(county.get(f"/files/of/duty:{duty()}/all.zip").getvalue())) as packed:
        (folder,) = {name.split("/")[0] for name in packed.namelist()}
        assert folder.startswith("清河县科技局-")
        assert [name.split("/")[1] for name in packed.namelist()] == ["一.pdf", "一.txt", "一 (2).txt"]
        assert packed.read(f"{folder}/一 (2).txt") == b"zwei"
    office = client_of(Role.OFFICE_STAFF)
    empty = zipfile.ZipFile(io.BytesIO(office.get("/files/of-unit/qinghe.zip").getvalue()))
    assert empty.namelist() == []
    county.post(f"/my-duties/{duty()}/", {"text": "已成立"})
    full = zipfile.ZipFile(io.BytesIO(office.get("/files/of-unit/qinghe.zip").getvalue()))
    assert len(full.namelist()) == 3 and full.namelist()[0].startswith("清河县科技局/01-")
    assert office.get("/files/of-unit/nowhere.zip").status_code == 404


def test_more_files_cost_no_more_questions(county: Client) -> None:
    asked = []
    for _ in range(2):
        attach(county, (b"a", "a.txt"))
        with CaptureQueriesContext(connection) as queries:
            county.get(f"/files/{File.objects.first().pk}/")
        asked.append(len(queries))
    assert asked[0] == asked[1] < 15
