"""Acts that cannot be undone ask once, keep what was typed, and ask nobody who may not act."""

import html
import re

from pingyi.records.campaign import queries
from pingyi.rules.mandate import Role
from tests import stage
from tests.cast import Cast
from tests.stage import day


def test_it_asks_once_and_loses_nothing(cast: Cast, client_of, clock) -> None:
    stage.opened(cast)
    clock.set(day("06-25"))
    leader = client_of(Role.LEADING_GROUP_LEADER, agrees=False)
    typed = {"number": "决〔2026〕7号", "topic": "override", "phase": "P2", "text": "同意“启动”\n<第二阶段>"}
    asked = leader.post("/campaign/decide/", typed, headers={"referer": "http://testserver/campaign/"})
    page = asked.content.decode()
    assert asked.status_code == 200 and "不能撤销" in page
    assert 'href="/campaign/"' in page, "the way back"
    assert not queries.open_decisions(queries.required())
    kept = {
        name: html.unescape(value)
        for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.S)
    }
    assert kept == typed
    leader.post("/campaign/decide/", kept | {"confirmed": "1"})
    assert [own.number for own in queries.open_decisions(queries.required())] == ["决〔2026〕7号"]


def test_who_may_not_act_is_not_asked(cast: Cast, client_of, clock) -> None:
    stage.opened(cast)
    clock.set(day("06-25"))
    assert client_of(Role.OFFICE_STAFF).post("/campaign/open/", {"phase": "P2"}).status_code == 403


def test_whoever_approves_sees_what_is_handed_out(cast: Cast, client_of, clock) -> None:
    campaign = stage.begun(cast)
    clock.set(day("06-15"))
    leader = client_of(Role.LEADING_GROUP_LEADER, agrees=False)
    page = leader.post("/acts/plan/sign", {"digest": campaign.digest}).content.decode()
    assert "清河县科技局：" in page and not queries.required().approved
    assert "任务分解" in leader.get("/campaign/").content.decode()
    leader.post("/acts/plan/sign", {"digest": campaign.digest, "confirmed": "1"})
    assert queries.required().approved
