"""A table of opinions is looked at first and taken in whole, each line once; none of them has a receipt code."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.voices import actions, queries
from pingyi.records.voices.actions.bringing import Brought
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.errors import BroughtAlready, NoSuchSource, NoSuchUnit, NothingSaid
from pingyi.records.voices.models import Exhibit, Opinion, Statement
from pingyi.rules.mandate import CLOCKWORK, Role, RoleRefused
from pingyi.rules.voices import Kind, Original, Side
from tests import samples
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
HEADS = "来件编号,来源,性质,被反映单位,原话"
LINES = (
    "12345-0001,其他机关转交,投诉,林山县科技局、清河县科技局,两个局互相推。",
    "三场-07,座谈会,建议,,建议附一张样表。",
)


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    key.make()
    settings.CLOCK.set(AT)
    return opened(cast, "P2")


def sent(*lines: str) -> dict:
    return {"table": SimpleUploadedFile("table.csv", "\n".join([HEADS, *lines]).encode())}


def test_a_table_is_looked_at_and_taken_in_once(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    clerk = client_of(Role.INTAKE_CLERK)
    assert "批量录入" in clerk.get("/opinions/bring/").content.decode()
    assert clerk.get("/opinions/bring/table.xlsx").status_code == 200
    shown = clerk.post("/opinions/bring/", sent(*LINES))
    assert "两个局互相推" in shown.content.decode() and not Opinion.objects.exists()
    clerk.post("/opinions/bring/", {"rows": shown.context["rows"]})
    kept = {row.text: row.opinion for row in Statement.objects.select_related("opinion")}
    passed_on, spoken = (kept[text] for text in ("两个局互相推。", "建议附一张样表。"))
    assert (passed_on.state, spoken.state) == ("waiting", "collected"), "who spoke at a symposium waits for no answer"
    assert kept["两个局互相推。"].units == ["linshan", "qinghe"] and kept["建议附一张样表。"].source == "symposium"
    again = clerk.post("/opinions/bring/", {"rows": shown.context["rows"]})
    assert "此前已由同一来源录入" in again.content.decode() and Opinion.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("1,网上评议,投诉,,话", "来源"),
        ("1,座谈会,举报,,话", "性质"),
        ("1,座谈会,投诉,东山县科技局,话", "没有名为“东山县科技局”的被评单位"),
        ("1,座谈会,投诉,,", "原话"),
        ("1,座谈会,投诉,," + "字" * 5001, "5000"),
    ],
)
def test_a_line_that_is_wrong_is_named(
    campaign: CurrentCampaign, client_of: Callable[..., Client], line: str, refused: str
) -> None:
    page = client_of(Role.INTAKE_CLERK).post("/opinions/bring/", sent(LINES[0], line))
    assert page.status_code == 422 and refused in page.content.decode().replace(",", "")
    assert not Opinion.objects.exists()


def test_all_are_taken_in_or_none_and_stand_in_the_tree(campaign: CurrentCampaign, cast: Cast) -> None:
    clerk = {"actor": cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code), "at": AT, "campaign": campaign}
    good = Brought("1", "post", NewOpinion(Kind.PRAISE, [], "好"))
    for reference, source, units, text, refusal in (
        ("2", "web", [], "话", NoSuchSource),
        ("2", "post", ["nowhere"], "话", NoSuchUnit),
        ("2", "post", [], " ", NothingSaid),
        ("1", "post", [], "话", BroughtAlready),
    ):
        with pytest.raises(refusal):
            actions.bring([good, Brought(reference, source, NewOpinion(Kind.PRAISE, units, text))], **clerk)
    assert not Opinion.objects.exists()
    with pytest.raises(RoleRefused):
        unit = cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)
        actions.bring([good], **(clerk | {"actor": unit}))
    actions.bring([good], **clerk)
    row = Statement.objects.get()
    original = Original(campaign.code, row.hour, Kind.PRAISE, (), 0, Side.RAISER, "好")
    assert original.leaf(bytes(row.salt)) == bytes(row.leaf)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=day("07-13", 12))
    assert bytes(row.leaf) in queries.batch_of(campaign.code, row.hour).leaves


def test_the_scan_of_a_form_lies_beside_what_was_taken_from_it(
    campaign: CurrentCampaign, cast: Cast, client_of: Callable[..., Client]
) -> None:
    actor = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    new = Brought("1", "post", NewOpinion(Kind.PRAISE, [], "好"))
    (number,) = actions.bring([new], actor=actor, at=AT, campaign=campaign)
    clerk, address = client_of(Role.INTAKE_CLERK), f"/opinions/{number}/"
    for data, words in ((samples.picture(exif=True), "原件扫描件已附"), (b"MZ programme", "程序")):
        answer = clerk.post(f"{address}files/", {"chosen": samples.sent(data, "信.jpg")}, follow=True)
        assert words in answer.content.decode()
    clerk.post(f"{address}files/", {"chosen": samples.sent(samples.picture(exif=True), "信.jpg")})
    (scan,) = Exhibit.objects.all()
    assert scan.added and "附上原件扫描件" in clerk.get(address).content.decode()
    (came,) = queries.as_taken_in([number], actor, campaign).values()
    assert came.intact
    assert client_of(Role.COUNTY_OFFICE).post(f"{address}files/", {}).status_code == 403


def test_nobody_else_comes_in(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    assert client_of(Role.COUNTY_OFFICE).get("/opinions/bring/").status_code == 403
