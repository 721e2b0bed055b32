"""What a paper says comes from the records: fed, counted, frozen by its own fingerprint, refused where they differ."""

from datetime import datetime

import pytest

from pingyi.records.campaign.annexing import annex
from pingyi.records.campaign.queries import CurrentCampaign, required
from pingyi.records.ledger import actions as ledger
from pingyi.records.ledger.actions import NewItem
from pingyi.records.ledger.models import Item
from pingyi.records.papers import actions
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.errors import NoResultYet, RowsMoved
from pingyi.records.papers.models import Paper
from pingyi.records.papers.queries import card, draft
from pingyi.records.registers import actions as registers
from pingyi.records.registers.actions import NewRow
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Role
from pingyi.rules.paper.content import Content, read
from pingyi.rules.paper.errors import FigureDisagrees, HasRows, NotExamined
from pingyi.rules.rulebook.papers import Annexed, Annexing
from tests.cast import Cast
from tests.records.papers.conftest import Hands
from tests.stage import day, gone_on, opened, plan_text

pytestmark = pytest.mark.django_db
FOUND = {
    "content": "C1",
    "level": "leadership",
    "method": "meeting",
    "problem": "办理拖延",
    "facts": "三件超时",
    "cause": "人手少",
    "remedy": "增人",
    "due": "2026-08-01",
    "responsible": "办公室",
    "fixed": False,
}
NONE = [{"content": f"C{n}", "method": "files", "reason": "逐件查阅，未见"} for n in range(2, 7)]
RULE = {"rule": "首问负责制", "change": "new", "issued": "2026-08-10", "measure": "management", "answers": "推诿"}


@pytest.fixture
def hands(cast: Cast) -> Hands:
    opened(cast, text=plan_text(by_paper=True, annexed=True))
    made = Hands(cast)
    clerk, leader = made.county("qinghe")
    pk = made.sent("D06", clerk, leader, day("07-08"))
    actions.approve(pk, made.delivery(pk).pk, made.digest(pk), actor=made.actor(Role.OFFICE_DIRECTOR), at=day("07-09"))
    gone_on(cast, "P2")
    return made


def newest(pk: int) -> Content:
    version = Paper.objects.get(pk=pk).versions.last()
    assert version
    return read(version.content)


def typed(hands: Hands, pk: int, rows: list[dict[str, str]], at: datetime) -> None:
    paper = Paper.objects.get(pk=pk)
    texts = {code: text or "已按要求办理。" for code, text in paper.draft["texts"].items()}
    clerk, _ = hands.county("qinghe")
    actions.save(pk, Written(paper.title, texts, rows), paper.revision, actor=clerk, at=at)


