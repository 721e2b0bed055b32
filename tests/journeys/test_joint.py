"""Joint acts, each party at a browser of its own: close, open, count twice, reckon, decide, publish."""

import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as box_queries
from pingyi.records.results import queries as results
from pingyi.rules.acts.kind import CLOSING, COUNT, OPENING, RECKONING
from pingyi.rules.ballot.board import EventType
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import PEOPLE, cast
from tests.desks.keys.conftest import keepers
from tests.journeys.house import PINGYI
from tests.journeys.table import PASSPHRASE, Table, key_file
from tests.journeys.visitor import Guests
from tests.sitting import CLOSED, OPENED, RELEASED, RULED, Sitting, brought_to

pytestmark = pytest.mark.slow(105)
Lay = Callable[[str, datetime], Table]


@pytest.fixture
def lay(transactional_db: None, clock: Clock, guests: Guests) -> Lay:
    """`lay("P3", CLOSED)`: a campaign in which everything up to that step is done, and a table to sit down at."""

    def bring(step: str, at: datetime) -> Table:
        clock.set(at)
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        return Table(brought_to(step, sitting), guests)

    return bring


ONCE = re.compile("签|公布结果|审定|退回|Sign|Publish|Approve|Return")
"""Acts that ask once before they are done."""


def press(page: Page, label: str, answer: str = "") -> None:
    """Press a button, confirm what asks once; wait until the page says `answer`."""
    page.get_by_role("main").get_by_role("button", name=label, exact=True).click()
    if ONCE.search(label):
        page.get_by_role("button", name=re.compile("确认办理|Yes, do it")).click()
    if answer:
        expect(page.locator("main .alert", has_text=answer)).to_be_visible()


def open_minutes(page: Page, step: str) -> None:
    """Follow the link to the minutes of one step of the sitting."""
    page.locator(f"section[aria-labelledby={step}] a[href^='/minutes/']").click()


def signed(kind: str) -> list[str]:
    """Who has signed the newest minutes of this kind."""
    laid = acts.latest(stage.CODE, kind)
    assert laid
    return [signature.name for signature in laid.signatures]


def name(role: Role) -> str:
    return PEOPLE[role][0]


def test_two_bodies_close_the_boxes(lay: Lay) -> None:
    table = lay("P3", CLOSED)
    director, lead = table.seat(Role.OFFICE_DIRECTOR), table.seat(Role.STAT_LEAD, "en")
    table.go(director, "sitting")
    table.look(director, "before-closing")
    press(director, "提交双方", "已提交各方")
    table.go(lead, "sitting")
    table.look(lead, "closing-laid")

    send_late_ballot(table.sitting)
    press(lead, "Sign: close the boxes", "Nothing was signed")
    table.glance(lead, "closing-moved-on")
    press(lead, "Lay it before the parties anew", "Laid before the parties")
    press(director, "签字封箱", "又有新的内容提交各方")
    assert signed(CLOSING.code) == []

    second = director.context.new_page()
    table.go(second, "sitting")
    press(director, "签字封箱", "等待统计局负责人签字")
    table.glance(director, "closing-signed-by-one")
    expect(director.get_by_role("button", name="签字封箱")).to_have_count(0)
    press(second, "签字封箱", "另一方须由其他人签字")
    assert signed(CLOSING.code) == [name(Role.OFFICE_DIRECTOR)]
    assert {box.type for box in box_queries.boxes(stage.CODE)} == {EventType.BALLOT}

    lead.reload()
    press(lead, "Sign: close the boxes", "all parties have signed")
    assert {box.type for box in box_queries.boxes(stage.CODE)} == {EventType.END_BALLOTS}
    table.go(director, "sitting")
    for page in (director, lead):
        open_minutes(page, "closing")
        for role in CLOSING.parties:
            expect(page.get_by_role("article")).to_contain_text(name(role))
    table.look(lead, "closing-minutes")


def send_late_ballot(sitting: Sitting) -> None:
    """A ballot that was on its way at the last moment, and reaches its board after the boards were laid out."""
    uuid = sitting.box("qinghe")
    sitting.vote(uuid, sitting.codes[uuid][0], 0)


def test_three_parties_open_two_trustees_decrypt_and_two_counts_agree(lay: Lay, tmp_path: Path) -> None:
    table = lay("P4", OPENED)
    director, lead, supervisor = (table.seat(role) for role in OPENING.parties)
    for page in (director, lead, supervisor):
        table.go(page, "sitting")
    press(director, "召集各方", "已提交各方")
    for page in (director, lead, supervisor):
        page.reload()
        press(page, "签字到场", "已签字")
    table.look(supervisor, "opening-present")

    accounts = keepers(table.sitting.cast)
    open_part(table, table.sign_in(accounts[0]), key_file(table.sitting, 1, tmp_path))
    director.reload()
    press(director, "计票", "密钥保管人人数不足：")
    table.glance(director, "opening-too-few")
    open_part(table, table.sign_in(accounts[2], "en"), key_file(table.sitting, 3, tmp_path), "en")
    press(director, "计票", "已提交各方")
    table.look(director, "counted")

    lead.reload()
    table.look(lead, "recount")
    digest = recount(table, lead, tmp_path)
    lead.get_by_label("本局自行计票的指纹").fill(digest[::-1])
    press(lead, "在计票结果上签字", "未予签字")
    table.glance(lead, "recount-differs")
    assert signed(COUNT.code) == []
    lead.get_by_label("本局自行计票的指纹").fill(digest)
    press(lead, "在计票结果上签字", "等待评议办主任、监督员签字")
    press(director, "在计票结果上签字", "等待监督员签字")
    supervisor.reload()
    press(supervisor, "在计票结果上签字", "各方均已签字")
    table.look(supervisor, "count-signed")
    open_minutes(supervisor, "count")
    expect(supervisor.get_by_role("article")).to_contain_text(digest)
    table.look(supervisor, "count-minutes")


