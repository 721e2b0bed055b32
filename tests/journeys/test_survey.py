"""The bureau's pages in a real browser: legible on a phone, and no code in any request."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from pingyi.ceremonies import freeze
from pingyi.printing.codes import read_coded
from pingyi.records.box import queries as boxes
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.roll import actions as roll
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.ballot.credential import public_credential, secret_exponent
from pingyi.rules.ballot.group import group_named
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast, cast
from tests.factories import make_keys
from tests.journeys.sight import faultless_by_day_and_night
from tests.journeys.visitor import Guests
from tests.records.roll.lists import DRAWN, import_all, name, sizes_of
from tests.stage import day, opened

PAGES = ("survey", "survey-frames", "survey-draw", "freeze", "registrar", "survey-letters")


@pytest.fixture
def people(transactional_db: None, clock: Clock) -> Cast:
    clock.set(day("07-01"))
    return cast()


@pytest.fixture
def framed(people: Cast) -> CurrentCampaign:
    """Key, frames and the source of the seed are there."""
    campaign = opened(people, "P1")
    make_keys(secrets.token_bytes, bodies=campaign.book.survey.sealing.trustees, campaign_id=campaign.code)
    lead = people.actor(Role.STAT_LEAD, campaign_id=campaign.code)
    import_all(campaign, lead)
    name(campaign, lead)
    return campaign


@pytest.fixture
def frozen(framed: CurrentCampaign, people: Cast) -> CurrentCampaign:
    """Drawn and signed."""
    parties = [people.actor(role, campaign_id=framed.code) for role in FREEZE.parties]
    sizes = sizes_of(framed, 6)
    at, phase = DRAWN, framed.phase
    roll.draw_sample(campaign_id=framed.code, value="4 0 7", sizes=sizes, actor=parties[1], at=at, phase=phase)
    laid = freeze.propose(campaign=framed, actor=parties[0], at=day("07-01"))
    for actor in parties:
        freeze.sign(campaign=framed, digest=laid.digest, actor=actor, at=day("07-01"), randomness=secrets.token_bytes)
    return framed


def test_every_step_is_legible_on_a_phone(framed: CurrentCampaign, people: Cast, guests: Guests) -> None:
    page = guests.seat(people[Role.STAT_LEAD], "status of 422")
    for route in PAGES:
        guests.go(page, route)
        faultless_by_day_and_night(page)
    unit = framed.book.ranked_units[0].code
    guests.go(page, "survey-frame-enter", unit)
    table = "编号,类别,姓名,地址\nK-1,火星人,白露,路1号\nK-１,科技企业,谷雨,路2号\n".encode("gb18030")
    page.set_input_files("[name=table]", {"name": "frame.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_role("button", name="检查文件").click()
    expect(page.get_by_text("只能用半角数字")).to_be_visible()
    faultless_by_day_and_night(page)


def test_no_code_ever_leaves_the_bureaus_browser(
    frozen: CurrentCampaign, people: Cast, guests: Guests, tmp_path: Path
) -> None:
    sent: list[str] = []
    heard: list[str] = []

    def listen(request: Request) -> None:
        sent.append(" ".join([request.method, request.url, request.post_data or "", str(request.headers)]))
        heard.append(request.url)

    page = guests.seat(people[Role.STAT_LEAD])
    page.context.on("request", listen)
    guests.go(page, "freeze")
    faultless_by_day_and_night(page)
    guests.go(page, "registrar")
    expect(page.locator("#registrar button").first).to_be_visible()
    faultless_by_day_and_night(page)
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
    faultless_by_day_and_night(page)

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
