"""A citizen says something without account or cookie, follows it with the code alone, and takes the receipt along."""

import hashlib
import html
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from altcha.v1 import Challenge, solve_challenge
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.desks.voices.forms import carried
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.journal.queries import origin
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.models import Exhibit, Miss, Opinion, Statement
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.vault import make_keys
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, Role
from pingyi.rules.voices import Kind, Receipt, hour_of, new_code
from pingyi.rules.voices.guessing import FREE
from pingyi.ui.door.work import HARDEST, challenge
from tests import samples
from tests.cast import Cast
from tests.stage import approved, day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
TOLD = {"kind": "complaint", "units": ["qinghe"], "text": "窗口让我跑了三趟。\r\n第三次才说要原件。"}


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    key.make()
    settings.CLOCK.set(AT)
    return opened(cast, "P2")


def worked(client: Client, page: str = "/say/") -> str:
    """The challenge of the page, solved."""
    return solved(client.get(page).content.decode())


def looked_up(client: Client, code: str) -> HttpResponse:
    """The page of whoever typed this code, having worked for it."""
    return client.post("/say/follow/", {"code": code, "work": worked(client, "/say/follow/")})


def solved(page: str) -> str:
    """As the page's script sends it."""
    asked = json.loads(html.unescape(re.search('data-work="([^"]+)"', page)[1]))
    made = Challenge(asked["algorithm"], asked["challenge"], asked["maxNumber"], asked["salt"], asked["signature"])
    found = solve_challenge(made.challenge, made.salt, made.algorithm, made.max_number, 0)
    return json.dumps(
        {**{k: asked[k] for k in ("algorithm", "challenge", "salt", "signature")}, "number": found.number}
    )


def code_on(page: str) -> str:
    return re.search(r"(\d{4} ){6}\d{4}", page)[0]


def test_from_the_form_to_the_proof(campaign: CurrentCampaign, client: Client, settings: Settings) -> None:
    sent = client.post("/say/", {**TOLD, "work": worked(client)})
    code = code_on(sent.content.decode())
    assert sent.status_code == 200 and not client.cookies
    assert sent.headers["Cache-Control"] == "no-store" and sent.headers["Referrer-Policy"] == "no-referrer"
    page = looked_up(client, code.replace(" ", "")).content.decode()
    assert "第三次才说要原件。" in page and "清河县科技局" in page and "7月13日（周一）10时至11时" in page
    held = carried(code)
    client.post("/say/follow/go-on/", {"code": held, "seen": 1, "text": "补充：是二号窗口。"})
    settings.CLOCK.set(AT + timedelta(hours=1))
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + timedelta(hours=1))
    for number, words in enumerate(["窗口让我跑了三趟。\n第三次才说要原件。", "补充：是二号窗口。"]):
        saved = client.post("/say/follow/receipt/", {"code": held, "number": number})
        assert "attachment" in saved.headers["Content-Disposition"]
        receipt = Receipt.read(saved.content)
        assert receipt.original.text == words and receipt.inclusion is not None
        receipt.ensure_promised(verifier_key(origin(), key.read()))
    assert not client.cookies


def test_a_second_click_and_a_lost_answer_get_the_same_code_and_work_buys_nothing_else(
    campaign: CurrentCampaign, client: Client, cast: Cast
) -> None:
    form = {**TOLD, "work": worked(client)}
    assert code_on(client.post("/say/", form).content.decode()) == code_on(client.post("/say/", form).content.decode())
    other = client.post("/say/", {**form, "text": "另一件事"})
    assert other.status_code == 422 and "此表已提交过" in other.content.decode()
    sealed = "-----BEGIN AGE ENCRYPTED FILE-----\nYQ==\n-----END AGE ENCRYPTED FILE-----\n"
    make_keys(campaign, Company(campaign.code, {(role, ""): [one] for role, one in cast.accounts.items()}), at=AT)
    for address, posted in (("/say/report/", {"sealed": sealed}), ("/say/", {**TOLD, "text": "第三件"})):
        assert "此表已提交过" in client.post(address, {**posted, "work": form["work"]}).content.decode()
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "还没有填写内容"),
        ({"text": "字" * 5001}, "最多5000字"),
        ({"text": "字" * 60_000}, "50000"),
        ({"kind": "bribe"}, "invalid-feedback"),
        ({"units": ["nowhere"]}, "不在被评单位之列"),
        ({"text": "原文\ue000"}, ""),
    ],
)
def test_what_is_refused_is_said_and_stays_typed(
    campaign: CurrentCampaign, client: Client, change: dict[str, object], words: str
) -> None:
    sent = client.post("/say/", {**TOLD, "work": worked(client), **change})
    assert sent.status_code == 422 and words in sent.content.decode()
    if "text" not in change:
        assert "窗口让我跑了三趟。" in sent.content.decode()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("work", ["", "{}", "[]", "null", "[" * 1500, '{"salt": "x"}', "1", "x" * 5000])
