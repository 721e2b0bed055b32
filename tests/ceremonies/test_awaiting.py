"""What awaits a signature: joint acts and approvals, each only before whoever signs it."""

import pytest

from pingyi.ceremonies import closing, commencement, ruling
from pingyi.records.acts import actions, queries
from pingyi.records.acts.access import access_act
from pingyi.records.acts.act import Awaited, JointAct, Signed
from pingyi.records.acts.errors import DoneAlready, NoSuchAct, Outdated
from pingyi.records.campaign import queries as campaigns
from pingyi.rules.acts.kind import Kind
from pingyi.rules.mandate import BODIES, Actor, Power, Role, RoleRefused
from pingyi.rules.rulebook.words import Text
from tests import stage
from tests.cast import Cast
from tests.factories import standing
from tests.sitting import CLOSED, Sitting, brought_to

pytestmark = pytest.mark.django_db
VISIT = Kind("visit", Text("走访", "visit"), BODIES, Power.SURVEY_SIGN, Power.SURVEY_SIGN)


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    stage.opened(cast)
    return Sitting(cast)


def kinds(sitting: Sitting, actor: Actor) -> list[str]:
    return [view.kind for view in queries.awaiting(actor, sitting.campaign.code)]


def test_an_act_awaits_each_party_until_it_has_signed(sitting: Sitting) -> None:
    brought_to("P3", sitting)
    assert kinds(sitting, sitting.director) == kinds(sitting, sitting.lead) == []
    laid = closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    assert kinds(sitting, sitting.director) == kinds(sitting, sitting.lead) == ["closing"]
    assert kinds(sitting, sitting.supervisor) == kinds(sitting, sitting.leader) == []
    closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.director, at=CLOSED)
    assert (kinds(sitting, sitting.director), kinds(sitting, sitting.lead)) == ([], ["closing"])
    closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.lead, at=CLOSED)
    assert kinds(sitting, sitting.lead) == []


def test_a_signed_result_awaits_the_leader_until_there_is_a_word_on_it(sitting: Sitting) -> None:
    brought_to("reckoned", sitting)
    assert kinds(sitting, sitting.lead) == ["reckoning"]
    assert ruling.ACT.awaited(sitting.campaign) is None
    brought_to("signed", sitting, after="reckoned")
    waits = ruling.ACT.awaited(sitting.campaign)
    assert waits is not None
    assert kinds(sitting, sitting.lead) == []
    sitting.approve()
    assert ruling.ACT.awaited(sitting.campaign) is None


def test_a_plan_awaits_its_approval_and_then_no_more(cast: Cast) -> None:
    stage.begun(cast)
    campaign = campaigns.required()
    assert commencement.ACT.awaited(campaign) == Awaited(campaign.digest)
    leader = cast.actor(Role.LEADING_GROUP_LEADER)
    commencement.approve_plan(actor=leader, at=stage.day("06-15"), digest=campaign.digest)
    assert commencement.ACT.awaited(campaigns.required()) is None


def test_a_new_act_is_a_value_and_nothing_else(sitting: Sitting) -> None:
    done: list[Signed] = []
    told = {"visits": 3}
    act = JointAct(
        kind=VISIT,
        content=lambda _campaign: dict(told),
        done=done.append,
    )
    now = {"campaign": sitting.campaign, "at": stage.day("07-01")}
    with pytest.raises(NoSuchAct):
        actions.sign(act, digest="0" * 64, actor=sitting.director, **now)
    laid = actions.lay(act, actor=sitting.director, **now)
    actions.sign(act, digest=laid.digest, actor=sitting.director, **now)
    told["visits"] = 4
    with pytest.raises(Outdated):
        actions.sign(act, digest=laid.digest, actor=sitting.lead, **now)
    told["visits"] = 3
    assert not done
    assert actions.sign(act, digest=laid.digest, actor=sitting.lead, **now).complete
    assert [signed.actor for signed in done] == [sitting.lead]
    with pytest.raises(DoneAlready):
        actions.lay(act, actor=sitting.director, **now)
    again = JointAct(
        kind=Kind("visit", Text("走访", "visit"), BODIES, Power.SURVEY_DRAFT, Power.SURVEY_DRAFT, again=True),
        content=act.content,
    )
    assert actions.lay(again, actor=sitting.director, **now).pk > laid.pk


def test_absent_and_foreign_acts_are_the_same_answer(sitting: Sitting) -> None:
    campaign, director = sitting.campaign, sitting.director
    phase = {"actor": director, "at": CLOSED, "phase": campaign.phase}
    own = VISIT
    laid = actions.draw_up(own, {}, campaign_id=campaign.code, **phase)
    assert access_act(director, laid.pk, campaign) == laid
    foreign = actions.draw_up(own, {}, campaign_id=standing("archived", "another"), **phase)
    for pk in (foreign.pk, foreign.pk + 1):
        with pytest.raises(NoSuchAct) as absent:
            access_act(director, pk, campaign)
        assert absent.value.hidden
    assert queries.awaiting(director, campaign.code) == [laid]
    assert queries.awaiting(sitting.supervisor, campaign.code) == []


def test_what_tells_a_result_is_read_at_the_table_only(sitting: Sitting) -> None:
    brought_to("counted", sitting)
    laid = queries.latest(stage.CODE, "count")
    assert laid is not None
    assert access_act(sitting.supervisor, laid.pk, sitting.campaign) == laid
    with pytest.raises(RoleRefused):
        access_act(sitting.actor(Role.OFFICE_STAFF), laid.pk, sitting.campaign)
