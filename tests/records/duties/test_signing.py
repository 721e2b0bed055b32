"""Signing for a unit is its leader's own act: refused beside allowed, who sees what, and the moment that counts."""

from datetime import datetime

import pytest

from pingyi.records.campaign.queries import required
from pingyi.records.duties import actions, queries
from pingyi.records.duties.access import may_sign
from pingyi.records.duties.errors import OwnDraft, WordsMissing, WrittenAnew
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation.models import Account, Acknowledgement, Grant
from pingyi.records.organisation.queries import actor_of
from pingyi.records.outbox.models import Notice
from pingyi.rules.lifecycle import NotNow
from pingyi.rules.mandate import Actor, Role, RoleRefused, ScopeRefused, SecondFactorMissing
from tests.cast import AT, Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
TASK = "county-self-exam-report"


def report() -> Duty:
    return Duty.objects.get(task=TASK, unit__code="qinghe")


def ready(cast: Cast) -> tuple[int, Actor, Actor]:
    """The self-examination report of Qinghe in its phase, its clerk and its leader."""
    opened(cast, "P2")
    Duty.objects.filter(table="county_plan").update(state="in_force")
    return report().pk, cast.actor(Role.COUNTY_OFFICE), cast.actor(Role.COUNTY_LEADER)


def draft() -> int:
    newest = DutyMove.objects.filter(duty=report(), verb="draw_up").last()
    assert newest is not None
    return newest.pk


def test_the_clerk_writes_and_the_leader_signs(cast: Cast) -> None:
    pk, clerk, leader = ready(cast)
    assert not actions.submit(pk, "自查报告", "清科〔2026〕7号", actor=clerk, at=day("07-18"))
    assert report().state == "awaiting_signature"
    assert report().submitted_at is None
    assert not Notice.objects.filter(kind="duty-submitted").exists()
    assert Notice.objects.get(kind="duty-drawn-up").unit == cast.units["qinghe"]
    actions.sign(pk, draft(), actor=leader, at=day("07-19"))
    assert report().state == "submitted"
    said = [(move.verb, move.by, move.text) for move in DutyMove.objects.filter(duty=pk)]
    assert said == [
        ("draw_up", cast[Role.COUNTY_OFFICE], "自查报告"),
        ("sign", cast[Role.COUNTY_LEADER], ""),
        ("submit", cast[Role.COUNTY_LEADER], "自查报告"),
    ]
    entry = JournalEntry.objects.latest("pk")
    assert entry.kind == "duty:sign:1"
    assert "自查报告".encode() not in bytes(entry.leaf)
    assert Notice.objects.filter(kind="duty-submitted").exists()


def test_nobody_but_the_units_leader_signs(cast: Cast) -> None:
    pk, clerk, leader = ready(cast)
    with pytest.raises(WrittenAnew):
        actions.sign(pk, 0, actor=leader, at=day("07-18"))
    actions.submit(pk, "自查报告", actor=clerk, at=day("07-18"))
    for role in (Role.COUNTY_OFFICE, Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER, Role.INSPECTION_HEAD):
        with pytest.raises(RoleRefused):
            actions.sign(pk, draft(), actor=cast.actor(role), at=day("07-18"))
        with pytest.raises(RoleRefused):
            actions.hand_back(pk, "改", actor=cast.actor(role), at=day("07-18"))
    with pytest.raises(ScopeRefused):
        actions.sign(pk, draft(), actor=cast.actor(Role.CITY_BUREAU_UNIT), at=day("07-18"))
    with pytest.raises(SecondFactorMissing):
        actions.sign(pk, draft(), actor=cast.actor(Role.COUNTY_LEADER, strong=False), at=day("07-18"))
    with pytest.raises(NotNow):
        actions.submit(pk, "又一次", actor=clerk, at=day("07-18"))
    assert report().state == "awaiting_signature"
    actions.sign(pk, draft(), actor=leader, at=day("07-18"))
    with pytest.raises(NotNow):
        actions.sign(pk, draft(), actor=leader, at=day("07-18"))
    with pytest.raises(NotNow):
        actions.hand_back(pk, "改", actor=leader, at=day("07-18"))


