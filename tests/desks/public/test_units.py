"""What everybody reads of units and of the campaign: remit, promises, channels; bulletins from their signature on."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.records.papers import actions as papers
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.models import Paper
from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.django_db
AT = day("07-01")
PROMISE = {
    "item": "五个工作日答复", "standard": "一次告知", "limit": "五个工作日", "phone": "0771-5550001",
    "responsible": "副局长", "published": "2026-07-01", "due": "2026-09-15", "state": "kept",
}  # fmt: skip
CHANNEL = {
    "kind": "telephone",
    "address": "0771-12345",
    "hours": "08:30/17:30",
    "staff": "值班员甲",
    "opened": "2026-07-01",
}


@pytest.fixture(autouse=True)
def running(cast: Cast, settings: Settings) -> None:
    settings.CLOCK.set(AT)
    opened(cast)


def test_one_page_has_what_a_unit_is_for_and_promised(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    empty = client.get("/units-appraised/linshan/").content.decode()
    assert "职能" in empty and "该单位还没有公开内容" in empty
    office = cast.actor(Role.OFFICE_STAFF, campaign_id=CODE)
    actions.write(
        "commitments",
        [NewRow("qinghe", PROMISE), NewRow("linshan", PROMISE | {"item": "他县承诺"})],
        actor=office,
        at=AT,
    )
    actions.write("channels", [NewRow("qinghe", CHANNEL)], actor=office, at=AT)
    with django_assert_max_num_queries(10):
        page = client.get("/units-appraised/qinghe/").content.decode()
    assert "五个工作日答复" in page and "已兑现：1" in page and "0771-12345" in page and "08:30–17:30" in page
    assert "他县承诺" not in page and "值班员甲" not in page, "only this unit's, only public columns"
    listed = client.get("/units-appraised/?sought=清河").content.decode()
    assert "清河县科技局" in listed and "林山县科技局" not in listed
    assert client.get("/units-appraised/nowhere/").status_code == 404


def test_a_bulletin_is_public_from_its_signature_on(
    cast: Cast, client: Client, client_of: Callable[..., Client]
) -> None:
    assert "还没有发布简报" in client.get("/bulletins/").content.decode()
    staff, director = (cast.actor(role, campaign_id=CODE) for role in (Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR))
    pk = papers.begin("D50", actor=staff, at=AT)
    paper = Paper.objects.get(pk=pk)
    start = "截至{{日期}}，{{当前阶段}}共有任务{{本阶段任务数}}项。"
    papers.save(pk, Written("第一期简报", {"progress": start, "news": "**座谈**两场"}, []), 0, actor=staff, at=AT)
    digest = papers.lay(pk, 1, actor=staff, at=AT)
    assert client.get(f"/bulletins/{pk}/").status_code == 404
    assert "公众即可" in client_of(Role.OFFICE_DIRECTOR).get(f"/papers/{pk}/").content.decode()
    papers.sign(pk, digest, actor=director, at=AT)
    page = client.get(f"/bulletins/{pk}/").content.decode()
    assert "截至2026年7月1日" in page and "共有任务" in page and "{{" not in page
    assert "<strong>座谈</strong>" in page and digest in page
    assert "第一期简报" in client.get("/bulletins/").content.decode()
    paper.refresh_from_db()
    other = papers.begin("D12", "qinghe", actor=cast.actor(Role.COUNTY_OFFICE, campaign_id=CODE), at=AT)
    assert client.get(f"/bulletins/{other}/").status_code == 404, "other papers are not for everybody"
