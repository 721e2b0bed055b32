"""Something in the rooms that stand empty in a campaign: a row, files, a paper on its way, a plan that is drafted."""

from collections.abc import Callable

from django.test import Client

from pingyi import plans
from pingyi.records.duties.models import Duty
from pingyi.records.files.models import File
from pingyi.records.ledger.models import Item
from pingyi.records.papers.models import Delivery, Paper
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Role
from pingyi.ui.door.confirm import AGREED
from tests import samples

PAPER = "D06"
ClientOf = Callable[[Role], Client]


def furnish(client_of: ClientOf) -> None:
    """Qinghe writes a row, attaches files, begins a paper and finds a problem; the office drafts a plan."""
    county, office = client_of(Role.COUNTY_OFFICE), client_of(Role.OFFICE_STAFF)
    duty = Duty.objects.get(task="county-bodies", unit__code="qinghe").pk
    files = [samples.sent(samples.portable(), "文件.pdf"), samples.sent(samples.picture(), "图.jpg")]
    row = {"c-problem": "样本少", "c-proposal": "多发", "c-made": "2026-06-20", "c-outcome": "proposed"}
    for client, address, posted in (
        (county, "/registers/method-reviews/new/", row),
        (county, f"/files/of/duty:{duty}/", {"chosen": files}),
        (county, "/papers/begin/", {"kind": PAPER, "unit": "qinghe"}),
        (county, "/ledger/new/", {"unit": "qinghe", "origin": "self_found", "content": "C3", "problem": "指南过期"}),
        (office, "/workshop/begin/", {"name": "明年方案", "builtin": plans.SCHOOL_DISTRICT}),
    ):
        assert client.post(address, posted).status_code == 302, address
    assert RegisterRow.objects.exists() and File.objects.count() == 2 and Item.objects.exists()


def send_on(client_of: ClientOf) -> None:
    """The paper goes one step further: to its signer, then to those it is for."""
    paper = Paper.objects.get(kind=PAPER)
    if paper.state == "draft":
        texts = {f"text-{part}": "文" for part in ("request", "plan", "bodies", "representatives")}
        posted = {"title": "方案", "revision": paper.revision, "window": "a", "lay": "1", **texts}
        assert client_of(Role.COUNTY_OFFICE).post(f"/papers/{paper.pk}/write/", posted).status_code == 302
    elif paper.state == "awaiting_signature":
        signed = {"digest": paper.versions.get().digest, AGREED: "1"}
        client_of(Role.COUNTY_LEADER).post(f"/papers/{paper.pk}/sign/", signed)
        assert Delivery.objects.filter(paper=paper).exists()