def test_the_leader_sends_back_and_signs_only_what_was_read(cast: Cast) -> None:
    pk, clerk, leader = ready(cast)
    actions.submit(pk, "初稿", actor=clerk, at=day("07-17"))
    read = draft()
    with pytest.raises(WordsMissing):
        actions.hand_back(pk, " ", actor=leader, at=day("07-17"))
    actions.hand_back(pk, "数字不对", actor=leader, at=day("07-17"))
    assert report().state == "handed_back"
    assert Notice.objects.get(kind="duty-handed-back").unit == cast.units["qinghe"]
    actions.submit(pk, "二稿", actor=clerk, at=day("07-18"))
    with pytest.raises(WrittenAnew):
        actions.sign(pk, read, actor=leader, at=day("07-18"))
    actions.sign(pk, draft(), actor=leader, at=day("07-18"))
    campaign = required()
    office = [move.verb for move in queries.card(report(), campaign, at=day("07-18")).moves]
    assert office == ["sign", "submit"], "what passes within the unit stays there"
    own = [move.text for move in queries.card(report(), campaign, at=day("07-18"), within=True).moves]
    assert own == ["初稿", "数字不对", "二稿", "", "二稿"]


@pytest.mark.parametrize(
    ("signed", "late"), [(day("07-20", 23, 59), False), (day("07-21", 0), True)], ids=["last minute", "a day later"]
)
def test_it_is_in_time_when_the_leader_signs_in_time(cast: Cast, signed: datetime, late: bool) -> None:
    pk, clerk, leader = ready(cast)
    actions.submit(pk, "自查报告", actor=clerk, at=day("07-18"))
    actions.sign(pk, draft(), actor=leader, at=signed)
    assert report().late is late
    actions.send_back(pk, "缺附件", actor=cast.actor(Role.OFFICE_STAFF), at=day("07-22"))
    actions.submit(pk, "补齐", actor=clerk, at=day("07-23"))
    actions.sign(pk, draft(), actor=leader, at=day("07-23"))
    assert report().late is late, "returned for completeness is not late by that"


def test_what_the_leader_writes_is_signed_with_it(cast: Cast) -> None:
    pk, _clerk, leader = ready(cast)
    assert actions.submit(pk, "自查报告", actor=leader, at=day("07-18"))
    assert {move.by for move in DutyMove.objects.filter(duty=pk)} == {cast[Role.COUNTY_LEADER]}
    assert report().state == "submitted"


def test_in_the_city_bureau_another_than_the_writer_signs(cast: Cast) -> None:
    pk, _clerk, _leader = ready(cast)
    Duty.objects.filter(pk=pk).update(unit=cast.units["city-bureau"])
    writer = cast.actor(Role.CITY_BUREAU_UNIT)
    assert not actions.submit(pk, "自查报告", actor=writer, at=day("07-18"))
    written = Duty.objects.get(pk=pk)
    newest = written.moves.latest("pk").pk
    with pytest.raises(OwnDraft):
        actions.sign(pk, newest, actor=writer, at=day("07-18"))
    assert not may_sign(writer, written)
    second = colleague(cast)
    assert may_sign(second, written)
    actions.sign(pk, newest, actor=second, at=day("07-18"))
    assert Duty.objects.get(pk=pk).state == "submitted"


def colleague(cast: Cast) -> Actor:
    """A second person of the city bureau as an appraised unit."""
    unit = cast.units["city-bureau"]
    account = Account.objects.create(username="second", name="苏远志", unit=unit, created_at=AT)
    role = Role.CITY_BUREAU_UNIT
    Grant.objects.create(account=account, role=role, unit=unit, proposed_at=AT, granted_at=AT)
    Acknowledgement.objects.create(account=account, campaign_id="", text_digest="0" * 64, at=AT)
    return actor_of(account, campaign_id="", strong=True)
