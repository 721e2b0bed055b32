"""A parent pulls each child: included, late, declared missing, then supplemented; a gap keeps it from being sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pingyi.records.campaign.queries import CurrentCampaign, required
from pingyi.records.duties import actions as duties
from pingyi.records.journal.models import JournalEntry
from pingyi.records.papers import actions
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.children import pull
from pingyi.records.papers.errors import ChildrenMoved, ContentAltered, NothingNew
from pingyi.records.papers.models import Delivery, Paper, PaperVersion
from pingyi.records.papers.queries import versions
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Role
from pingyi.rules.paper.content import read
from pingyi.rules.paper.errors import NotExamined, RollUpOpen, TotalsDisagree
from tests.records.papers.conftest import EXAMINED, Hands, duty
from tests.stage import day, gone_on

pytestmark = pytest.mark.django_db
COUNTIES = ("qinghe", "linshan", "donghu")


@pytest.fixture
def soliciting(hands: Hands) -> CurrentCampaign:
    """Phase two, every county's plan in force."""
    for code in COUNTIES:
        clerk, leader = hands.county(code)
        pk = hands.sent("D06", clerk, leader, day("07-08"))
        director = hands.actor(Role.OFFICE_DIRECTOR)
        actions.approve(pk, hands.delivery(pk).pk, hands.digest(pk), actor=director, at=day("07-09"))
    gone_on(hands.cast, "P2")
    return required()


def reported(hands: Hands, code: str, at: str, rows: list[dict[str, str]] = EXAMINED) -> int:
    clerk, leader = hands.county(code)
    pk = hands.sent("D21", clerk, leader, day(at), rows)
    actions.receive(pk, hands.delivery(pk).pk, actor=hands.actor(Role.OFFICE_STAFF), at=day(at))
    return pk


def test_a_content_that_nobody_looked_at_keeps_a_report_back(hands: Hands, soliciting: CurrentCampaign) -> None:
    clerk, _ = hands.county("qinghe")
    pk = hands.written("D21", clerk, day("07-15"), EXAMINED[:5])
    with pytest.raises(NotExamined, match="Carrying out instructions"):
        hands.laid(pk, clerk, day("07-15"))


def test_included_late_missing_then_supplemented(hands: Hands, soliciting: CurrentCampaign) -> None:
    staff, director = hands.actor(Role.OFFICE_STAFF), hands.actor(Role.OFFICE_DIRECTOR)
    reported(hands, "qinghe", "07-18")
    reported(hands, "linshan", "07-21", EXAMINED[:1] * 2 + EXAMINED[1:])
    parent = hands.written("D22", staff, day("07-22"))
    with pytest.raises(RollUpOpen, match="Donghu"):
        hands.laid(parent, staff, day("07-22"))
    duties.declare_missing(duty("county-self-exam-report", "donghu").pk, "三催未报", actor=director, at=day("07-22"))
    actions.sign(parent, hands.laid(parent, staff, day("07-22")), actor=director, at=day("07-22"))
    content = versions(Paper.objects.get(pk=parent))[0]
    assert "应报单位3个，已报2个（其中迟报1个），未报1个" in content.sections[0].text.replace("单位数", "单位")
    assert dict(content.counted) == {"问题总数": 11, "无问题项数": 2}
    assert [row[1] for row in sorted(content.annexes[0].rows)] == ["未报：三催未报", "迟报，列为附件", "按期报送"]
    for delivery in Delivery.objects.filter(paper=parent):
        assert duty("self-exam-rollup", None).state == "submitted"
        actions.acknowledge(parent, delivery.pk, "收文〔2026〕8号", actor=staff, at=day("07-23"))
    assert duty("self-exam-rollup", None).state == "done"
    with pytest.raises(NothingNew):
        actions.supplement(parent, actor=staff, at=day("07-23"))
    reported(hands, "donghu", "07-24")
    assert duty("county-self-exam-report", "donghu").late
    second = actions.supplement(parent, actor=staff, at=day("07-24"))
    hands_on(hands, second)
    actions.sign(second, hands.laid(second, staff, day("07-24")), actor=director, at=day("07-24"))
    content = versions(Paper.objects.get(pk=second))[0]
    assert dict(content.counted) == {"问题总数": 16, "无问题项数": 3}
    assert [row[1] for row in content.annexes[0].rows].count("补报") == 1
    assert versions(Paper.objects.get(pk=parent))[0].counted != content.counted, "what was sent stays as it was"
    assert JournalEntry.objects.filter(kind="paper:send:1").count() == 3 + 3 + 3 + 2


def hands_on(hands: Hands, pk: int) -> None:
    paper = Paper.objects.get(pk=pk)
    texts = {code: text or "补充如下。" for code, text in paper.draft["texts"].items()}
    written = Written(paper.title, texts)
    actions.save(pk, written, paper.revision, actor=hands.actor(Role.OFFICE_STAFF), at=day("07-24"))


def test_a_report_that_changes_while_the_parent_awaits_its_signature(hands: Hands, soliciting: CurrentCampaign) -> None:
    staff, director = hands.actor(Role.OFFICE_STAFF), hands.actor(Role.OFFICE_DIRECTOR)
    reports = {code: reported(hands, code, "07-18") for code in COUNTIES}
    parent = hands.written("D22", staff, day("07-22"))
    digest = hands.laid(parent, staff, day("07-22"))
    pk = reports["qinghe"]
    actions.send_back(pk, hands.delivery(pk).pk, hands.digest(pk), "数字有误", actor=staff, at=day("07-22"))
    with pytest.raises(ChildrenMoved):
        actions.sign(parent, digest, actor=director, at=day("07-22"))


def test_a_report_whose_totals_are_not_those_of_its_rows_is_refused(hands: Hands, soliciting: CurrentCampaign) -> None:
    staff = hands.actor(Role.OFFICE_STAFF)
    pk = reported(hands, "qinghe", "07-18")
    content = read(hands.delivery(pk).version.content)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE papers_version DISABLE TRIGGER papers_version_append_only")
        changed = content.data.decode().replace('["问题总数",5]', '["问题总数",4]')
        cursor.execute("UPDATE papers_version SET content = %s WHERE paper_id = %s", [changed, pk])
        parent = hands.written("D22", staff, day("07-22"))
        with pytest.raises(ContentAltered, match="Qinghe"):
            hands.laid(parent, staff, day("07-22"))
        cursor.execute("UPDATE papers_version SET digest = %s WHERE paper_id = %s", [sha256_hex(changed.encode()), pk])
    with pytest.raises(TotalsDisagree, match="问题总数"):
        hands.laid(parent, staff, day("07-22"))


def test_pulling_takes_no_query_more_for_more_reports(hands: Hands, soliciting: CurrentCampaign) -> None:
    staff = hands.actor(Role.OFFICE_STAFF)
    parent = Paper.objects.get(pk=hands.written("D22", staff, day("07-15")))
    counts = []
    for code in COUNTIES:
        reported(hands, code, "07-18")
        with CaptureQueriesContext(connection) as seen:
            assert pull(parent, soliciting)
        counts.append(len(seen))
    assert counts == [3, 3, 3]
    assert PaperVersion.objects.filter(paper__kind="D21").count() == 3
