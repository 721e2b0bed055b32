"""The papers' pages: written and kept, laid, signed, returned to a section, approved, seen on paper and in lists."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pingyi.desks.papers import lists, today
from pingyi.records.papers.models import Delivery, Paper
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
TEXTS = {
    "text-request": "{{单位}}请批",
    "text-plan": "# 总体要求\n\n<b>从严</b>\n\n- 甲\n- 乙",
    "text-bodies": "组长一名",
    "text-representatives": "十二名",
}


@pytest.fixture
def clerk(cast: Cast, client_of: ClientOf, clock: Clock) -> Client:
    opened(cast, text=plan_text(by_paper=True))
    clock.set(day("07-08"))
    return client_of(Role.COUNTY_OFFICE)


def begun(clerk: Client) -> Paper:
    assert clerk.post("/papers/begin/", {"kind": "D06", "unit": "qinghe"}).status_code == 302
    return Paper.objects.get(kind="D06")


def sent(clerk: Client, leader: Client) -> Paper:
    paper = begun(clerk)
    written = {"title": "清河县实施方案", "revision": paper.revision, "window": "a", "lay": "1", **TEXTS}
    assert clerk.post(f"/papers/{paper.pk}/write/", written).status_code == 302
    digest = paper.versions.get().digest
    assert leader.post(f"/papers/{paper.pk}/sign/", {"digest": digest}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == "sent"
    return paper


def test_what_is_typed_is_kept_and_never_written_over(clerk: Client) -> None:
    paper = begun(clerk)
    page = clerk.get(f"/papers/{paper.pk}/write/").content.decode()
    assert 'hx-trigger="input delay:2s"' in page and "{{单位}}" in page
    typed = {"title": "题", "revision": 0, "window": "a", **TEXTS}
    assert 'value="1"' in clerk.post(f"/papers/{paper.pk}/keep/", typed).content.decode()
    assert 'value="2"' in clerk.post(f"/papers/{paper.pk}/keep/", typed).content.decode(), "the same window goes on"
    other = clerk.post(f"/papers/{paper.pk}/keep/", typed | {"window": "b", "text-plan": "另写"})
    assert "text-danger" in other.content.decode()
    lost = clerk.post(f"/papers/{paper.pk}/write/", typed | {"window": "b", "text-plan": "另写"})
    assert lost.status_code == 422 and "另写" in lost.content.decode()
    paper.refresh_from_db()
    assert paper.draft["texts"]["plan"] == TEXTS["text-plan"]
    assert clerk.post(f"/papers/{paper.pk}/keep/", typed | {"title": "长" * 201}).status_code == 200


def test_signed_read_returned_and_approved_on_its_page(clerk: Client, client_of: ClientOf) -> None:
    leader, office, director = map(client_of, (Role.COUNTY_LEADER, Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR))
    paper = sent(clerk, leader)
    asked = client_of(Role.OFFICE_STAFF, agrees=False)
    page = asked.get(f"/papers/{paper.pk}/").content.decode()
    assert "（一）总体要求" in page and "&lt;b&gt;从严" in page and "清河县科技局请批" in page
    delivery = Delivery.objects.get(paper=paper)
    assert delivery.read_at is not None
    address = f"/papers/{paper.pk}/to/{delivery.pk}"
    digest = delivery.version.digest
    said = {"digest": digest, "section": "plan", "reasons": "时限不明"}
    assert office.post(f"{address}/return/", said).status_code == 302
    assert "时限不明" in clerk.get(f"/papers/{paper.pk}/write/").content.decode()
    paper.refresh_from_db()
    again = {
        "title": "清河县实施方案",
        "revision": paper.revision,
        "window": "c",
        "lay": "1",
        **TEXTS,
        "text-plan": "七月",
    }
    clerk.post(f"/papers/{paper.pk}/write/", again)
    assert "<ins>七月</ins>" in clerk.get(f"/papers/{paper.pk}/compare/").content.decode()
    leader.post(f"/papers/{paper.pk}/sign/", {"digest": paper.versions.latest("number").digest})
    delivery = Delivery.objects.filter(paper=paper).latest("pk")
    address = f"/papers/{paper.pk}/to/{delivery.pk}"
    stale = director.post(f"{address}/approve/", {"digest": digest}, follow=True)
    assert "请重新阅读" in stale.content.decode()
    director.post(f"{address}/approve/", {"digest": delivery.version.digest, "conditions": "从严"})
    delivery.refresh_from_db()
    assert delivery.state == "approved" and delivery.reply
    assert "市科评办〔2026〕1号" in clerk.get(f"/papers/{delivery.reply.pk}/printed/").content.decode()
    assert office.post(f"{address}/return/", said).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == "approved"


def test_strangers_get_nothing(clerk: Client, client_of: ClientOf) -> None:
    paper = begun(clerk)
    for stranger in (Client(), client_of(Role.TRUSTEE), client_of(Role.OFFICE_STAFF), client_of(Role.PROV_GUEST)):
        for page in ("", "write/", "sheet/", "compare/"):
            assert stranger.get(f"/papers/{paper.pk}/{page}").status_code in (302, 403, 404)
    assert clerk.post("/papers/0/supplement/").status_code == 404


def test_the_list_is_narrowed_and_taken_away_in_the_same_queries(clerk: Client, client_of: ClientOf) -> None:
    sent(clerk, client_of(Role.COUNTY_LEADER))
    counts = []
    clerk.get("/papers/")
    for kind in ("D09", "D10", "D11"):
        with CaptureQueriesContext(connection) as seen:
            assert "清河县实施方案" in clerk.get("/papers/?side=sent").content.decode()
        counts.append(len(seen))
        clerk.post("/papers/begin/", {"kind": kind, "unit": "qinghe"})
    assert counts[0] == counts[-1] < 15
    assert "没有符合条件的文书" in clerk.get("/papers/?search=没有").content.decode()
    assert "公开承诺书" in clerk.get("/papers/?side=writing&kind=D10").content.decode()
    assert clerk.get("/papers/papers.xlsx").status_code == 200
    office = client_of(Role.OFFICE_STAFF)
    assert "<strong>公开承诺书" not in office.get("/papers/").content.decode(), "a draft is its sender's own"
    for side in ("came", "new"):
        assert "清河县实施方案" in office.get(f"/papers/?side={side}").content.decode()
    assert "没有符合条件的文书" in clerk.get("/papers/?side=new").content.decode()


def test_many_papers_are_read_by_the_page_and_are_one_line_today(
    clerk: Client, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(clerk, client_of(Role.COUNTY_LEADER))
    office = client_of(Role.OFFICE_STAFF)
    assert "签收清河县" in office.get("/today/").content.decode()
    monkeypatch.setattr(today, "FEW", 0)
    page = office.get("/today/").content.decode()
    assert "签收1份文书" in page and 'href="/papers/?side=new"' in page and "签收清河县" not in page
    clerk.post("/papers/begin/", {"kind": "D10", "unit": "qinghe"})
    monkeypatch.setattr(lists, "BOXES", 1)
    assert "清河县实施方案" not in clerk.get("/papers/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        assert "清河县实施方案" in clerk.get("/papers/?page=2").content.decode()
    assert any("LIMIT 1 OFFSET 1" in query["sql"] for query in asked)


def test_duty_and_today_lead_to_the_paper(clerk: Client, client_of: ClientOf) -> None:
    paper = begun(clerk)
    page = clerk.get(f"/my-duties/{paper.duty_id}/").content.decode()
    assert f'href="/papers/{paper.pk}/"' in page and 'name="text"' not in page
    leader = client_of(Role.COUNTY_LEADER)
    sent(clerk, leader)
    office = client_of(Role.OFFICE_STAFF)
    assert "签收" in office.get("/today/").content.decode()
    assert f'href="/papers/{paper.pk}/"' in office.get(f"/duties/{paper.duty_id}/").content.decode()


def test_the_guest_from_the_province_reads_what_was_sent_there_and_takes_it_away(
    clerk: Client, client_of: ClientOf
) -> None:
    bureau = client_of(Role.OFFICE_STAFF)
    bureau.post("/papers/begin/", {"kind": "D01"})
    paper = Paper.objects.get(kind="D01")
    texts = {f"text-{code}": "照此执行。" for code in ("organisation", "arrangement", "discipline")}
    to = ["provincial_department", "qinghe"]
    written = {"title": "关于印发实施方案的通知", "revision": 0, "window": "a", "lay": "1", "to": to, **texts}
    bureau.post(f"/papers/{paper.pk}/write/", written)
    guest = client_of(Role.PROV_GUEST)
    assert guest.get(f"/papers/{paper.pk}/").status_code == 404
    client_of(Role.OFFICE_DIRECTOR).post(f"/papers/{paper.pk}/sign/", {"digest": paper.versions.get().digest})
    page = guest.get(f"/papers/{paper.pk}/").content.decode()
    assert "市科〔2026〕1号" in page and f'action="/papers/{paper.pk}' not in page
    assert "起草文书" not in guest.get("/papers/").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(b"".join(guest.get("/papers/papers.zip").streaming_content)))
    [name] = archive.namelist()
    assert "市科〔2026〕1号" in name and "照此执行" in archive.read(name).decode()
    sent(clerk, client_of(Role.COUNTY_LEADER))
    again = zipfile.ZipFile(io.BytesIO(b"".join(guest.get("/papers/papers.zip").streaming_content)))
    assert again.namelist() == [name], "what the counties send the city is not the province's"


def test_tables_of_the_records_are_shown_taken_away_and_checked(cast: Cast, client_of: ClientOf, clock: Clock) -> None:
    opened(cast, text=plan_text(by_paper=True, annexed=True))
    clock.set(day("07-08"))
    clerk = client_of(Role.COUNTY_OFFICE)
    clerk.post("/papers/begin/", {"kind": "D10", "unit": "qinghe"})
    paper = Paper.objects.get(kind="D10")
    assert "附表：公开承诺登记簿" in clerk.get(f"/papers/{paper.pk}/write/").content.decode()
    assert clerk.get(f"/papers/{paper.pk}/paper.json").status_code == 404, "nothing was laid yet"
    texts = {"text-items": "见附表。", "text-supervision": "欢迎监督。"}
    clerk.post(f"/papers/{paper.pk}/write/", {"title": "公开承诺书", "revision": 0, "window": "a", "lay": "1", **texts})
    page = clerk.get(f"/papers/{paper.pk}/").content.decode()
    assert "签发的文书原件" in page and f"/papers/{paper.pk}/annex-0.xlsx" in page
    whole = clerk.get(f"/papers/{paper.pk}/paper.json").content
    assert sha256_hex(whole) == paper.versions.get().digest
    assert clerk.get(f"/papers/{paper.pk}/annex-0.xlsx").content[:2] == b"PK"
    assert clerk.get(f"/papers/{paper.pk}/annex-1.xlsx").status_code == 404
    assert client_of(Role.OFFICE_STAFF).get(f"/papers/{paper.pk}/paper.json").status_code == 404
