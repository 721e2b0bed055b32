"""Acts crossed by others at the same moment, on two connections, several times each: after every one the campaign goes
on by its pages, and after the last its bundle verifies.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from pingyi.ceremonies import closing, freeze, opening, phase, reckoning, release, ruling
from pingyi.ceremonies.errors import BeforeTheLeaders, Decided
from pingyi.records.acts import queries as acts
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign.errors import OutOfOrder
from pingyi.records.campaign.topics import Topic
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection import queries as inspection_queries
from pingyi.records.inspection.errors import SheetRefused, TeamExists
from pingyi.records.inspection.models import Team
from pingyi.records.journal import actions as journal
from pingyi.records.journal import custody
from pingyi.records.journal import queries as journal_queries
from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation.models import Account
from pingyi.records.results import actions as results_actions
from pingyi.records.results import queries as results
from pingyi.records.results.actions import Breach
from pingyi.records.results.errors import ReckoningOutdated, ReleasedAlready
from pingyi.rules.acts.kind import CLOSING, COUNT, FREEZE, RECKONING
from pingyi.rules.mandate import Role
from pingyi.rules.refusal import Refusal
from tests import stage
from tests.cast import cast
from tests.ceremonies.conftest import LATER, PARTIES, ROUNDS, House
from tests.crossing import Shelf, crossed
from tests.sitting import CLOSED, FROZEN, OPENED, RELEASED, RULED, UNITS, team_of

pytestmark = pytest.mark.slow(70)

BREACH = Breach(
    unit="qinghe",
    prohibition="P3",
    number="决〔2026〕9号",
    facts="发放礼品拉票",
    notified_on=date(2026, 9, 1),
    hearing="未作陈述",
    decided_on=date(2026, 9, 8),
)


@pytest.mark.django_db
def test_what_was_on_the_shelf_comes_back_whole() -> None:
    shelf = Shelf()
    stage.opened(cast())
    shelf.keep("before")
    there = JournalEntry.objects.count()
    journal.checkpoint(at=FROZEN)
    Account.objects.update(name="别人")
    shelf.back("before")
    assert (JournalEntry.objects.count(), journal_queries.latest_checkpoint(), custody.head()) == (there, None, None)
    assert not Account.objects.filter(name="别人").exists()
    shelf.clear()


def one_complete(kind: str) -> ActView:
    """However it was crossed, one act of this kind is complete, and it stands."""
    done = [view for view in acts.all_of(stage.CODE) if view.kind == kind and view.complete]
    assert len(done) == 1
    assert acts.latest(stage.CODE, kind) == done[0]
    return done[0]


def refused(answer: object, *how: type[Exception]) -> bool:
    """Whether it was refused, and then in one of these ways."""
    assert not isinstance(answer, Exception) or isinstance(answer, how), repr(answer)
    return isinstance(answer, Exception)


def test_laying_the_survey_anew_crosses_the_last_signature(house: House) -> None:
    sitting, laid = house.sitting, []

    def prepared() -> None:
        laid.append(freeze.propose(campaign=sitting.campaign, actor=sitting.director, at=FROZEN))
        sitting.freeze(laid[0], sitting.director)

    for _ in house.rounds("drawn", prepared=prepared):
        who = {"campaign": sitting.campaign, "actor": sitting.director, "at": FROZEN}
        _, anew = crossed(lambda: sitting.freeze(laid[0], sitting.lead), lambda who=who: freeze.propose(**who))
        refused(anew, Refusal)
        for role in (Role.OFFICE_DIRECTOR, Role.STAT_LEAD):
            house.sign(role, "/freeze/", "/acts/freeze/sign", FREEZE.code, FROZEN)
        one_complete(FREEZE.code)
        assert len(boxes.boxes(stage.CODE)) == 4
    sitting.publish_credentials()
    house.verified("frozen")


def test_laying_the_closing_anew_crosses_the_last_signature(house: House) -> None:
    sitting, laid = house.sitting, []

    def prepared() -> None:
        laid.append(closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED))
        closing.sign(campaign=sitting.campaign, digest=laid[0].digest, actor=sitting.director, at=CLOSED)

    for _ in house.rounds("P3", prepared=prepared):
        who = {"campaign": sitting.campaign, "actor": sitting.director, "at": CLOSED}
        last = {**who, "actor": sitting.lead, "digest": laid[0].digest}
        crossed(lambda last=last: closing.sign(**last), lambda who=who: closing.propose(**who))
        for role in (Role.OFFICE_DIRECTOR, Role.STAT_LEAD):
            house.sign(role, "/sitting/", "/acts/closing/sign", CLOSING.code, CLOSED)
        one_complete(CLOSING.code)
        assert all(box.type == "EndBallots" for box in boxes.boxes(stage.CODE))
    house.verified("closed")


def test_a_phase_is_opened_twice_at_once(house: House) -> None:
    sitting = house.sitting
    at = sitting.campaign.timetable.interval("P4").start

    def prepared() -> None:
        for number in "12":
            said = (f"决〔2026〕4-{number}号", Topic.OVERRIDE, "P4", "同意")
            campaign_actions.record_decision(*said, actor=sitting.leader, at=at)

    for n in house.rounds("closed", prepared=prepared):
        opens = {"actor": sitting.director, "at": at, "decision": f"决〔2026〕4-{n % 2 + 1}号"}
        late = {"actor": sitting.director, "unit": "linshan", "at": at, "phase": sitting.campaign.phase}
        one, two, team = crossed(
            *[lambda opens=opens: phase.open_phase("P4", **opens)] * 2,
            lambda late=late: inspection.appoint(campaign_id=stage.CODE, members={"1": "甲"}, head="1", **late),
        )
        assert sorted([refused(one, OutOfOrder), refused(two, OutOfOrder)]) == [False, True]
        assert isinstance(team, Team)
        settings.CLOCK.set(at)
        assert house.sitting.campaign.state == "P4"
        assert "/campaign/open/" in house.page(Role.OFFICE_DIRECTOR, "/campaign/")
        assert '"/acts/opening/lay"' in house.page(Role.OFFICE_DIRECTOR, "/sitting/")
    house.shelf.back("prepared")
    phase.open_phase("P4", **opens)
    house.verified("P4")


def test_counting_crosses_itself_and_the_last_signature(house: House) -> None:
    sitting = house.sitting

    def prepared() -> None:
        sitting.give(1)
        sitting.give(2)

    for n in house.rounds("summed", prepared=prepared):
        who = {"campaign": sitting.campaign, "actor": sitting.director, "at": OPENED}
        for answer in crossed(*[lambda who=who: opening.count(**who)] * 2):
            assert answer is None or isinstance(answer, ActView)
        sitting.finish()
        laid = acts.latest(stage.CODE, COUNT.code)
        assert laid
        told = {"digest": laid.digest, "recount": laid.content["counts_digest"]}
        for signer in (sitting.director, sitting.supervisor):
            opening.sign_count(**who | {"actor": signer}, **told)
        pair = [
            lambda who=who, told=told: opening.sign_count(**who | {"actor": sitting.lead}, **told),
            lambda who=who: opening.count(**who),
        ]
        crossed(*pair[:: 1 if n % 2 else -1])
        for role in PARTIES:
            house.sign(role, "/sitting/", "/acts/count/sign", COUNT.code, OPENED, recount=told["recount"])
        assert one_complete(COUNT.code).digest == laid.digest
        assert "/reckoning/" in house.page(Role.STAT_LEAD, "/sitting/")
    house.verified("count signed")


def test_appointing_crosses_marks_and_the_discussion(house: House) -> None:
    sitting, plan = house.sitting, house.sitting.campaign.book.inspection
    marks = {own.code: Decimal("0.1") for block in plan.blocks for own in block.indicators}
    other = {code: Decimal("0.2") for code in marks}
    team = team_of("qinghe")
    present = [member.ref for member in team]
    for _ in house.rounds("count signed", prepared=lambda: sitting.appoint("qinghe")):
        now = {"campaign": sitting.campaign, "at": OPENED}
        for member in team:
            inspection.give_marks("qinghe", marks, actor=member, **now)
        other_team, again, marked, discussed = crossed(
            lambda: sitting.appoint("linshan"),
            lambda: sitting.appoint("qinghe"),
            lambda now=now: inspection.give_marks("qinghe", other, actor=team[1], **now),
            lambda now=now: inspection.open_discussion("qinghe", present, actor=team[0], **now),
        )
        assert isinstance(other_team, Team)
        assert refused(again, TeamExists)
        assert not refused(discussed)
        late = refused(marked, SheetRefused)
        standing = [each.sheet for each in inspection_queries.teams(stage.CODE, plan) if each.unit == "qinghe"]
        assert set(standing[0].individual[team[1].ref].values()) == set((marks if late else other).values())
        for path in ("/teams/", "/sheets/", "/sheets/qinghe/paper/", "/sheets/linshan/paper/"):
            assert house.page(Role.OFFICE_DIRECTOR, path)
    sitting.settled("qinghe")
    sitting.marked("linshan")
    sitting.settled("linshan")
    sitting.inspected(("donghu",))
    house.verified("inspected")


@pytest.mark.parametrize("word", ["approve", "return"])
def test_computing_anew_crosses_the_leaders_word(house: House, word: str) -> None:
    sitting = house.sitting
    for _ in house.rounds("signed", times=ROUNDS if word == "approve" else 3):
        kept = reckoning.signed_reckoning(sitting.campaign)
        assert kept
        who = {"campaign": sitting.campaign, "digest": kept.digest, "actor": sitting.leader, "at": RULED}
        rule = {
            "approve": lambda who=who: ruling.approve(**who),
            "return": lambda who=who: ruling.send_back(reason="请复核", **who),
        }[word]
        ruled, anew = crossed(rule, sitting.reckon)
        assert not refused(ruled)
        again = not refused(anew, BeforeTheLeaders, Decided)
        settings.CLOCK.set(RULED)
        if word == "approve":
            assert not again
            assert results.reckoning(kept.pk).approved
            assert 'action="/acts/reckoning/lay"' not in house.page(Role.OFFICE_DIRECTOR, "/reckoning/")
            continue
        if not again:
            house.post(Role.OFFICE_DIRECTOR, "/acts/reckoning/lay", RULED)
        for role in PARTIES:
            house.sign(role, "/reckoning/", "/acts/reckoning/sign", RECKONING.code, RULED)
        house.post(Role.LEADING_GROUP_LEADER, "/acts/result/sign", RULED, digest=kept.digest)
        newest = results.latest(stage.CODE)
        assert newest
        assert (newest.pk > kept.pk, newest.approved) == (True, True)
    sitting.open_phase("P5")
    house.verified("approved")


def test_the_last_signature_crosses_computing_anew(house: House) -> None:
    sitting, laid = house.sitting, []

    def prepared() -> None:
        found = acts.latest(stage.CODE, RECKONING.code)
        assert found
        laid.append(found)
        for signer in (sitting.director, sitting.supervisor):
            reckoning.sign(campaign=sitting.campaign, digest=found.digest, actor=signer, at=OPENED)

    for _ in house.rounds("reckoned", prepared=prepared):
        last = {"campaign": sitting.campaign, "digest": laid[0].digest, "actor": sitting.lead, "at": OPENED}
        crossed(lambda last=last: reckoning.sign(**last), sitting.reckon)
        for role in PARTIES:
            house.sign(role, "/reckoning/", "/acts/reckoning/sign", RECKONING.code, OPENED)
        assert one_complete(RECKONING.code).pk == laid[0].pk
        assert 'action="/acts/result/sign"' in house.page(Role.LEADING_GROUP_LEADER, "/decision/")
    house.verified("signed")


def done_again(house: House, at: Any) -> None:
    """By the pages: the result is computed anew, signed by all, and approved."""
    assert 'action="/acts/reckoning/lay"' in house.page(Role.STAT_LEAD, "/reckoning/")
    house.post(Role.STAT_LEAD, "/acts/reckoning/lay", at)
    for role in PARTIES:
        house.sign(role, "/reckoning/", "/acts/reckoning/sign", RECKONING.code, at)
    kept = reckoning.signed_reckoning(house.sitting.campaign)
    assert kept
    house.post(Role.LEADING_GROUP_LEADER, "/acts/result/sign", at, digest=kept.digest)
    assert results.reckoning(kept.pk).approved


def test_publishing_crosses_a_disqualification(house: House) -> None:
    sitting = house.sitting
    for n in house.rounds("approved"):
        who = {"campaign": sitting.campaign, "at": RELEASED}
        pair = [
            lambda who=who: release.release(actor=sitting.director, **who),
            lambda who=who: results_actions.disqualify(breach=BREACH, actor=sitting.leader, **who),
        ]
        turned = 1 if n % 2 else -1
        published, decided = crossed(*pair[::turned])[::turned]
        late = refused(published, ReckoningOutdated)
        assert refused(decided, ReleasedAlready) is not late
        settings.CLOCK.set(RELEASED)
        if late:
            done_again(house, RELEASED)
            settings.CLOCK.set(LATER)
            house.sign_in(Role.OFFICE_DIRECTOR)
            house.post(Role.OFFICE_DIRECTOR, "/reckoning/publish", LATER)
        else:
            assert house.page(Role.LEADING_GROUP_LEADER, "/disqualifications/")
        shown = results.released(stage.CODE)
        assert shown
        assert ("ground" in shown.inputs["units"]["qinghe"]) is late
        assert house.page(Role.OFFICE_DIRECTOR, "/results/")
    house.verified("released")


def test_computing_crosses_a_disqualification(house: House) -> None:
    sitting = house.sitting
    for n in house.rounds("inspected"):
        breach = replace(BREACH, unit=UNITS[n % 3])
        who = {"campaign": sitting.campaign, "at": OPENED}
        pair = [
            sitting.reckon,
            lambda who=who, breach=breach: results_actions.disqualify(breach=breach, actor=sitting.leader, **who),
        ]
        for answer in crossed(*pair[:: 1 if n % 2 else -1]):
            assert not refused(answer)
        settings.CLOCK.set(OPENED)
        kept = results.latest(stage.CODE)
        assert kept
        if results.outdated(kept):
            house.post(Role.OFFICE_DIRECTOR, "/acts/reckoning/lay", OPENED)
        for role in PARTIES:
            house.sign(role, "/reckoning/", "/acts/reckoning/sign", RECKONING.code, OPENED)
        kept = reckoning.signed_reckoning(sitting.campaign)
        assert kept
        assert [code for code, unit in kept.inputs["units"].items() if "ground" in unit] == [breach.unit]
        assert 'action="/acts/result/sign"' in house.page(Role.LEADING_GROUP_LEADER, "/decision/")
    house.verified("signed")
