"""Three trustees make a key in three browsers against the real server; what a browser saved, the command line opens."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request, expect

from pingyi.commands import trustee
from pingyi.records.box import actions
from pingyi.records.box.queries import joint_trustees, latest_setup
from pingyi.records.organisation.models import Account
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import cast
from tests.desks.keys.conftest import BODIES, keepers
from tests.journeys.sight import faultless, look
from tests.journeys.table import PASSPHRASE
from tests.journeys.visitor import Guests
from tests.stage import CODE, day, opened


@pytest.fixture
def accounts(transactional_db: None, clock: Clock) -> list[Account]:
    """The plan is approved, the key ceremony has begun."""
    clock.set(day("06-21"))
    everybody = cast()
    campaign = opened(everybody)
    actions.start_setup(
        campaign_id=CODE,
        group="Ed25519",
        threshold=2,
        trustees=BODIES,
        actor=everybody.actor(Role.OFFICE_DIRECTOR, campaign_id=CODE),
        at=settings.CLOCK.now(),
        phase=campaign.phase,
    )
    return keepers(everybody)


def _said(request: Request) -> str:
    return f"{request.url} {request.post_data or ''}"


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_a_key_is_made_in_three_browsers(accounts: list[Account], guests: Guests, tmp_path: Path) -> None:
    told: list[str] = []
    pages = [guests.seat(account) for account in accounts]
    for number, page in enumerate(pages, 1):
        page.on("request", lambda request: told.append(_said(request)))
        look(guests, page, "keys")
        page.get_by_role("link", name="参加").click()
        press(page, "开始")
        page.get_by_label("口令", exact=True).fill(PASSPHRASE)
        page.get_by_label("再输入一次口令").fill(PASSPHRASE)
        faultless(page)
        with page.expect_download() as saved:
            press(page, "生成并保存密钥文件")
        saved.value.save_as(tmp_path / f"{number}.age")
        open_file(page, tmp_path / f"{number}.age", "试开")
    digits = set()
    for page in pages:
        expect(page.locator(".desk-digits")).to_be_visible()
        digits.add(page.locator(".desk-digits").inner_text())
    assert len(digits) == 1
    for page in pages:
        press(page, "完全一样，继续")
    for page in pages:
        expect(page.get_by_role("heading", name="密钥已生成")).to_be_visible()
    _, made = joint_trustees(CODE)
    assert made[0].threshold == 2

    progress = latest_setup(CODE)
    assert progress is not None
    look(guests, pages[1], "keys")
    pages[1].get_by_role("link", name="试开").click()
    open_file(pages[1], tmp_path / "2.age", "试开")
    expect(pages[1].get_by_text("开箱时能用")).to_be_visible()

    messages = tmp_path / "messages.json"
    messages.write_text(
        json.dumps(pages[1].request.get(f"{guests.house.address}/trustee/{progress.name}/messages.json").json())
    )
    ceremony = trustee.read_ceremony(messages)
    assert ceremony.transcript.comparison in digits
    seeds = []
    for number in (1, 2, 3):
        key = trustee.unseal((tmp_path / f"{number}.age").read_bytes(), PASSPHRASE)
        trustee.private_key(ceremony, key)
        seeds.append(key.seed)
    assert not [secret for secret in (PASSPHRASE, *seeds) if secret in "".join(told)]


def open_file(page: Page, path: Path, label: str) -> None:
    page.get_by_label("密钥文件", exact=True).set_input_files(path)
    page.get_by_label("口令", exact=True).fill(PASSPHRASE)
    press(page, label)