def test_problems_come_from_the_register_and_a_signature_is_for_what_stands_there(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    registers.write("self-found", [NewRow("qinghe", FOUND)], actor=clerk, at=day("07-14"))
    pk = hands.written("D21", clerk, day("07-15"), NONE[:4])
    with pytest.raises(NotExamined):
        hands.laid(pk, clerk, day("07-15"))
    typed(hands, pk, [*NONE, {**NONE[0], "content": "C1"}], day("07-15"))
    with pytest.raises(HasRows):
        hands.laid(pk, clerk, day("07-15"))
    typed(hands, pk, NONE, day("07-15"))
    digest = hands.laid(pk, clerk, day("07-15"))
    assert dict(newest(pk).counted) == {"问题总数": 1, "无问题项数": 5}
    assert "办理拖延" in newest(pk).annexes[0].rows[0] and "共查找问题1个" in newest(pk).sections[0].text
    more = FOUND | {"problem": "态度生硬"}
    [number] = registers.write("self-found", [NewRow("qinghe", more)], actor=clerk, at=day("07-16"))
    with pytest.raises(RowsMoved):
        actions.sign(pk, digest, actor=leader, at=day("07-16"))
    registers.withdraw("self-found", number, "重复登记", version=1, actor=clerk, at=day("07-16"))
    actions.sign(pk, digest, actor=leader, at=day("07-16"))


def test_a_total_that_is_not_that_of_the_register_is_refused_by_its_name(hands: Hands) -> None:
    gone_on(hands.cast, "P3")
    clerk, leader = hands.county("qinghe")
    registers.write("rules", [NewRow("qinghe", RULE)], actor=clerk, at=day("08-11"))
    registers.write("rules", [NewRow("linshan", RULE)], actor=hands.county("linshan")[0], at=day("08-11"))
    nil = dict.fromkeys(("found", "done", "pending", "deferred", "rules"), "0")
    rows = [{"content": f"C{n}"} | nil for n in range(1, 7)]
    pk = hands.written("D30", clerk, day("08-12"), [rows[0] | {"rules": "2"}, *rows[1:]])
    with pytest.raises(FigureDisagrees, match="建章立制数"):
        hands.laid(pk, clerk, day("08-12"))
    typed(hands, pk, [rows[0] | {"rules": "1"}, *rows[1:]], day("08-12"))
    actions.sign(pk, hands.laid(pk, clerk, day("08-12")), actor=leader, at=day("08-12"))
    own, rules, _ = newest(pk).annexes
    assert own.total and [row[2] for row in rules.rows] == ["首问负责制"], "only the unit's own rows"
    assert len(rules.digest) == 64 and rules.digest == sha256_hex(rules.data)
    registers.amend("rules", 1, RULE | {"rule": "首办负责制"}, "更名", version=1, actor=clerk, at=day("08-13"))
    shown = card(Paper.objects.get(pk=pk), clerk, required(), at=day("08-13"))
    assert shown.moved == (rules.name,) and newest(pk).annexes[1] == rules, "frozen, and told that it is"


def test_the_summary_says_what_was_done_and_waits_for_the_result(hands: Hands) -> None:
    staff, clerk = hands.actor(Role.OFFICE_STAFF), hands.county("qinghe")[0]
    registers.write("self-found", [NewRow("qinghe", FOUND)], actor=clerk, at=day("07-14"))
    bulletin = hands.written("D50", staff, day("07-15"))
    campaign: CurrentCampaign = required()
    activities, duties = draft(Paper.objects.get(pk=bulletin), campaign, at=day("07-15")).composed.beside
    assert next(row for row in activities.rows if row[0] == "自查问题登记簿")[1:3] == ("1", "1")
    assert not activities.disagreeing and not duties.disagreeing
    assert len(activities.rows) == len(campaign.book.registers)
    assert int(duties.total[1]) == sum(int(part) for part in duties.total[2:4] + duties.total[5:])
    hands.laid(bulletin, staff, day("07-15"))
    [tasks] = draft(
        Paper.objects.get(pk=actions.begin("D02", actor=staff, at=day("07-15"))), campaign, at=day("07-15")
    ).composed.beside
    own = next(row for row in tasks.rows if row[1] == "会同市统计局共同商定群众满意度调查方案")
    assert own[2:4] == ("市科技局", "市统计局") and own[5] == "7月10日" and len(tasks.rows) == len(campaign.book.tasks)
    [index] = draft(
        Paper.objects.get(pk=actions.begin("D33", actor=staff, at=day("07-15"))), campaign, at=day("07-15")
    ).composed.beside
    assert len(index.rows) == 17 and index.total[2] == "30"
    gone_on(hands.cast, "P5")
    pk = hands.written("D42", staff, day("09-20"))
    with pytest.raises(NoResultYet):
        hands.laid(pk, staff, day("09-20"))


def test_the_ledger_and_the_posts_go_with_papers_as_they_stand(hands: Hands) -> None:
    gone_on(hands.cast, "P3")
    campaign, office = required(), hands.actor(Role.OFFICE_STAFF)
    new = [
        NewItem(unit=unit, origin=Origin.SELF_FOUND, content="C1", problem=problem)
        for unit, problem in (("qinghe", "办理拖延"), ("linshan", "无人接听"))
    ]
    first, _ = ledger.add(new, campaign=campaign, actor=office, at=day("08-02"))
    Item.objects.filter(pk=first).update(pace="deferred", deferral="没有经费", next_step="列入预算", state="deferred")
    own, every = (annex(campaign, Annexed(Annexing.LEDGER), unit) for unit in ("qinghe", None))
    assert [row[:4] for row in own.rows] == [("1", "自查自纠", "加强行政效能建设的情况", "办理拖延")]
    assert every.rows[0][1:] == (*every.rows[1][1:5], "1", "0") and every.total[1:] == ("2", "0", "0", "2", "1", "0")
    put_off = Annexed(Annexing.DEFERRED)
    assert [row[3:5] + row[-1:] for row in annex(campaign, put_off, "qinghe").rows] == [("没有经费", "列入预算", "是")]
    assert annex(campaign, put_off, "linshan").rows == ()
    clerk, leader = hands.county("qinghe")
    sent = newest(hands.sent("D28", clerk, leader, day("08-03")))
    assert sent.annexes == (own,) and not own.disagreeing and not every.disagreeing
    posts = annex(campaign, Annexed(Annexing.POSTS), None).rows
    assert posts[0] == ("全市科技系统民主评议政风行风领导小组", "组长", "1", "蒋长河")
