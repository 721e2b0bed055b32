"""The binder of evidence: in the order of the index, as one download whose sums hold, open to whom it was sent."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pingyi.records.papers import actions
from pingyi.records.papers.models import Paper
from pingyi.records.registers import actions as registers
from pingyi.records.registers.actions import NewRow
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.records.papers.conftest import Hands
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
OWN = {
    "indicator": "B2",
    "binder": "self_examination",
    "evidence": "自查台账",
    "score": "4",
    "basis": "六项全查",
    "ready": True,
}


@pytest.fixture
def bureau(cast: Cast, client_of: ClientOf, clock: Clock) -> Client:
    """The city's bureau, which has written what evidence it has."""
    opened(cast, text=plan_text(by_paper=True, annexed=True))
    clock.set(day("07-08"))
    actor = cast.actor(Role.CITY_BUREAU_UNIT)
    registers.write("checklist", [NewRow("city-bureau", OWN)], actor=actor, at=day("07-08"))
    return client_of(Role.CITY_BUREAU_UNIT)


def test_each_indicator_with_its_evidence_or_its_gap(bureau: Client) -> None:
    with CaptureQueriesContext(connection) as seen:
        page = bureau.get("/binders/city-bureau/").content.decode()
    assert len(seen) < 15
    assert page.index("意见签收") < page.index("查摆覆盖面") < page.index("自查台账") < page.index("机构、方案与动员")
    assert "项指标尚无材料" in page and "自查问题登记簿" in page
    assert bureau.get("/binders/qinghe/").status_code == 404


def test_one_download_whose_sums_hold(bureau: Client) -> None:
    packed = zipfile.ZipFile(io.BytesIO(b"".join(bureau.get("/binders/city-bureau/binder.zip").streaming_content)))
    names = packed.namelist()
    said = next(name for name in names if "/2.2 " in name and name.endswith("自评.txt"))
    assert "自查台账" in packed.read(said).decode()
    assert any("/2.2 " in name and name.endswith("自查问题登记簿.xlsx") for name in names)
    folder = names[0].partition("/")[0]
    for line in packed.read(f"{folder}/SHA256SUMS").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert sha256_hex(packed.read(f"{folder}/{name}")) == digest


def test_the_guest_opens_it_when_its_index_was_sent(bureau: Client, client_of: ClientOf, cast: Cast) -> None:
    guest = client_of(Role.PROV_GUEST)
    assert "目前没有可查阅的迎检材料" in guest.get("/binders/").content.decode()
    assert guest.get("/binders/city-bureau/").status_code == 404
    bureau.post("/papers/begin/", {"kind": "D37", "unit": "city-bureau"})
    paper = Paper.objects.get(kind="D37")
    texts = {f"text-{part}": "见附表。" for part in paper.draft["texts"]}
    bureau.post(f"/papers/{paper.pk}/write/", {"title": "目录", "revision": 0, "window": "a", "lay": "1", **texts})
    assert guest.get("/binders/city-bureau/").status_code == 404, "laid is not sent"
    second = Hands(cast).person("city-bureau", Role.CITY_BUREAU_UNIT)
    actions.sign(paper.pk, paper.versions.get().digest, actor=second, at=day("07-08", 10))
    assert "自查台账" in guest.get("/binders/city-bureau/").content.decode()
    assert guest.get("/binders/city-bureau/binder.zip").status_code == 200
    assert guest.get("/binders/qinghe/").status_code == 404
