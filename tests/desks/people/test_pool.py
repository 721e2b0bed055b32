"""The page of a pool, from the composition of the candidates to the draw that anybody can repeat."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.people.actions import declare_links
from pingyi.records.people.queries import letters_of, pool
from pingyi.rules.mandate import Role
from pingyi.rules.people.aim import Aim
from tests.cast import Cast
from tests.ceremonies.test_drawing import KNOWN, SEED, drawn_pool, register
from tests.stage import CODE, day, opened, plan_text

pytestmark = pytest.mark.django_db


def test_a_county_closes_its_pool_and_draws(cast: Cast, client_of: Callable[..., Client], settings: Settings) -> None:
    opened(cast, "P1")
    settings.CLOCK.set(day("06-24"))
    county = client_of(Role.COUNTY_OFFICE)
    page = county.get("/pools/qinghe/").content.decode()
    assert "还没有登记候选人" in page and "封定候选人库" not in page
    register(cast, range(24))
    assert "清河县科技局" in county.get("/pools/").content.decode()
    page = county.get("/pools/qinghe/").content.decode()
    assert "12 人，按比例应为 12 人" in page and "封定候选人库" in page
    assert county.get("/pools/linshan/").status_code == county.get("/pools/organiser/").status_code == 404
    given = {"size": "8", "source": "双色球 2026072 期", "known_at": "2026-06-25T21:00"}
    assert county.post("/pools/qinghe/close/", {**given, "size": "0"}).status_code == 422
    told = county.post("/pools/qinghe/close/", given, follow=True).content.decode()
    assert "候选人库已封定" in told and "数值公布后，在这里填写并抽取" in told
    assert "公布前不能抽取" in county.post("/pools/qinghe/draw/", {"value": SEED}, follow=True).content.decode()
    told = county.get("/today/").content.decode()
    assert "随机数（双色球 2026072 期）公布后抽取" in told and "随机数已公布" not in told
    settings.CLOCK.set(KNOWN)
    county = client_of(Role.COUNTY_OFFICE)
    assert "清河县科技局：随机数已公布（双色球 2026072 期）" in county.get("/today/").content.decode()
    assert county.post("/pools/qinghe/draw/", {"value": "０３"}).status_code == 422
    told = county.post("/pools/qinghe/draw/", {"value": SEED}, follow=True).content.decode()
    assert f"{SEED}|representatives-{CODE}-qinghe|" in told and told.count("抽中") >= 8
    assert "清河县科技局：请聘任抽中的人员" in county.get("/today/").content.decode()
    supervisor = client_of(Role.SUPERVISOR)
    assert supervisor.get("/pools/qinghe/?file=xlsx")["Content-Type"].endswith("sheet")
    assert "抽中人员退出" not in supervisor.get("/pools/qinghe/").content.decode()
    assert client_of(Role.OFFICE_DIRECTOR).get("/pools/organiser/").status_code == 200


def test_those_drawn_are_appointed_and_get_their_letters(
    cast: Cast, client_of: Callable[..., Client], settings: Settings
) -> None:
    campaign = opened(cast, "P1", plan_text(fit=True))
    own = cast[Role.REPRESENTATIVE]
    declare_links(campaign, [], "", actor=cast.actor(Role.REPRESENTATIVE, campaign_id=CODE), at=KNOWN)
    drawn_pool(cast, campaign, account=str(own.pk))
    settings.CLOCK.set(KNOWN)
    county, person = client_of(Role.COUNTY_OFFICE), client_of(Role.REPRESENTATIVE)
    assert "有 8 名抽中人员尚未聘任" in county.get("/pools/qinghe/").content.decode()
    assert county.get("/pools/qinghe/letters/").status_code == 404
    term = {"since": "2026-07-01", "until": "2026-06-30"}
    refused = county.post("/pools/qinghe/appoint/", term)
    assert refused.status_code == 422 and "聘期结束日期不能早于开始日期" in refused.content.decode()
    told = county.post("/pools/qinghe/appoint/", {**term, "until": "2026-12-31"}, follow=True).content.decode()
    assert "已聘任。请打印聘书" in told and "清河县科技局聘〔2026〕8号" in told and "尚未聘任" not in told
    printed = county.get("/pools/qinghe/letters/").content.decode()
    assert printed.count("现聘请您为清河县科技局评议代表") == 8 and "2026年12月31日" in printed
    assert "请签收您的聘书" in person.get("/today/").content.decode()
    number = letters_of(CODE, own.ref)[0].number
    assert number in person.get("/appointments/").content.decode()
    assert "已签收" in person.post("/appointments/receive/", {"number": number}, follow=True).content.decode()
    (other,) = [each for each in pool(CODE, Aim("qinghe")).letters if not each.own][:1]
    handed = {"number": other.number, "words": "7月1日面交本人"}
    assert "签收情况已记录" in county.post("/pools/qinghe/received/", handed, follow=True).content.decode()
    alone = county.get(f"/pools/qinghe/letters/{other.code}/").content.decode()
    assert alone.count("现聘请您为") == 1
    assert client_of(Role.SUPERVISOR).get("/appointments/").status_code == 403
