"""The team together over HTTP: quorum, reasons, dissent, the signature."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi.records.inspection.models import Settlement, SheetSignature, Team
from pingyi.rules.mandate import Role
from tests.records.inspection.conftest import CODES, SCHEME

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
PAGE = "/sheets/qinghe/discussion/"


def present(team: Team) -> dict[str, list[str]]:
    return {"present": list(team.members)}


@pytest.fixture
def discussing(team: Team, client_of: ClientOf) -> Team:
    """Both have marked; the head has opened the discussion."""
    client_of(Role.INSPECTION_HEAD).post("/sheets/qinghe/", dict.fromkeys(CODES, "0.4"))
    client_of(Role.INSPECTOR).post("/sheets/qinghe/", dict.fromkeys(CODES, "0.1"))
    client_of(Role.INSPECTION_HEAD).post(f"{PAGE}open/", present(team))
    return team


def decisions(block: str, **changes: str) -> dict[str, str]:
    """What the head's form of one block sends, everything filled in."""
    own = next(each for each in SCHEME.blocks if each.code == block)
    sent: dict[str, str] = {}
    for each in own.indicators:
        sent |= {f"{each.code}-points": "0.3", f"{each.code}-reason": "集体讨论"}
    return sent | {name.replace("_", "-"): value for name, value in changes.items()}


def test_only_the_head_opens_and_only_with_the_quorum(team: Team, client_of: ClientOf) -> None:
    head, member = client_of(Role.INSPECTION_HEAD), client_of(Role.INSPECTOR)
    assert member.post(f"{PAGE}open/", present(team)).status_code == 403
    told = head.post(f"{PAGE}open/", {"present": [team.head]}, follow=True).content.decode()
    assert "全组 2 人，到会 1 人，不足法定比例 2/3" in told
    told = head.post(f"{PAGE}open/", present(team), follow=True).content.decode()
    assert "陈望岳还没有评完" in told
    for client in (head, member):
        client.post("/sheets/qinghe/", dict.fromkeys(CODES, "0.4"))
    told = head.post(f"{PAGE}open/", present(team), follow=True).content.decode()
    assert "集体讨论已开始" in told
    assert member.get("/sheets/qinghe/").status_code == 302


def test_the_discussion_shows_mean_and_spread(discussing: Team, client_of: ClientOf) -> None:
    for role in (Role.INSPECTION_HEAD, Role.INSPECTOR):
        page = client_of(role).get(PAGE).content.decode()
        assert "平均 0.25" in page and "最低 0.1，最高 0.4" in page
    assert "<textarea" not in client_of(Role.INSPECTOR).get(PAGE).content.decode()


def test_a_whole_block_is_settled_in_one_act(
    discussing: Team, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    head = client_of(Role.INSPECTION_HEAD)
    with django_assert_max_num_queries(20):
        head.post(f"{PAGE}settle/", decisions("A"))
    assert Settlement.objects.count() > 1


def test_nothing_is_settled_before_the_discussion(team: Team, client_of: ClientOf) -> None:
    told = client_of(Role.INSPECTION_HEAD).post(f"{PAGE}settle/", decisions("A"), follow=True).content.decode()
    assert "已保存" not in told and not Settlement.objects.exists()


def test_sound_decisions_are_kept_and_faulty_ones_stay_as_typed(discussing: Team, client_of: ClientOf) -> None:
    head = client_of(Role.INSPECTION_HEAD)
    other = next(ref for ref in discussing.members if ref != discussing.head)
    sent = decisions("B", B1_reason="", B2_points="7") | {"B3-dissent": other}
    answer = head.post(f"{PAGE}settle/", sent)
    assert answer.status_code == 422
    assert set(Settlement.objects.values_list("indicator", flat=True)) == {"B3", "B4"}
    assert 'value="7"' in answer.content.decode()
    page = client_of(Role.INSPECTOR).get(PAGE).content.decode()
    assert "保留意见: 褚怀仁" in " ".join(page.split())
    assert head.post(f"{PAGE}settle/", decisions("B") | {"B3-dissent": other}).status_code == 302
    assert Settlement.objects.count() == 4
    assert client_of(Role.INSPECTOR).post(f"{PAGE}settle/", decisions("C")).status_code == 403


def test_the_head_signs_with_a_second_factor_and_then_nothing_changes(discussing: Team, client_of: ClientOf) -> None:
    head, sign = client_of(Role.INSPECTION_HEAD), "/sheets/qinghe/sign/"
    report = {"report": "总体情况较好。"}
    assert "尚未确定" in head.post(sign, report).content.decode()
    for block in SCHEME.blocks:
        head.post(f"{PAGE}settle/", decisions(block.code))
    assert head.post(sign, {"report": " "}).status_code == 422
    weak = client_of(Role.INSPECTION_HEAD, strong=False)
    assert weak.get(sign).status_code == 302 and "second-factor" in weak.get(sign).url
    assert client_of(Role.INSPECTOR).post(sign, report).status_code == 403
    head = client_of(Role.INSPECTION_HEAD)
    assert head.post(sign, report).url == "/sheets/qinghe/paper/"
    paper = head.get("/sheets/qinghe/paper/").content.decode()
    assert "总体情况较好。" in paper and SheetSignature.objects.get().digest in paper
    assert head.get(sign).status_code == 302
    head.post(f"{PAGE}settle/", decisions("A"))
    assert Settlement.objects.count() == len(CODES)
    for role in (Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR, Role.INSPECTOR):
        assert "总体情况较好。" in client_of(role).get("/sheets/qinghe/paper/").content.decode()
    assert client_of(Role.COUNTY_OFFICE).get("/sheets/qinghe/paper/").status_code == 403
