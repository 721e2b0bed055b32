"""The county's plan as a paper: written by one, signed by another, returned to a place, approved as read (R81)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions as duties
from pingyi.records.duties.errors import GoesByPaper, PlanNotInForce
from pingyi.records.files import actions as files
from pingyi.records.files.holder import may_attach, may_read
from pingyi.records.journal.models import JournalEntry
from pingyi.records.papers import actions
from pingyi.records.papers.access import access_own_paper, access_paper
from pingyi.records.papers.actions.deciding import mark_read
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.errors import (
    Altered,
    DecidedAlready,
    NoSuchKind,
    NotAsked,
    NotYours,
    OwnPaper,
    OwnUnit,
    ReadAlready,
    ReasonsMissing,
    SavedElsewhere,
    TimeOver,
)
from pingyi.records.papers.models import Paper, PaperMove, PaperVersion
from pingyi.records.papers.queries import card, versions
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.lifecycle import NotNow
from pingyi.rules.mandate import Role, ScopeRefused
from pingyi.rules.paper.difference import compared
from pingyi.rules.paper.errors import NothingWritten, UnknownFigure
from tests.records.papers.conftest import Hands, duty
from tests.stage import day

pytestmark = pytest.mark.django_db
PLAN = "D06"
AT = day("07-08")


def test_from_draft_to_reply_in_one_number_each(hands: Hands, campaign: CurrentCampaign) -> None:
    clerk, leader = hands.county("qinghe")
    director = hands.actor(Role.OFFICE_DIRECTOR)
    pk = hands.sent(PLAN, clerk, leader, AT)
    paper = Paper.objects.get(pk=pk)
    assert (paper.state, paper.spelled) == ("sent", "清河县科技局〔2026〕1号")
    assert duty("county-plan").state == "submitted" and not duty("county-plan").late
    delivery = hands.delivery(pk)
    actions.receive(pk, delivery.pk, actor=hands.actor(Role.OFFICE_STAFF), at=AT)
    assert duty("county-plan").state == "under_review"
    number = actions.approve(pk, delivery.pk, hands.digest(pk), "从严组织", actor=director, at=AT)
    assert number == "市科评办〔2026〕1号"
    assert duty("county-plan").state == "in_force"
    reply = Paper.objects.get(answers=pk)
    said = card(reply, leader, campaign, at=AT)
    assert said.content and "清河县科技局〔2026〕1号" in said.content.sections[0].text
    assert said.content.sections[1].text == "从严组织" and said.content.recipients == ("清河县科技局",)
    kinds = [entry.kind for entry in JournalEntry.objects.order_by("pk") if entry.kind.startswith(("paper:", "duty:"))]
    assert kinds[-3:] == ["paper:send:1", "paper:approve:1", "duty:approve:1"]


def test_what_goes_by_a_paper_is_not_handed_in_or_decided_by_hand(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    director = hands.actor(Role.OFFICE_DIRECTOR)
    pk = duty("county-plan").pk
    with pytest.raises(GoesByPaper):
        duties.submit(pk, "方案", actor=clerk, at=AT)
    hands.sent(PLAN, clerk, leader, AT)
    for act in (
        lambda: duties.receive(pk, actor=director, at=AT),
        lambda: duties.send_back(pk, "改", actor=director, at=AT),
        lambda: duties.approve(pk, "批〔2026〕9号", actor=director, at=AT),
    ):
        with pytest.raises(GoesByPaper):
            act()


def test_whoever_wrote_it_does_not_sign_it(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    pk = hands.written(PLAN, leader, AT)
    digest = hands.laid(pk, clerk, AT)
    with pytest.raises(OwnPaper):
        actions.sign(pk, digest, actor=leader, at=AT)
    with pytest.raises(NotYours):
        actions.sign(pk, digest, actor=hands.county("linshan")[1], at=AT)
    actions.hand_back(pk, "由办公室起草", actor=leader, at=AT)
    actions.save(
        pk,
        Written("方案", {"request": "请批", "plan": "一", "bodies": "二", "representatives": "三"}),
        1,
        actor=clerk,
        at=AT,
    )
    actions.sign(pk, hands.laid(pk, clerk, AT), actor=leader, at=AT)
    assert Paper.objects.get(pk=pk).state == "sent"


def test_a_draft_is_never_written_over(hands: Hands) -> None:
    clerk, _ = hands.county("qinghe")
    pk = actions.begin(PLAN, actor=clerk, at=AT)
    assert actions.begin(PLAN, actor=clerk, at=AT) == pk, "a duty has one paper"
    assert actions.save(pk, Written("一", {"plan": "甲"}), 0, actor=clerk, at=AT) == 1
    with pytest.raises(SavedElsewhere):
        actions.save(pk, Written("二", {"plan": "乙"}), 0, actor=clerk, at=AT)
    assert Paper.objects.get(pk=pk).draft["texts"] == {"plan": "甲"}
    with pytest.raises(NotYours):
        actions.save(pk, Written("三", {}), 1, actor=hands.county("linshan")[0], at=AT)
    with pytest.raises(Altered):
        actions.lay(pk, 0, actor=clerk, at=AT)


def test_only_what_the_plan_names_is_begun_and_replies_are_made_by_approving(hands: Hands) -> None:
    clerk, _ = hands.county("qinghe")
    for kind, actor in (("", clerk), ("D99", clerk), ("D07", hands.actor(Role.OFFICE_STAFF))):
        with pytest.raises(NoSuchKind):
            actions.begin(kind, actor=actor, at=AT)
    for kind, asked in (("D22", NotYours), ("D47", NotAsked)):
        with pytest.raises(asked):
            actions.begin(kind, actor=clerk, at=AT)


def test_what_is_laid_is_complete_and_fixed(hands: Hands) -> None:
    clerk, _ = hands.county("qinghe")
    pk = actions.begin(PLAN, actor=clerk, at=AT)
    with pytest.raises(NothingWritten, match="实施方案"):
        actions.lay(pk, 0, actor=clerk, at=AT)
    texts = {"request": "{{单位}}请批", "plan": "{{胜诉率}}", "bodies": "二", "representatives": "三"}
    actions.save(pk, Written("方案", texts), 0, actor=clerk, at=AT)
    with pytest.raises(UnknownFigure, match="胜诉率"):
        actions.lay(pk, 1, actor=clerk, at=AT)
    actions.save(pk, Written("方案", texts | {"plan": "一"}), 1, actor=clerk, at=AT)
    actions.lay(pk, 2, actor=clerk, at=AT)
    assert versions(Paper.objects.get(pk=pk))[0].sections[0].text == "清河县科技局请批"
    with pytest.raises(NotNow):
        actions.save(pk, Written("方案", {}), 2, actor=clerk, at=AT)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE papers_version SET digest = ''")


def test_returned_to_a_section_and_sent_anew_under_its_number(hands: Hands, campaign: CurrentCampaign) -> None:
    clerk, leader = hands.county("qinghe")
    office = hands.actor(Role.OFFICE_STAFF)
    pk = hands.sent(PLAN, clerk, leader, AT)
    delivery, read = hands.delivery(pk), hands.digest(pk)
    with pytest.raises(ReasonsMissing):
        actions.send_back(pk, delivery.pk, read, " ", actor=office, at=AT)
    with pytest.raises(Altered):
        actions.send_back(pk, delivery.pk, "0" * 64, "缺名单", actor=office, at=AT)
    actions.send_back(pk, delivery.pk, read, "缺名单", "representatives", actor=office, at=AT)
    assert duty("county-plan").state == "returned"
    move = PaperMove.objects.get(verb="return")
    assert (move.section, move.text) == ("representatives", "缺名单")
    texts = {"request": "请批", "plan": "一", "bodies": "二", "representatives": "共十二人"}
    actions.save(pk, Written("方案", texts), 1, actor=clerk, at=day("07-11"))
    actions.sign(pk, hands.laid(pk, clerk, day("07-11")), actor=leader, at=day("07-11"))
    paper = Paper.objects.get(pk=pk)
    assert paper.spelled == "清河县科技局〔2026〕1号" and paper.versions.count() == 2
    assert not duty("county-plan").late, "late is judged by what was sent first"
    changed = [line for line in compared(*versions(paper)) if line.changed]
    assert any(line.after == "共十二人" for line in changed)
    director = hands.actor(Role.OFFICE_DIRECTOR)
    with pytest.raises(Altered):
        actions.approve(pk, hands.delivery(pk).pk, read, actor=director, at=day("07-11"))
    actions.approve(pk, hands.delivery(pk).pk, hands.digest(pk), actor=director, at=day("07-11"))


def test_withdrawn_unread_within_ten_minutes(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    pk = hands.sent(PLAN, clerk, leader, AT)
    with pytest.raises(NotYours):
        actions.withdraw(pk, actor=hands.county("linshan")[1], at=AT)
    with pytest.raises(TimeOver):
        actions.withdraw(pk, actor=leader, at=AT + timedelta(minutes=10, seconds=1))
    actions.withdraw(pk, actor=leader, at=AT + timedelta(minutes=10))
    owed = duty("county-plan")
    assert (owed.state, owed.submitted_at) == ("draft", None)
    late = day("07-11")
    actions.sign(pk, hands.laid(pk, clerk, late), actor=leader, at=late)
    assert duty("county-plan").late, "what was withdrawn was not handed in"
    assert Paper.objects.get(pk=pk).number == 1
    mark_read(pk, hands.delivery(pk).pk, actor=hands.actor(Role.OFFICE_STAFF), at=late)
    with pytest.raises(ReadAlready):
        actions.withdraw(pk, actor=leader, at=late)


def test_two_who_approve_at_once_one_is_told_of_the_other(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    director = hands.actor(Role.OFFICE_DIRECTOR)
    pk = hands.sent(PLAN, clerk, leader, AT)
    delivery = hands.delivery(pk)
    actions.approve(pk, delivery.pk, hands.digest(pk), actor=director, at=AT)
    with pytest.raises(DecidedAlready, match=r"韩思齐.*市科评办〔2026〕1号"):
        actions.approve(pk, delivery.pk, hands.digest(pk), actor=director, at=AT)
    assert Paper.objects.filter(answers=pk).count() == 1


def test_nobody_approves_for_their_own_unit(hands: Hands) -> None:
    clerk, leader = hands.county("qinghe")
    pk = hands.sent(PLAN, clerk, leader, AT)
    director = hands.cast[Role.OFFICE_DIRECTOR]
    director.unit = hands.cast.units["qinghe"]
    director.save()
    with pytest.raises(OwnUnit):
        actions.approve(pk, hands.delivery(pk).pk, hands.digest(pk), actor=hands.actor(Role.OFFICE_DIRECTOR), at=AT)
    with pytest.raises(NotYours):
        actions.receive(pk, hands.delivery(pk).pk, actor=hands.county("linshan")[0], at=AT)


def test_numbers_have_no_gaps_and_each_sender_its_own(hands: Hands) -> None:
    for code, name in (("qinghe", "清河县科技局"), ("linshan", "林山县科技局")):
        clerk, leader = hands.county(code)
        for number, kind in enumerate(("D06", "D10", "D09"), 1):
            pk = hands.written(kind, clerk, AT)
            digest = hands.laid(pk, clerk, AT)
            with pytest.raises(Altered), transaction.atomic():
                actions.sign(pk, "0" * 64, actor=leader, at=AT)
            actions.sign(pk, digest, actor=leader, at=AT)
            assert Paper.objects.get(pk=pk).spelled == f"{name}〔2026〕{number}号"


def test_only_its_sides_read_a_paper(hands: Hands, campaign: CurrentCampaign) -> None:
    clerk, leader = hands.county("qinghe")
    other = hands.county("linshan")[0]
    pk = hands.written(PLAN, clerk, AT)
    for stranger in (other, hands.actor(Role.OFFICE_STAFF), hands.actor(Role.PROV_GUEST)):
        with pytest.raises(ScopeRefused):
            access_paper(stranger, pk, campaign)
    actions.sign(pk, hands.laid(pk, clerk, AT), actor=leader, at=AT)
    assert access_paper(hands.actor(Role.OFFICE_STAFF), pk, campaign)
    with pytest.raises(ScopeRefused):
        access_paper(other, pk, campaign)
    with pytest.raises(ScopeRefused):
        access_own_paper(hands.actor(Role.OFFICE_STAFF), pk, campaign)
    assert card(access_paper(leader, pk, campaign), leader, campaign, at=AT).may_withdraw


def test_a_unit_whose_plan_is_not_in_force_sends_no_report(hands: Hands) -> None:
    from tests.records.papers.conftest import EXAMINED
    from tests.stage import gone_on

    gone_on(hands.cast, "P2")
    clerk, leader = hands.county("qinghe")
    with pytest.raises(PlanNotInForce):
        hands.sent("D21", clerk, leader, day("07-15"), EXAMINED)
    assert not PaperVersion.objects.filter(paper__state="sent").exists()


def test_files_go_with_a_paper_and_are_part_of_what_is_signed(hands: Hands, campaign: CurrentCampaign) -> None:
    clerk, leader = hands.county("qinghe")
    pk = hands.written(PLAN, clerk, AT)
    about, name = Subject.of(PAPER, pk), "名单.txt"
    assert not may_read(hands.actor(Role.OFFICE_STAFF), about, campaign)
    files.attach(SimpleUploadedFile(name, "张三、李四".encode()), about=about, campaign=campaign, actor=clerk, at=AT)
    digest = hands.laid(pk, clerk, AT)
    assert [each for each, _ in versions(Paper.objects.get(pk=pk))[0].files] == [name]
    assert not may_attach(clerk, about, campaign), "what awaits its signature stays as it is"
    actions.sign(pk, digest, actor=leader, at=AT)
    assert may_read(hands.actor(Role.OFFICE_STAFF), about, campaign)
    assert not may_read(hands.county("linshan")[0], about, campaign)
