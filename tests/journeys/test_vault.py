"""A raiser seals a name, the office asks for it, two custodians open it in their browsers, and the raiser reads why."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.vault.models import Envelope, SealedFile
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.models import Exhibit
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind
from pingyi.server.clock import Clock
from tests import samples
from tests.cast import Cast, cast
from tests.journeys.sight import faultless, look
from tests.journeys.visitor import PATIENCE, Guests, follow, wide
from tests.stage import day, opened

PASSPHRASE = "willow-bridge-seven-9"


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    """The cast on 13 July, the second phase open."""
    key.make()
    clock.set(day("07-13", 10))
    return cast()


def test_a_name_is_sealed_asked_for_and_opened_by_both(people: Cast, guests: Guests, tmp_path: Path) -> None:
    taken = _said(opened(people, "P2"))
    outer = guests.seat(people[Role.IDENTITY_CUSTODIAN], viewport=wide(360))
    inner = guests.seat(people[Role.DISCIPLINE_LIAISON], viewport=wide(1280))
    files = [_key(guests, page, tmp_path / f"{place}.age") for place, page in enumerate((outer, inner))]
    citizen = guests.passer_by(viewport=wide(360))
    _seal(guests, citizen, taken.code)
    photo = tmp_path / "IMG_0713.jpg"
    photo.write_bytes(samples.picture(exif=True))
    _send(citizen, photo)
    office = guests.seat(people[Role.OFFICE_DIRECTOR], viewport=wide(1280))
    look(guests, office, "opinion-identity", taken.number)
    office.get_by_label("理由", exact=True).fill("须当面核实收费单据。")
    follow(office.get_by_role("button", name="提出申请"))
    for page, file, button in ((outer, files[0], "批准并解开"), (inner, "", "批准")):
        look(guests, page, "unsealings")
        follow(page.get_by_role("link", name=taken.number))
        faultless(page)
        if file:
            _unlock(page, file)
        follow(page.get_by_role("button", name=button, exact=True))
    follow(inner.get_by_role("button", name="确认办理"))
    _unlock(inner, files[1])
    inner.get_by_role("button", name="打开").click()
    expect(inner.get_by_text("某某某")).to_be_visible(timeout=PATIENCE)
    faultless(inner)
    with inner.expect_download(timeout=PATIENCE) as saved:
        inner.get_by_role("button", name=photo.name).click()
    assert Path(saved.value.path()).read_bytes() == photo.read_bytes()
    look(guests, citizen, "follow")
    citizen.get_by_label("回执码").fill(taken.code)
    follow(citizen.get_by_role("button", name="查询"))
    expect(citizen.get_by_text("须当面核实收费单据")).to_be_visible()
    faultless(citizen)


def _said(campaign: CurrentCampaign) -> Taken:
    new, at = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。"), day("07-13", 10)
    return actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=at)


def _key(guests: Guests, page: Page, path: Path) -> Path:
    """Made, saved, proved."""
    look(guests, page, "custodian-key")
    for label in ("口令", "再次输入口令"):
        page.get_by_label(label, exact=True).first.fill(PASSPHRASE)
    with page.expect_download(timeout=PATIENCE) as kept:
        page.get_by_role("button", name="制作并保存").click()
    kept.value.save_as(path)
    _unlock(page, path)
    with page.expect_navigation(timeout=PATIENCE):
        page.get_by_role("button", name="验证并公布").click()
    faultless(page)
    return path


def _unlock(page: Page, path: Path) -> None:
    page.get_by_label("密钥文件").set_input_files(path)
    page.get_by_label("口令", exact=True).last.fill(PASSPHRASE)


def _seal(guests: Guests, citizen: Page, code: str) -> None:
    look(guests, citizen, "follow")
    citizen.get_by_label("回执码").fill(code)
    follow(citizen.get_by_role("button", name="查询"))
    citizen.get_by_text("密封留名").click()
    citizen.get_by_label("姓名").fill("某某某")
    faultless(citizen)
    with citizen.expect_navigation(timeout=PATIENCE):
        citizen.get_by_role("button", name="密封并提交").click()
    expect(citizen.get_by_text("您已留下密封的姓名")).to_be_visible()
    assert "某某某" not in Envelope.objects.get().text


def _send(citizen: Page, photo: Path) -> None:
    """A photo with a further statement: drawn anew in the browser, its original sealed there."""
    citizen.get_by_label("补充内容").fill("附照片一张。")
    citizen.get_by_label("照片或PDF").set_input_files(photo)
    with citizen.expect_navigation(timeout=PATIENCE):
        citizen.get_by_role("button", name="提交", exact=True).first.click()
    expect(citizen.get_by_text("随件文件1")).to_be_visible()
    faultless(citizen)
    assert Exhibit.objects.get().sha256 != hashlib.sha256(photo.read_bytes()).hexdigest()
    assert photo.read_bytes() not in bytes(SealedFile.objects.get().data)
