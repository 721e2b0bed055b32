"""The papers of the team that inspects a unit: its members write, its head signs, the unit sees nothing of it."""

from decimal import Decimal

import pytest

from pingyi.records.campaign.queries import required
from pingyi.records.inspection import actions as inspection
from pingyi.records.outbox.access import addressed_to
from pingyi.records.papers import actions
from pingyi.records.papers.access import access_own_paper, access_paper
from pingyi.records.papers.errors import NotYours, OwnPaper, SheetUnsigned
from pingyi.records.papers.models import Paper
from pingyi.records.papers.queries import card, kinds, lines, sent_by, to_sign
from pingyi.rules.mandate import Actor, Role, ScopeRefused
from pingyi.rules.paper.content import read
from tests.cast import Cast
from tests.inspected import settled
from tests.records.papers.conftest import Hands
from tests.stage import day, gone_on, opened, plan_text

pytestmark = pytest.mark.django_db
AT = day("09-09")


@pytest.fixture
def hands(cast: Cast) -> Hands:
    """Qinghe's team of two has marked and settled; nothing is signed."""
    opened(cast, text=plan_text(annexed=True))
    gone_on(cast, "P4")
    settled(cast, AT)
    return Hands(cast)


def team(hands: Hands) -> tuple[Actor, Actor]:
    return hands.actor(Role.INSPECTOR), hands.actor(Role.INSPECTION_HEAD)


def test_a_team_reports_what_it_has_signed_and_the_unit_sees_nothing_of_it(hands: Hands) -> None:
    member, head = team(hands)
    campaign, office = required(), hands.actor(Role.OFFICE_STAFF)
    pk = hands.written("D36", member, AT)
    with pytest.raises(SheetUnsigned):
        hands.laid(pk, member, AT)
    inspection.sign("qinghe", "总体较好。", campaign=campaign, actor=head, at=AT)
    digest = hands.laid(pk, member, AT)
    assert [line.pk for line in to_sign(head, campaign)] == [pk] and not to_sign(member, campaign)
    assert addressed_to(head).filter(kind="paper-to-sign").count() == 1
    with pytest.raises(OwnPaper):
        actions.sign(hands.written("D36", head, AT), hands.laid(pk + 1, head, AT), actor=head, at=AT)
    assert actions.sign(pk, digest, actor=head, at=AT) == "检查评议组（清河县科技局）〔2026〕1号"
    paper = Paper.objects.get(pk=pk)
    content = read(paper.versions.get().content)
    [scores] = content.annexes
    indicators = sum(len(block.indicators) for block in campaign.book.inspection.blocks)
    assert len(scores.rows) == indicators and scores.total[3] == str(Decimal("0.4") * indicators).rstrip("0")
    assert content.sender == "检查评议组（清河县科技局）" and not content.disagreeing
    assert not card(paper, office, campaign, at=AT).moved
    actions.receive(pk, hands.delivery(pk).pk, actor=office, at=AT)
    for stranger in hands.county("qinghe"):
        with pytest.raises(ScopeRefused):
            access_paper(stranger, pk, campaign)
        assert not lines(stranger, campaign) and not addressed_to(stranger).filter(kind__startswith="paper-").exists()
    assert not sent_by("qinghe", ["D36"], campaign), "what the team sends is not evidence of the unit"


def test_another_unit_s_team_neither_writes_nor_signs_nor_reads(hands: Hands) -> None:
    member, head = team(hands)
    campaign = required()
    pk = hands.written("D36", member, AT)
    other = hands.person("linshan", Role.INSPECTION_HEAD)
    assert [party.key for kind in kinds(other, campaign) for party in kind.senders] == 2 * ["linshan/inspection_team"]
    with pytest.raises(ScopeRefused):
        access_own_paper(other, pk, campaign)
    inspection.sign("qinghe", "总体较好。", campaign=campaign, actor=head, at=AT)
    digest = hands.laid(pk, member, AT)
    with pytest.raises(NotYours):
        actions.sign(pk, digest, actor=other, at=AT)
    assert not addressed_to(other).filter(kind="paper-to-sign").exists()
    with pytest.raises(NotYours):
        actions.begin("D36", actor=hands.actor(Role.OFFICE_STAFF), at=AT)


def test_the_scores_of_all_go_with_a_paper_of_a_body(hands: Hands) -> None:
    from pingyi.records.campaign.annexing import annex
    from pingyi.rules.rulebook.papers import Annexed, Annexing

    campaign, asked = required(), Annexed(Annexing.SCORES)
    assert not annex(campaign, asked, None).rows
    inspection.sign("qinghe", "总体较好。", campaign=campaign, actor=team(hands)[1], at=AT)
    [row] = annex(campaign, asked, None).rows
    assert row[0] == "清河县科技局" and row[-1] == annex(campaign, asked, "qinghe").total[3]
