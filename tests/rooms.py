"""Something in the rooms that stand empty in a campaign: a row, files, a paper on its way, a plan that is drafted, and
what citizens say.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.test import Client

from pingyi import plans
from pingyi.ceremonies import casework, feedback, masking, sorting, unsealing
from pingyi.records.casework.actions import Move
from pingyi.records.conduct.models import Violation
from pingyi.records.duties.models import Duty
from pingyi.records.files.models import File
from pingyi.records.journal import key
from pingyi.records.ledger.models import Item
from pingyi.records.papers.models import Delivery, Paper
from pingyi.records.registers.models import RegisterRow
from pingyi.records.sorting.actions import Decided
from pingyi.records.unsealings.models import Unsealing
from pingyi.records.voices.actions import clean, raise_opinion
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.models import Opinion
from pingyi.rehearsal import clues, vault
from pingyi.rehearsal.chance import Chance
from pingyi.rules.feedback import Attendance, Meeting
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.masks import places
from pingyi.rules.sorting import Disposition
from pingyi.rules.voices import Kind
from pingyi.ui.door.confirm import AGREED
from tests import samples
from tests.sitting import Sitting

PAPER = "D06"
PHONE = "13812345678"
SAYINGS = (
    f"项目审批的时候敷衍塞责，推诿扯皮，跑了三趟。我的电话是{PHONE}。",
    "项目审批敷衍塞责，推诿扯皮，跑了五趟。",
    "收费没有公示，不知道收费标准。",
)
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
    accuse(client_of)
    assert RegisterRow.objects.exists() and File.objects.count() == 2 and Item.objects.exists()


def accuse(client_of: ClientOf) -> None:
    """A possible violation of Qinghe is reported, looked into, and open to its answer."""
    new = {"prohibition": "P7", "unit": "qinghe", "facts": "投诉以后被刁难。", "origin": "knowledge"}
    client_of(Role.REPRESENTATIVE).post("/conduct/report/", new)
    pk, body = Violation.objects.get().pk, client_of(Role.DISCIPLINE_LIAISON)
    for seen, verb in enumerate(("screen", "investigate", "notify"), 1):
        posted = {"seen": seen, "text": "刁难投诉人", "prohibition": "P7", "unit": "qinghe", AGREED: "1"}
        assert body.post(f"/conduct/violations/{pk}/step/{verb}/", posted).status_code == 302, verb


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


def speak(sitting: Sitting) -> None:
    """Complaints about Linshan, two of them alike: one masked, sorted and given away; of three who left a name one is
    unsealed, one refused, one asked for.
    """
    key.make()
    at, campaign = settings.CLOCK.now(), sitting.campaign
    clerk, staff, director = (
        sitting.actor(role) for role in (Role.INTAKE_CLERK, Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR)
    )
    earlier = at - timedelta(hours=1)
    files = clean([samples.sent(samples.picture(), "图.jpg")])
    taken = [
        raise_opinion(
            NewOpinion(Kind.COMPLAINT, ["linshan"], words, files),
            source="web",
            token=bytes([place] * 32),
            campaign=campaign,
            actor=PUBLIC,
            at=moment,
        )
        for place, (words, moment) in enumerate(zip(SAYINGS, (earlier, earlier, at), strict=True))
    ]
    first, last = taken[0].number, taken[-1].number
    here = {"at": at, "campaign": campaign}
    masking.propose(first, 0, places(SAYINGS[0], PHONE), "电话", seen=0, actor=clerk, **here)
    masking.countersign(first, 0, True, "", seen=1, actor=staff, **here)
    masking.propose(last, 0, [], "未见身份信息", seen=0, actor=clerk, **here)
    decided = Decided("C1.4", "environment", "efficiency", Disposition.FOR_FEEDBACK)
    sorting.sort(first, decided, seen=0, actor=clerk, **here)
    casework.step(first, Move("accept", "您反映的事项已受理。", limit="complaint"), seen=9, actor=clerk, **here)
    casework.raise_again(taken[0].code, Move("report_harm", "有人打电话来问。"), seen=9, **here)
    casework.step(first, Move("assign", body="city-bureau"), seen=9, actor=clerk, **here)
    for unit in ("linshan", "qinghe"):
        read_out(unit, sitting)
    keys = vault.make_keys(campaign, sitting, at=at)
    vault.keep(campaign, sitting, keys, at=at)
    unsealing.seal_own(str(Opinion.objects.get(number=last).key), vault.sealed(keys), campaign=campaign)
    unsealing.ask(last, "须当面核实", "可能串供", actor=director, **here)
    assert Unsealing.objects.count() == len(SAYINGS)
    reports = clues.report(campaign, keys, Chance("rooms"), at=at)
    clues.handle(campaign, sitting, keys, reports, soon=at, late=at)


def read_out(unit: str, sitting: Sitting) -> None:
    """What is masked and sorted about a unit is frozen and read out to it; its leader has not signed."""
    staff = sitting.actor(Role.OFFICE_STAFF)
    here = {"actor": staff, "at": settings.CLOCK.now(), "campaign": sitting.campaign}
    seen = feedback.standing(unit, actor=staff, campaign=sitting.campaign).digest
    view = feedback.freeze(unit, (), seen=seen, **here)
    numbers = tuple(each.number for each in view.package.passages)
    came = (Attendance("吴定山", "局长"),)
    meeting = Meeting(
        held=here["at"],
        place="三楼",
        team="评议组",
        present=came,
        absent=(),
        read=numbers,
        speaker="吴定山",
        statement="全部认领。",
    )
    feedback.record(view.pk, meeting, seen=0, **here)
