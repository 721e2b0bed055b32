"""Those who take down and answer: the list, a call, an answer; nobody of an appraised unit sees any of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.desks.voices.forms import carried
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.models import Note
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, Role
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
CALL = {
    "text": "打了三次电话没有人接。",
    "kind": "complaint",
    "source": "telephone",
    "units": ["linshan"],
    "token": "t" * 43,
}


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    key.make()
    settings.CLOCK.set(AT)
    return opened(cast, "P2")


def raised(campaign: CurrentCampaign, many: int = 1) -> list[str]:
    new = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
    return [
        actions.raise_opinion(
            new, source="web", token=bytes([place] * 32), campaign=campaign, actor=PUBLIC, at=AT
        ).number
        for place in range(many)
    ]


def test_a_call_is_taken_down_and_answered(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    clerk = client_of(Role.INTAKE_CLERK)
    assert "还没有收到意见" in clerk.get("/opinions/").content.decode()
    page = clerk.post("/opinions/new/", CALL).content.decode()
    code = re.search(r"(\d{4} ){6}\d{4}", page)[0]
    assert re.search(r"(\d{4} ){6}\d{4}", clerk.post("/opinions/new/", CALL).content.decode())[0] == code
    listed = clerk.get("/opinions/").content.decode()
    (number,) = re.findall(r'href="/opinions/(\d{4}-\d{4})/"', listed)
    assert "打了三次电话" in listed and "林山县科技局" in listed
    clerk.post(f"/opinions/{number}/answer/", {"seen": 1, "text": "已核实，热线已恢复。"})
    told = clerk.get(f"/opinions/{number}/").content.decode()
    assert "已核实，热线已恢复。" in told and "卫听雨" in told and "已答复" in told
    assert "已核实" in Client().post("/say/follow/", {"code": carried(code)}).content.decode()
    assert clerk.get("/opinions/?file=xlsx").headers["Content-Type"].startswith("application/vnd")


def test_an_empty_answer_is_refused_in_words(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    (number,) = raised(campaign)
    clerk = client_of(Role.INTAKE_CLERK)
    sent = clerk.post(f"/opinions/{number}/answer/", {"seen": 1, "text": " "}, follow=True)
    assert "还没有填写内容" in sent.content.decode()
    refused = clerk.post("/opinions/new/", {**CALL, "text": ""})
    assert refused.status_code == 422 and "还没有填写内容" in refused.content.decode()


def test_what_is_typed_is_kept_at_every_pause_beside_what_is_alike(
    campaign: CurrentCampaign, client_of: Callable[..., Client]
) -> None:
    (number,) = raised(campaign)
    clerk, colleague = client_of(Role.INTAKE_CLERK), client_of(Role.OFFICE_STAFF)
    half = {"text": "我去窗口，叫我跑了三趟", "kind": "", "units": ["linshan", "nowhere"], "token": "t" * 43}
    shown = clerk.post("/opinions/new/typed/", half).content.decode()
    assert number in shown and "有1件相似意见" in shown
    assert "相似" not in clerk.post("/opinions/new/typed/", half | {"text": "天气"}).content.decode()
    for sent in (half, half | {"text": "字" * 60_000}, {}, half | {"text": "=1+1<b>𠮷😀"}):
        clerk.post("/opinions/new/typed/", sent)
        left = clerk.get("/opinions/new/")
        assert left.context["form"]["text"].value() == sent.get("text")
    assert "先前录入" in left.content.decode() and "<b>" not in left.content.decode()
    assert "先前录入" not in colleague.get("/opinions/new/").content.decode()
    clerk.post("/opinions/new/forget/")
    assert not Note.objects.exists()
    clerk.post("/opinions/new/typed/", CALL)
    clerk.post("/opinions/new/", CALL)
    assert not Note.objects.exists(), "it has become an opinion"


def test_what_is_not_kept_within_a_day_is_gone(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    client_of(Role.INTAKE_CLERK).post("/opinions/new/typed/", CALL)
    for later, there in ((AT + timedelta(hours=24), True), (AT + timedelta(hours=25), False)):
        actions.batch(campaign=campaign, actor=CLOCKWORK, at=later)
        assert Note.objects.exists() is there


@pytest.mark.parametrize(
    "role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN, Role.STAT_LEAD]
)
def test_nobody_else_comes_in(campaign: CurrentCampaign, client_of: Callable[..., Client], role: Role) -> None:
    (number,) = raised(campaign)
    client = client_of(role)
    for address in ("/opinions/", "/opinions/new/", f"/opinions/{number}/"):
        found, absent = client.get(address), client.get("/opinions/0000-0000/")
        assert found.status_code == absent.status_code == 403
    assert "群众意见" not in client.get("/today/").content.decode()


def test_a_list_costs_the_same_however_long(
    campaign: CurrentCampaign,
    client_of: Callable[..., Client],
    django_assert_num_queries,
    django_assert_max_num_queries,
) -> None:
    clerk = client_of(Role.INTAKE_CLERK)
    raised(campaign, 2)
    clerk.get("/opinions/")
    with django_assert_max_num_queries(15) as few:
        clerk.get("/opinions/")
    raised(campaign, 12)
    with django_assert_num_queries(len(few.captured_queries)):
        clerk.get("/opinions/")


def test_today_says_how_many_wait_and_until_when(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    raised(campaign, 3)
    today = client_of(Role.INTAKE_CLERK).get("/today/").content.decode()
    assert "答复3件群众意见" in today and "7月27日" in today


def test_whom_it_implicates_sees_nothing_of_it_anywhere(
    campaign: CurrentCampaign, cast: Cast, client_of: Callable[..., Client]
) -> None:
    (number,) = raised(campaign)
    clerk = client_of(Role.INTAKE_CLERK, agrees=False)
    account, told, today = cast[Role.INTAKE_CLERK], f"/opinions/{number}/", "/today/"
    others = client_of(Role.OFFICE_STAFF)
    assert number in clerk.get("/opinions/").content.decode() and clerk.get(told).status_code == 200
    account.unit = cast.units["qinghe"]
    account.save()
    before = clerk.get("/opinions/").content.decode()
    assert number not in before and "还没有收到意见" in before and "件群众意见" not in clerk.get(today).content.decode()
    assert clerk.get(told).status_code == clerk.get("/opinions/0000-0000/").status_code == 404
    assert clerk.post(f"{told}answer/", {"seen": 1, "text": "没有的事"}).status_code == 404
    account.unit = None
    account.save()
    asked = clerk.post(f"{told}stand-back/").content.decode()
    assert "利害关系" in asked and clerk.get(told).status_code == 200
    clerk.post(f"{told}stand-back/", {"confirmed": "1"})
    assert clerk.get(told).status_code == 404 and number not in clerk.get("/opinions/").content.decode()
    assert "卫听雨已回避" in others.get(told).content.decode()


def test_whoever_is_named_in_it_does_not_see_it(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> None:
    new = NewOpinion(Kind.COMPLAINT, [], "接线的卫听雨态度不好。")
    said = actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT).number
    assert client_of(Role.INTAKE_CLERK).get(f"/opinions/{said}/").status_code == 404
    assert client_of(Role.OFFICE_STAFF).get(f"/opinions/{said}/").status_code == 200