def test_without_work_nothing_is_taken(campaign: CurrentCampaign, client: Client, work: str) -> None:
    sent = client.post("/say/", {**TOLD, "work": work})
    assert sent.status_code == 422 and not Opinion.objects.exists()


def test_work_gets_old_and_cannot_be_forged(campaign: CurrentCampaign, client: Client, settings: Settings) -> None:
    work = worked(client)
    later = json.loads(work)
    later["salt"] = re.sub(r"until=\d+", "until=9999999999", later["salt"])
    assert client.post("/say/", {**TOLD, "work": json.dumps(later)}).status_code == 422
    settings.CLOCK.set(AT + timedelta(hours=12, minutes=1))
    assert "没有丢失" in client.post("/say/", {**TOLD, "work": work}).content.decode()
    settings.CLOCK.set(AT + timedelta(hours=11, minutes=59))
    assert client.post("/say/", {**TOLD, "work": work}).status_code == 200


def test_a_wrong_code_shows_nothing(campaign: CurrentCampaign, client: Client) -> None:
    assert "缺了一位或有一位不对" in looked_up(client, "1234").content.decode()
    unknown = looked_up(client, new_code(bytes(32)))
    assert unknown.status_code == 422 and "没有与此回执码对应的意见" in unknown.content.decode()
    for address in ("go-on", "withdraw", "receipt"):
        assert client.post(f"/say/follow/{address}/", {"code": carried(new_code(bytes(32)))}).status_code == 403


def test_trying_codes_takes_work_for_each_and_ever_more_of_it(
    campaign: CurrentCampaign, client: Client, settings: Settings
) -> None:
    new = NewOpinion(Kind.CONSULT, [], "问")
    code = actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT).code
    work = worked(client, "/say/follow/")

    def tried(typed: str, work: str = work) -> str:
        return client.post("/say/follow/", {"code": typed, "work": work}).content.decode()

    assert "没有丢失" in tried(code, "") and "没有丢失" in tried(code, work.replace("&most=", "&most=9"))
    for address in ("go-on", "withdraw", "evaluate", "reopen", "harm", "receipt", "seal", "agree"):
        assert client.post(f"/say/follow/{address}/", {"code": code, "number": 0}).status_code in (403, 422), address
    assert "有一位不对" in tried("1" * 28) and not Miss.objects.exists()
    assert "7月13日" in tried(code) and "7月13日" in tried(code)
    assert not Miss.objects.exists()
    assert "没有与此回执码对应的意见" in tried(new_code(bytes(32)))
    assert "曾用此页查询过无效的回执码" in tried(code)
    Miss.objects.bulk_create(
        Miss(token=bytes([each] * 32), campaign_id=campaign.code, hour=hour_of(AT)) for each in range(FREE)
    )
    easier = solved(f'data-work="{html.escape(challenge(AT))}"')
    assert "没有丢失" in tried(code, easier) and f"{2 * HARDEST}" in client.get("/say/follow/").content.decode()
    assert "7月13日" in looked_up(client, code).content.decode()
    settings.CLOCK.set(AT + timedelta(hours=2))
    assert "7月13日" in tried(code, easier)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + timedelta(hours=25))
    assert not Miss.objects.exists()


def test_taking_back_needs_the_tick(campaign: CurrentCampaign, client: Client) -> None:
    code = code_on(client.post("/say/", {**TOLD, "work": worked(client)}).content.decode())
    client.post("/say/follow/withdraw/", {"code": carried(code)})
    assert Opinion.objects.get().state == "waiting"
    page = client.post("/say/follow/withdraw/", {"code": carried(code), "sure": "on"}).content.decode()
    assert Opinion.objects.get().state == "taken_back" and "反映人已撤回" in page and "继续反映" not in page


