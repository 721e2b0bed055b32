"""A unit in breach: heard, decided by the leader, on record for good, told, and revoked only by another decision."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Notice
from pingyi.records.results import actions, queries
from pingyi.records.results.actions import Breach
from pingyi.records.results.errors import (
    DatesWrong,
    DisqualifiedAlready,
    GroundsMissing,
    HearingOpen,
    NothingToRevoke,
    NumberTaken,
    ReckoningOutdated,
    ReleasedAlready,
    UnknownBreach,
)
from pingyi.records.results.queries import DisqualificationView
from pingyi.rules.mandate import PhaseRefused, PhaseState, Role, RoleRefused, SecondFactorMissing
from pingyi.rules.refusal import Refusal
from tests import stage
from tests.cast import Cast
from tests.stage import day

pytestmark = pytest.mark.django_db
NOW = day("07-20", 16)
BREACH = Breach(
    unit="qinghe",
    prohibition="P3",
    number="决〔2026〕9号",
    facts="向服务对象发放礼品换取“优秀”",
    notified_on=date(2026, 7, 14),
    hearing="书面陈述：不予认可，已核",
    decided_on=date(2026, 7, 20),
)


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return stage.opened(cast, "P2")


@pytest.fixture
def decide(campaign: CurrentCampaign, cast: Cast) -> Callable[..., DisqualificationView]:
    """Decide about the breach, with changes to what is on paper, who decides and when."""

    def deciding(role: Role = Role.LEADING_GROUP_LEADER, at: datetime = NOW, **changes: object) -> DisqualificationView:
        breach = replace(BREACH, **changes)
        return actions.disqualify(campaign=campaign, breach=breach, actor=_actor(cast, role), at=at)

    return deciding


@pytest.fixture
def revoke(campaign: CurrentCampaign, cast: Cast) -> Callable[..., DisqualificationView]:
    def revoking(pk: int, **changes: object) -> DisqualificationView:
        said = {"number": "决〔2026〕11号", "reason": "复查：证据不足", "decided_on": date(2026, 7, 20), "at": NOW}
        actor = _actor(cast, Role.LEADING_GROUP_LEADER)
        return actions.revoke(**{"campaign": campaign, "pk": pk, "actor": actor, **said, **changes})

    return revoking


def _actor(cast: Cast, role: Role, *, strong: bool = True):  # type: ignore[no-untyped-def]
    return cast.actor(role, campaign_id=stage.CODE, strong=strong)


def leaf(kind: str) -> str:
    return bytes(JournalEntry.objects.get(kind=kind).leaf).decode()


def test_the_journal_names_decision_unit_and_prohibition_and_no_fact(
    decide: Callable[..., DisqualificationView],
) -> None:
    view = decide()
    assert queries.grounds(stage.CODE) == {"qinghe": view.ground}
    said = leaf("disqualification:decide:1")
    assert json.loads(said)["public"] == {
        "unit": "qinghe",
        "decision": "决〔2026〕9号",
        "prohibition": "P3",
        "decided_on": "2026-07-20",
    }
    assert BREACH.facts not in said
    assert BREACH.hearing not in said


def test_only_the_leader_decides_with_a_second_factor_while_the_campaign_runs(
    campaign: CurrentCampaign, cast: Cast, decide: Callable[..., DisqualificationView]
) -> None:
    for role in (Role.LEADING_GROUP_MEMBER, Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR, Role.COUNTY_LEADER):
        with pytest.raises(RoleRefused):
            decide(role)
    weak = _actor(cast, Role.LEADING_GROUP_LEADER, strong=False)
    with pytest.raises(SecondFactorMissing):
        actions.disqualify(campaign=campaign, breach=BREACH, actor=weak, at=NOW)
    before = replace(campaign, state="approved")
    assert before.phase is PhaseState.BEFORE
    with pytest.raises(PhaseRefused):
        actions.disqualify(campaign=before, breach=BREACH, actor=_actor(cast, Role.LEADING_GROUP_LEADER), at=NOW)
    assert queries.disqualifications(stage.CODE) == []
    assert not JournalEntry.objects.filter(kind="disqualification:decide:1").exists()
    assert decide().unit == "qinghe"


def test_the_unit_and_the_office_are_told(decide: Callable[..., DisqualificationView]) -> None:
    decide()
    told = Notice.objects.filter(kind="unit-disqualified")
    assert {(note.unit.code if note.unit else note.role) for note in told} == {
        "qinghe",
        Role.OFFICE_DIRECTOR,
        Role.OFFICE_STAFF,
    }


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"unit": "nowhere"}, UnknownBreach),
        ({"unit": "city"}, UnknownBreach),
        ({"prohibition": "P9"}, UnknownBreach),
        ({"number": "  "}, GroundsMissing),
        ({"facts": ""}, GroundsMissing),
        ({"hearing": "\n"}, GroundsMissing),
        ({"notified_on": date(2025, 7, 14)}, DatesWrong),
        ({"notified_on": date(2026, 7, 21), "decided_on": date(2026, 7, 20)}, DatesWrong),
        ({"decided_on": date(2026, 7, 21)}, DatesWrong),
    ],
)
def test_a_decision_says_everything(
    decide: Callable[..., DisqualificationView], changes: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(**changes)
    assert queries.grounds(stage.CODE) == {}


def test_the_unit_may_be_heard_for_three_working_days_first(decide: Callable[..., DisqualificationView]) -> None:
    """Told on Tuesday 14 July 2026: Wednesday, Thursday and Friday the 17th are its own; the weekend follows."""
    with pytest.raises(HearingOpen, match="2026-07-17"):
        decide(decided_on=date(2026, 7, 17))
    assert decide(decided_on=date(2026, 7, 18)).decided_on == date(2026, 7, 18)


def test_today_ends_at_midnight_in_the_campaigns_zone(decide: Callable[..., DisqualificationView]) -> None:
    midnight = day("07-20", 0)
    with pytest.raises(DatesWrong):
        decide(at=midnight - timedelta(microseconds=1))
    assert decide(at=midnight).at == midnight


def test_one_decision_a_unit_and_one_unit_a_number(decide: Callable[..., DisqualificationView]) -> None:
    decide()
    with pytest.raises(DisqualifiedAlready):
        decide(number="决〔2026〕10号")
    with pytest.raises(NumberTaken, match="决〔2026〕9号"):
        decide(unit="linshan")
    assert decide(unit="linshan", number="决〔2026〕10号").unit == "linshan"


def test_another_decision_revokes_and_both_stay_on_record(
    decide: Callable[..., DisqualificationView], revoke: Callable[..., DisqualificationView]
) -> None:
    first = decide()
    revoke(first.pk)
    (kept,) = queries.disqualifications(stage.CODE)
    assert kept.revocation is not None
    assert (kept.number, kept.revocation.number, kept.revocation.reason) == (
        "决〔2026〕9号",
        "决〔2026〕11号",
        "复查：证据不足",
    )
    assert queries.grounds(stage.CODE) == {}
    said = leaf("disqualification:revoke:1")
    assert json.loads(said)["public"] == {
        "unit": "qinghe",
        "revokes": "决〔2026〕9号",
        "decision": "决〔2026〕11号",
        "decided_on": "2026-07-20",
    }
    assert "证据不足" not in said
    assert Notice.objects.filter(kind="disqualification-revoked").count() == 3
    with pytest.raises(NothingToRevoke):
        revoke(first.pk, number="决〔2026〕12号")
    again = decide(number="决〔2026〕13号")
    assert queries.grounds(stage.CODE) == {"qinghe": again.ground}


def test_a_revocation_has_number_reason_day_and_its_power(
    cast: Cast, decide: Callable[..., DisqualificationView], revoke: Callable[..., DisqualificationView]
) -> None:
    pk = decide().pk
    for changes in ({"number": " "}, {"reason": " "}):
        with pytest.raises(GroundsMissing):
            revoke(pk, **changes)
    with pytest.raises(NumberTaken):
        revoke(pk, number=BREACH.number)
    for wrong in (date(2026, 7, 19), date(2026, 7, 21)):
        with pytest.raises(DatesWrong):
            revoke(pk, decided_on=wrong)
    with pytest.raises(NothingToRevoke):
        revoke(pk + 1)
    with pytest.raises(RoleRefused):
        revoke(pk, actor=_actor(cast, Role.OFFICE_DIRECTOR))
    assert "qinghe" in queries.grounds(stage.CODE)


def test_a_result_without_the_decision_is_neither_approved_nor_released(
    campaign: CurrentCampaign, cast: Cast, decide: Callable[..., DisqualificationView], revoke: Callable[..., object]
) -> None:
    """Between approval and release a decision still counts; after the release none is taken."""
    late = {"at": NOW, "phase": PhaseState.CONCLUDE}
    director, leader = _actor(cast, Role.OFFICE_DIRECTOR), _actor(cast, Role.LEADING_GROUP_LEADER)

    def kept(units: dict[str, object]) -> int:
        inputs, result = {"plan": "0" * 64, "units": units}, {"exact": {}, "uncertainty": {}}
        whole = {"campaign_id": stage.CODE, "plan": "0" * 64, "inputs": inputs, "result": result}
        return actions.keep(**whole, actor=director, **late).pk

    plain = kept({"qinghe": {"status": "ranked"}})
    actions.approve(pk=plain, actor=leader, **late)
    decided = decide()
    with pytest.raises(ReckoningOutdated):
        actions.release(pk=plain, actor=director, **late)
    with pytest.raises(ReckoningOutdated):
        actions.approve(pk=kept({"qinghe": {"status": "ranked"}}), actor=leader, **late)
    right = kept({"qinghe": {"status": "disqualified", "ground": decided.ground}})
    actions.approve(pk=right, actor=leader, **late)
    assert actions.release(pk=right, actor=director, **late).released_at == NOW
    with pytest.raises(ReleasedAlready):
        decide(unit="linshan", number="决〔2026〕10号")
    with pytest.raises(ReleasedAlready):
        revoke(decided.pk)


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["results_disqualification", "results_revocation"])
def test_the_database_itself_refuses_to_change_a_decision(
    decide: Callable[..., DisqualificationView], revoke: Callable[..., object], statement: str, table: str
) -> None:
    revoke(decide().pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        (("", "f", "2026-07-14", "h"), "a_disqualification_says_why"),
        (("9", "", "2026-07-14", "h"), "a_disqualification_says_why"),
        (("9", "f", "2026-07-14", ""), "a_disqualification_says_why"),
        (("9", "f", "2026-07-20", "h"), "a_disqualification_is_heard_first"),
    ],
)
def test_the_database_itself_refuses_a_decision_unsaid_or_unheard(values: tuple[str, ...], constraint: str) -> None:
    with pytest.raises(DatabaseError, match=constraint), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO results_disqualification"
            " (campaign_id, unit, prohibition, number, facts, notified_on, hearing, decided_on, by, at)"
            " VALUES ('trial', 'qinghe', 'P3', %s, %s, %s, %s, '2026-07-20', 'x', now())",
            values,
        )
