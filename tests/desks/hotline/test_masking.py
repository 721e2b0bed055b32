"""One person proposes what is hidden, another agrees; only then, and only so, is there anything for others to read."""

import re
from collections.abc import Callable

import pytest
from django.db import Error, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies import masking
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.masks.errors import MaskingChanged, MaskingWaits, MaskUnexplained, NoMaskingWaits, SamePerson
from pingyi.records.masks.models import Countersign, Masking
from pingyi.records.masks.queries import masked, waiting
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.errors import OpinionHidden
from pingyi.records.voices.models import Deed, Statement
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import PUBLIC, Role, RoleRefused
from pingyi.rules.masks import MASKED, MaskCuts, places
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
TEXT = "我叫丁一，电话13812345678，\n窗口让我跑了三趟👨‍👩‍👧。"
SHOWN = f"我叫丁一，电话{MASKED}，\n窗口让我跑了三趟👨‍👩‍👧。"


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    key.make()
    settings.CLOCK.set(AT)
    return opened(cast, "P2")


@pytest.fixture
def number(campaign: CurrentCampaign) -> str:
    new = NewOpinion(Kind.COMPLAINT, ["linshan"], TEXT)
    return actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT).number


@pytest.fixture
def two(cast: Cast, campaign: CurrentCampaign) -> tuple[dict, dict]:
    who = (Role.INTAKE_CLERK, Role.OFFICE_STAFF)
    first, second = ({"actor": cast.actor(role, campaign_id=campaign.code)} for role in who)
    here = {"at": AT, "campaign": campaign}
    return first | here, second | here


def test_nothing_can_be_read_before_two_people_agree(number: str, two: tuple[dict, dict], campaign) -> None:
    first, second = two
    phone = places(TEXT, "13812345678")
    masking.propose(number, 0, phone, "电话", seen=0, **first)
    assert masked(campaign.code, [number]) == {} and waiting(campaign.code, second["actor"].ref) == [(number, 0)]
    assert waiting(campaign.code, first["actor"].ref) == []
    with pytest.raises(SamePerson):
        masking.countersign(number, 0, True, "", seen=1, **first)
    with pytest.raises(MaskingWaits):
        masking.propose(number, 0, [], "不用", seen=1, **second)
    masking.countersign(number, 0, True, "", seen=1, **second)
    found = masked(campaign.code, [number])[number, 0]
    assert (found.text, found.hidden, found.digest) == (SHOWN, 1, sha256_hex(SHOWN.encode()))
    original = Statement.objects.get()
    assert original.text == TEXT and found.leaf == bytes(original.leaf)
    with pytest.raises(NoMaskingWaits):
        masking.countersign(number, 0, True, "", seen=1, **second)


def test_more_is_hidden_later_and_less_by_two_people_again(number: str, two: tuple[dict, dict], campaign) -> None:
    first, second = two
    masking.propose(number, 0, places(TEXT, "13812345678"), "电话", seen=0, **first)
    masking.countersign(number, 0, True, "", seen=1, **second)
    masking.propose(number, 0, [], "号码是单位总机", seen=1, **second)
    with pytest.raises(MaskUnexplained):
        masking.countersign(number, 0, False, " ", seen=2, **first)
    masking.countersign(number, 0, False, "是本人手机", seen=2, **first)
    assert masked(campaign.code, [number])[number, 0].text == SHOWN
    with pytest.raises(MaskingChanged):
        masking.propose(number, 0, places(TEXT, "丁一"), "姓名", seen=1, **second)
    with pytest.raises(MaskUnexplained):
        masking.propose(number, 0, places(TEXT, "丁一"), "", seen=2, **second)
    masking.propose(number, 0, places(TEXT, "丁一"), "姓名", seen=2, **second)
    masking.countersign(number, 0, True, "", seen=3, **first)
    assert masked(campaign.code, [number])[number, 0].text == TEXT.replace("丁一", MASKED)
    assert list(Deed.objects.values_list("verb", flat=True).order_by("verb")) == [
        *("mask", "mask", "mask"),
        *("mask_agree", "mask_agree", "mask_decline"),
    ]


def test_what_cannot_be_masked_is_refused(number: str, two: tuple[dict, dict], cast: Cast, campaign) -> None:
    first, _second = two
    with pytest.raises(MaskCuts):
        masking.propose(number, 0, places(TEXT, "👨"), "表情", seen=0, **first)
    for place in ((number, 1), ("0000-0000", 0)):
        with pytest.raises(OpinionHidden):
            masking.propose(*place, [], "无", seen=0, **first)
    unit = cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)
    with pytest.raises(RoleRefused):
        masking.propose(number, 0, [], "无", seen=0, actor=unit, at=AT, campaign=campaign)
    assert not Masking.objects.exists()


def test_what_was_decided_is_never_altered(number: str, two: tuple[dict, dict]) -> None:
    first, second = two
    masking.propose(number, 0, [], "无", seen=0, **first)
    masking.countersign(number, 0, True, "", seen=1, **second)
    for table in (Masking, Countersign):
        with pytest.raises(Error), transaction.atomic():
            table.objects.update(reason="另一个")


def test_two_colleagues_do_it_on_the_page(number: str, client_of: Callable[..., Client]) -> None:
    clerk, staff = client_of(Role.INTAKE_CLERK), client_of(Role.OFFICE_STAFF)
    address = f"/opinions/{number}/mask/0/"
    assert "尚未经两人查看" in clerk.get(f"/opinions/{number}/").content.decode()
    page = clerk.get(address).content.decode()
    (ticked,) = re.findall(r'name="spans" value="(\d+-\d+-contact)"[^>]*checked', page)
    sent = {"spans": ticked, "more": "丁一\n👨", "reason": "本人姓名和电话", "seen": 0}
    refused = clerk.post(f"{address}propose/", sent)
    assert refused.status_code == 422 and "截成两半" in refused.content.decode()
    clerk.post(f"{address}propose/", sent | {"more": "丁一"})
    assert "正等待评议办的第二人" in clerk.get(address).content.decode()
    staff.post(f"{address}decide/", {"agreed": "yes", "seen": 1})
    hidden = SHOWN.replace("丁一", MASKED)
    for where in ("/opinions/", f"/opinions/{number}/", address):
        seen = staff.get(where).content.decode()
        assert "13812345678" not in seen and "丁一" not in seen and MASKED in seen
    for words, found in (("丁一", False), ("3812", False), ("丁", False), ("我叫丁", False), ("窗口", True)):
        assert (f"/opinions/{number}/" in staff.get(f"/opinions/?sought={words}").content.decode()) is found, words
    looked = staff.post(f"{address}uncover/").content.decode()
    assert "13812345678" in looked and hidden.split("\n")[0] in looked
    assert "杨小满查看了遮盖前的原文" in clerk.get(f"/opinions/{number}/").content.decode()


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.SYS_ADMIN, Role.SUPERVISOR])
def test_nobody_else_comes_in(number: str, client_of: Callable[..., Client], role: Role) -> None:
    assert client_of(role).get(f"/opinions/{number}/mask/0/").status_code == 403
    assert client_of(Role.INTAKE_CLERK).get(f"/opinions/{number}/mask/7/").status_code == 404
