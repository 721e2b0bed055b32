"""The page of units in breach: the leader records and revokes, others read; the decision page shows what follows."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import override

from pingyi.records.results import queries as results
from pingyi.rules.mandate import Role
from tests import stage
from tests.rules.scoring.test_announcement import announced, book, inputs
from tests.sitting import Sitting, brought_to

pytestmark = pytest.mark.django_db
GIVEN = {
    "unit": "qinghe",
    "prohibition": "P3",
    "number": "决〔2026〕9号",
    "facts": "发放<b>礼品</b>拉票",
    "notified_on": "2026-09-01",
    "hearing": "未作陈述",
    "decided_on": "2026-09-08",
}
BOTH = "On whom the consequences of the last place fall, by the rule of this plan and by the other:"
REVOKED = {"number": "决〔2026〕11号", "reason": "复查不成立", "decided_on": "2026-09-16"}


def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def page(client: Client, path: str = "/disqualifications/") -> str:
    return " ".join(client.get(path).content.decode().split())


def test_the_leader_records_a_decision_and_revokes_it(leader: Client) -> None:
    assert "No unit is unqualified" in page(leader)
    leader.post("/disqualifications/decide", GIVEN)
    text = page(leader)
    assert "No unit is unqualified" not in text
    assert "决〔2026〕9号" in text and "发放&lt;b&gt;礼品&lt;/b&gt;拉票" in text
    (decision,) = results.disqualifications(stage.CODE)
    leader.post(f"/disqualifications/{decision.pk}/revoke", REVOKED)
    text = page(leader)
    assert "复查不成立" in text and "Revoke by another decision" not in text
    assert results.grounds(stage.CODE) == {}


def test_what_is_missing_or_too_early_is_said_and_what_was_typed_stays(leader: Client) -> None:
    refused = leader.post("/disqualifications/decide", GIVEN | {"hearing": "", "unit": "city"})
    assert refused.status_code == 422
    assert refused.content.decode().count("invalid-feedback") == 2
    early = leader.post("/disqualifications/decide", GIVEN | {"notified_on": "2026-09-07"})
    assert early.status_code == 422
    assert "may be heard until Thu 10 September" in early.content.decode()
    assert "未作陈述" in early.content.decode()
    assert results.disqualifications(stage.CODE) == []
    leader.post("/disqualifications/decide", GIVEN)
    (decision,) = results.disqualifications(stage.CODE)
    for path, given, said in (
        (f"{decision.pk}/revoke", REVOKED | {"reason": ""}, "A revocation needs"),
        (f"{decision.pk + 1}/revoke", REVOKED, "no decision in force"),
    ):
        assert said in leader.post(f"/disqualifications/{path}", given, follow=True).content.decode()
    assert "qinghe" in results.grounds(stage.CODE)


def test_others_read_and_only_the_leader_decides(leader: Client, client_of: Callable[..., Client]) -> None:
    leader.post("/disqualifications/decide", GIVEN)
    (decision,) = results.disqualifications(stage.CODE)
    for role in (Role.LEADING_GROUP_MEMBER, Role.OFFICE_STAFF, Role.STAT_LEAD, Role.SUPERVISOR):
        client = english(client_of(role))
        text = page(client)
        assert "决〔2026〕9号" in text and "<textarea" not in text
        assert client.post("/disqualifications/decide", GIVEN).status_code == 403
        assert client.post(f"/disqualifications/{decision.pk}/revoke", REVOKED).status_code == 403
    assert client_of(Role.COUNTY_LEADER).get("/disqualifications/").status_code in (403, 404)
    assert results.grounds(stage.CODE) == {"qinghe": decision.ground}


def test_the_unit_reads_it_among_its_notices(leader: Client, client_of: Callable[..., Client]) -> None:
    leader.post("/disqualifications/decide", GIVEN)
    assert "By decision 决〔2026〕9号" in page(english(client_of(Role.COUNTY_LEADER)), "/my-duties/")


def test_what_was_laid_out_before_waits_and_afterwards_both_consequences_are_shown(
    sitting: Sitting, leader: Client, client_of: Callable[..., Client]
) -> None:
    brought_to("signed", sitting, after="reckoned")
    leader.post("/disqualifications/decide", GIVEN)
    text = page(leader, "/decision/")
    assert "must be computed anew and signed again" in text and "Your decision" not in text
    director = english(client_of(Role.OFFICE_DIRECTOR))
    counter = page(director, "/reckoning/")
    assert "must be computed anew and signed again" in counter and "Compute anew" in counter
    sitting.sign_result(sitting.reckon())
    kept = results.latest(stage.CODE)
    assert kept is not None
    text = page(leader, "/decision/")
    assert "Your decision" in text and "must be computed anew" not in text
    assert "Decision 决〔2026〕9号 of 8 September 2026: No canvassing or buying votes" in text
    assert "Fewer than 3 units are ranked: the last place has no consequence, by either rule." in text
    leader.post("/acts/result/sign", {"digest": kept.digest})
    sitting.open_phase("P5")
    sitting.release()
    public = page(english(Client()), "/results/")
    assert "disqualified: no place, listed apart" in public
    assert "Decision 决〔2026〕9号 of 8 September 2026" in public and "86.03" not in public
    assert "nothing in it can be decided any more" in page(leader)


@pytest.mark.parametrize(("units", "absorbs", "said"), [(4, False, "passed"), (4, True, "absorbed"), (3, True, "few")])
def test_on_whom_the_last_place_falls_is_shown_by_both_rules(units: int, absorbs: bool, said: str) -> None:
    codes = [unit.code for unit in book().ranked_units[:units]]
    ticks = [[20, 5, 0, 0, 0], [10, 10, 2, 0, 0], [5, 5, 5, 5, 0], [0, 0, 5, 20, 0]]
    table = {code: {"enterprises": answers} for code, answers in zip(codes, ticks, strict=False)}
    result = replace(announced(inputs(table, **{codes[-1]: "disqualified"})), absorbs=absorbs)
    with override("en"):
        text = " ".join(strip_tags(render_to_string("leadership/bearers.html", {"result": result})).split())
    last, out = (book().unit(code).name.en for code in codes[-2:])
    assert (
        text
        == {
            "passed": f"{BOTH} if disqualified units are passed over: {last} (this plan) "
            f"if disqualified units absorb them: {out}",
            "absorbed": f"{BOTH} if disqualified units are passed over: {last} "
            f"if disqualified units absorb them: {out} (this plan)",
            "few": "Fewer than 3 units are ranked: the last place has no consequence, by either rule.",
        }[said]
    )