def test_too_long_an_addition_is_refused_and_stays_typed(campaign: CurrentCampaign, client: Client) -> None:
    new = NewOpinion(Kind.CONSULT, [], "问")
    code = actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT).code
    long = "长" * 70_000
    refused = client.post("/say/follow/go-on/", {"code": carried(code), "seen": 1, "text": long})
    page = refused.content.decode()
    assert refused.status_code == 422 and "50000" in page.replace(",", "") and long in page


def test_before_the_campaign_begins_nothing_is_taken(cast: Cast, client: Client) -> None:
    approved(cast)
    assert client.get("/say/").status_code == 404


def test_files_come_along_without_what_tells_of_their_maker_and_go_to_whoever_may_read_the_words(
    campaign: CurrentCampaign, client: Client, client_of: Callable[..., Client]
) -> None:
    with_files = [samples.sent(samples.picture(exif=True), "IMG_2033.jpg"), samples.sent(samples.portable(), "信.pdf")]
    sent = client.post("/say/", {**TOLD, "work": worked(client), "copies": with_files})
    code, opinion = code_on(sent.content.decode()), Opinion.objects.get()
    photo, letter = Exhibit.objects.order_by("number")
    held = carried(code)
    receipt = Receipt.read(client.post("/say/follow/receipt/", {"code": held, "number": 0}).content)
    assert receipt.original.files == (photo.sha256, letter.sha256)
    receipt.ensure_promised(verifier_key(origin(), key.read()))
    page = looked_up(client, code).content.decode()
    assert "随件文件1" in page and "随件文件2" in page and "IMG_2033" not in page
    taken = client.post("/say/follow/file/", {"code": held, "file": photo.key})
    data = taken.getvalue()
    assert hashlib.sha256(data).hexdigest() == photo.sha256 and b"PHONE" not in data
    assert taken.headers["Content-Security-Policy"].startswith("sandbox")
    assert not client.cookies
    assert client.post("/say/follow/file/", {"code": held, "file": "x"}).status_code == 404
    address = f"/opinions/{opinion.number}/files/{photo.key}/"
    clerk = client_of(Role.INTAKE_CLERK)
    assert clerk.post(address).getvalue() == data
    assert "打开文件" in clerk.get(f"/opinions/{opinion.number}/").content.decode()
    for role in (Role.COUNTY_OFFICE, Role.CITY_BUREAU_UNIT, Role.LEADING_GROUP_LEADER):
        assert client_of(role).post(address).status_code in (403, 404)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([(b"MZ programme", "a.jpg")], "程序"),
        ([(b"plain words", "a.txt")], "只接收图片"),
        ([(samples.picture(), f"{place}.jpg") for place in range(5)], "最多附4个文件"),
    ],
)
def test_other_files_are_refused_beside_what_was_typed(
    files: list[tuple[bytes, str]], words: str, campaign: CurrentCampaign, client: Client
) -> None:
    chosen = [samples.sent(data, name) for data, name in files]
    sent = client.post("/say/", {**TOLD, "work": worked(client), "copies": chosen})
    page = sent.content.decode()
    assert sent.status_code == 422 and words in page and "第三次才说要原件" in page and "重新选择" in page
    assert not Opinion.objects.exists()


def test_hostile_words_are_kept_as_they_came_and_shown_and_exported_as_words(
    campaign: CurrentCampaign, client: Client, client_of: Callable[..., Client]
) -> None:
    text = '=HYPERLINK("http://a.example")<script>alert(1)</script>😀𠮷龘'
    form = {**TOLD, "work": worked(client)}
    assert client.post("/say/", form | {"text": f"{text}\u202egpj"}).status_code == 422  # turns what follows around
    sent = client.post("/say/", form | {"text": f"{text}\u200b"}).content.decode()  # of no width: nobody typed it
    assert Statement.objects.get().text == text
    code = code_on(sent)
    clerk = client_of(Role.INTAKE_CLERK)
    for page in (
        looked_up(client, code),
        clerk.get("/opinions/"),
        clerk.get(f"/opinions/{Opinion.objects.get().number}/"),
    ):
        shown = page.content.decode()
        assert "<script>alert" not in shown and "&lt;script&gt;alert" in shown
    book = openpyxl.load_workbook(io.BytesIO(clerk.get("/opinions/?file=xlsx").content))
    (cell,) = (cell for row in book.active.iter_rows() for cell in row if "HYPERLINK" in str(cell.value))
    assert cell.data_type == "s" and cell.hyperlink is None