def open_part(table: Table, page: Page, file: Path, language: str = "zh-hans") -> None:
    """A trustee gives its shares, from its key file, in its own browser."""
    words = WORDS[language]
    table.go(page, "keys")
    page.get_by_role("link", name=words["open"]).click()
    page.get_by_label(words["file"], exact=True).set_input_files(file)
    for passphrase, answer in (("not the passphrase", words["wrong"]), (PASSPHRASE, words["done"])):
        page.get_by_label(words["passphrase"], exact=True).fill(passphrase)
        press(page, words["start"], answer)
    table.glance(page, f"shares-given-{language}")


WORDS = {
    "zh-hans": {
        "open": "开启我的份额",
        "file": "密钥文件",
        "passphrase": "口令",
        "start": "开始",
        "wrong": "打不开：口令不对",
        "done": "您已交出全部 3 个票箱的份额",
    },
    "en": {
        "open": "Open my part",
        "file": "Key file",
        "passphrase": "Passphrase",
        "start": "Start",
        "wrong": "the passphrase is wrong",
        "done": "You have handed in your share of all 3 boxes",
    },
}


def recount(table: Table, lead: Page, folder: Path) -> str:
    """The bureau downloads the boards and counts them itself, by command and in a browser; answers its fingerprint."""
    with lead.expect_download() as download:
        lead.get_by_role("link", name="boards.zip").click()
    archive = folder / "boards.zip"
    download.value.save_as(archive)
    command = [PINGYI, "verify", archive, "--lang", "en", "--workers", "1"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    digest = re.search(r"^counts digest ([0-9a-f]{64})$", said.stdout, re.MULTILINE)
    assert said.returncode == 0 and digest, said.stdout + said.stderr
    zipfile.ZipFile(archive).extractall(folder)
    page = table.passer_by("en")
    table.go(page, "recount")
    page.get_by_label("Public boxes").set_input_files(sorted(folder.glob("boards/*.bel")))
    press(page, "Recount")
    expect(page.get_by_text("4 of 4 boxes are sound")).to_be_visible()
    table.glance(page, "recounted-in-a-browser")
    return digest[1]


def test_the_result_is_signed_decided_and_published(lay: Lay, clock: Clock) -> None:
    table = lay("inspected", OPENED)
    director, lead, supervisor = (table.seat(role) for role in RECKONING.parties)
    table.go(director, "reckoning")
    table.look(director, "before-reckoning")
    press(director, "计算结果", "已提交各方")
    table.go(lead, "reckoning")
    table.go(director, "reckoning")
    press(director, "重新计算", "已提交各方")
    press(lead, "在此结果上签字", "已签字")  # computed again from the same inputs, it is the result that lay there
    assert signed(RECKONING.code) == [name(Role.STAT_LEAD)]
    table.go(supervisor, "reckoning")
    for page in (director, supervisor):
        press(page, "在此结果上签字", "已签字")
    table.look(supervisor, "reckoned")

    clock.set(RULED)
    decide(table)
    director = table.seat(Role.OFFICE_DIRECTOR)
    table.go(director, "reckoning")
    table.look(director, "objections")
    expect(director.get_by_role("button", name="公布结果")).to_be_disabled()
    anybody = table.passer_by()
    table.go(anybody, "results")
    expect(anybody.get_by_role("main")).to_contain_text("尚未公布")

    table.sitting.open_phase("P5")
    clock.set(RELEASED)
    director = table.seat(Role.OFFICE_DIRECTOR)
    table.go(director, "reckoning")
    press(director, "公布结果", "已公布，并记入日志")
    table.look(director, "published")
    anybody.reload()
    table.look(anybody, "result")
    expect(anybody.locator("[data-chart] canvas")).to_have_count(3)


def decide(table: Table) -> None:
    """A member of the leading group reads and cannot decide; its leader decides what is on the page."""
    kept = results.latest(stage.CODE)
    assert kept is not None
    member = table.seat(Role.LEADING_GROUP_MEMBER)
    table.go(member, "decision")
    expect(member.get_by_role("main")).to_contain_text("86.03")
    expect(member.get_by_role("button", name="审定通过")).to_have_count(0)
    token = member.locator("[name=csrfmiddlewaretoken]").first.input_value()
    forged = {"csrfmiddlewaretoken": token, "digest": kept.digest}
    refused = member.request.post(table.house.url("result-sign"), form=forged)
    assert refused.status == 403 and "领导小组组长" in refused.text()
    leader = table.seat(Role.LEADING_GROUP_LEADER)
    table.go(leader, "decision")
    table.look(leader, "decision")
    press(leader, "审定通过", "已办理，并记入公开日志")
    table.glance(leader, "decided")
    decided = results.latest(stage.CODE)
    assert decided is not None and decided.approved
