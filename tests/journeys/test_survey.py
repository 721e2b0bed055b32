"""The bureau's pages in a real browser: legible on a phone, and no code in any request."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Request, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.ceremonies import freeze
from pingyi.paper.codes import read_coded
from pingyi.records.box import queries as boxes
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.roll import actions as roll
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.ballot.credential import public_credential, secret_exponent
from pingyi.rules.ballot.group import group_named
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast, show_factor
from tests.factories import make_keys
from tests.records.roll.lists import DRAWN, import_all, name, sizes_of
from tests.stage import day, opened

pytestmark = pytest.mark.journey
expect.set_options(timeout=120_000)  # a busy machine's browser takes its time
PAGES = ("survey", "survey-frames", "survey-draw", "freeze", "registrar", "survey-letters")


@pytest.fixture
def people(transactional_db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    clock.set(day("07-01"))
    return cast()


@pytest.fixture
def framed(people: Cast) -> CurrentCampaign:
    """Key, frames and the source of the seed are there."""
    campaign = opened(people, "P1")
    make_keys(secrets.token_bytes, bodies=campaign.book.survey.sealing.trustees, campaign=campaign.code)
    lead = people.actor(Role.STAT_LEAD, campaign_code=campaign.code)
    import_all(campaign, lead)
    name(campaign, lead)
    return campaign


@pytest.fixture
def frozen(framed: CurrentCampaign, people: Cast) -> CurrentCampaign:
    """Drawn and signed."""
    parties = [people.actor(role, campaign_code=framed.code) for role in FREEZE.parties]
    sizes = sizes_of(framed, 6)
    at, phase = DRAWN, framed.phase
    roll.draw_sample(campaign=framed.code, value="4 0 7", sizes=sizes, actor=parties[1], at=at, phase=phase)
    laid = freeze.propose(campaign=framed, actor=parties[0], at=day("07-01"))
    for actor in parties:
        freeze.sign(campaign=framed, digest=laid.digest, actor=actor, at=day("07-01"), randomness=secrets.token_bytes)
    return framed


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 360, "height": 740}, accept_downloads=True)
        browser.close()


def sit_down(page: Page, client_of, server: LiveServer, role: Role, language: str) -> None:
    """Sign the browser in as somebody."""
    client: Client = client_of(role)
    jar = {"language": language, settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in jar.items()])


@pytest.fixture
def client_as(people: Cast):
    def signed_in(role: Role) -> Client:
        client, account = Client(), people[role]
        account.password_set_at = settings.CLOCK.now()
        account.save()
        client.force_login(account)
        show_factor(client, account)
        return client

    return signed_in


SETTLED = """() => Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
    .map(each => each.finished.catch(() => undefined)))"""
"""Colours have come to where they go."""


def look_at(page: Page, shown: str) -> list[str]:
    """What is wrong with a page on a phone, in light and dark."""
    faults = []
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        faults.append(f"{shown}: wider than a phone")
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
        page.evaluate(SETTLED)
        found = Axe().run(page).response["violations"]
        faults += [f"{shown} ({theme}): {each['id']} {each['nodes'][0]['html'][:120]}" for each in found]
    folder = os.environ.get("PINGYI_SHOTS")
    if folder:
        page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
        page.screenshot(path=Path(folder) / f"{shown}.png", full_page=True)
    return faults


def test_every_step_is_legible_on_a_phone(
    framed: CurrentCampaign, page: Page, live_server: LiveServer, client_as
) -> None:
    sit_down(page, client_as, live_server, Role.STAT_LEAD, "zh-hans")
    faults = []
    for route in PAGES:
        page.goto(live_server.url + reverse(route))
        faults += look_at(page, route)
    unit = framed.book.ranked_units[0].code
    page.goto(live_server.url + reverse("survey-frame-enter", args=[unit]))
    table = "编号,类别,姓名,地址\nK-1,火星人,白露,路1号\nK-１,科技企业,谷雨,路2号\n".encode("gb18030")
    page.set_input_files("[name=table]", {"name": "frame.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_role("button", name="检查文件").click()
    expect(page.get_by_text("只能用半角数字")).to_be_visible()
    faults += look_at(page, "frame-faults")
    assert faults == []


def test_no_code_ever_leaves_the_bureaus_browser(
    frozen: CurrentCampaign, page: Page, live_server: LiveServer, client_as, tmp_path: Path
) -> None:
    sent: list[str] = []
    heard: list[str] = []

    def listen(request: Request) -> None:
        sent.append(" ".join([request.method, request.url, request.post_data or "", str(request.headers)]))
        heard.append(request.url)

    page.context.on("request", listen)
    sit_down(page, client_as, live_server, Role.STAT_LEAD, "zh-hans")
    page.goto(live_server.url + reverse("freeze"))
    assert look_at(page, "freeze-signed") == []
    page.goto(live_server.url + reverse("registrar"))
    expect(page.locator("#registrar button").first).to_be_visible()
    assert look_at(page, "registrar-codes") == []
    page.get_by_role("button", name="制作答题码").click()
    save = page.get_by_role("button", name="保存答题码文件")
    expect(save).to_be_visible()
    with page.expect_download() as download:
        save.click()
    kept = tmp_path / "codes.csv"
    download.value.save_as(kept)
    page.set_input_files("#saved", kept)
    page.get_by_role("button", name="公布凭证", exact=True).click()
    expect(page.locator("#registrar .alert-success")).to_be_visible()
    assert look_at(page, "registrar-done") == []

    heard_before = len(sent)
    page.get_by_role("button", name="制作信件").click()
    page.get_by_label("信中印的电话").fill("0000-1234567")
    page.get_by_role("button", name="排好信件").click()
    expect(page.get_by_text("在本页下方，每人一页")).to_be_visible()
    letters = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", letters)) == len(read_coded(kept.read_bytes()))
    assert len(sent) == heard_before

    coded = read_coded(kept.read_bytes())
    views = {box.uuid: box for box in boxes.boxes(frozen.code)}
    assert len(coded) == 6 * len(views)
    group = group_named("Ed25519")
    for uuid, box in views.items():
        own = [person for person in coded if person.box == uuid]
        assert box.type is not None
        assert boxes.taking(uuid).setup.credentials == {public_credential(group, uuid, person.code) for person in own}
    told = "\n".join(sent) + "\n".join(bytes(entry.leaf).decode() for entry in JournalEntry.objects.all())
    assert "credentials" in "".join(heard)
    for person in coded:
        assert person.code not in told
        assert person.code.replace("-", "") not in told
        assert person.link not in told
        secret = secret_exponent(group, person.box, person.code)
        assert str(secret) not in told
        assert f"{secret:064x}" not in told
        assert person.name not in told
