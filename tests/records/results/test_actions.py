"""Results: kept beside their inputs, approved or returned with a reason, released once; never edited."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from pingyi.records.journal.models import JournalEntry
from pingyi.records.results import actions, queries
from pingyi.records.results.errors import NoReckoning, NotApproved, ReturnUnexplained, RuledAlready
from pingyi.records.results.models import RulingKind
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import PhaseRefused, PhaseState, Role, RoleRefused, SecondFactorMissing
from tests.factories import AT, person, standing

pytestmark = pytest.mark.django_db
INPUTS = {"plan": "0" * 64, "units": {}}
RESULT = {"exact": {"units": [{"unit": "qinghe", "total": "4165/50"}]}, "uncertainty": {"warnings": []}}
DIRECTOR, LEADER = person(Role.OFFICE_DIRECTOR), person(Role.LEADING_GROUP_LEADER)
NOW = {"at": AT, "phase": PhaseState.INSPECT}
LATE = {"at": AT, "phase": PhaseState.CONCLUDE}


@pytest.fixture
def kept() -> ReckoningView:
    return actions.keep(campaign_id=standing(), plan="0" * 64, inputs=INPUTS, result=RESULT, actor=DIRECTOR, **NOW)


def test_a_result_is_kept_with_its_inputs_and_the_journal_has_both_digests(kept: ReckoningView) -> None:
    assert (kept.inputs, kept.result, kept.digest) == (INPUTS, RESULT, digest(RESULT["exact"]))
    public = json.loads(bytes(JournalEntry.objects.get(kind="reckoning:keep:1").leaf))["public"]
    doubt = digest(RESULT["uncertainty"])
    assert public == {"plan": "0" * 64, "inputs": digest(INPUTS), "result": kept.digest, "uncertainty": doubt}
    with pytest.raises(RoleRefused):
        actions.keep(campaign_id="trial", plan="", inputs=INPUTS, result=RESULT, actor=LEADER, **NOW)


def test_only_the_leader_approves_and_only_with_a_second_factor(kept: ReckoningView) -> None:
    for role in (Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_MEMBER, Role.STAT_LEAD):
        with pytest.raises(RoleRefused):
            actions.approve(pk=kept.pk, actor=person(role), **NOW)
    weak = type(LEADER)(LEADER.ref, LEADER.name, LEADER.grants, acknowledged=True, strong=False)
    with pytest.raises(SecondFactorMissing):
        actions.approve(pk=kept.pk, actor=weak, **NOW)
    with pytest.raises(PhaseRefused):
        actions.approve(pk=kept.pk, actor=LEADER, at=AT, phase=PhaseState.SOLICIT)
    assert actions.approve(pk=kept.pk, actor=LEADER, **NOW).approved


def test_a_return_says_why_and_its_reason_is_not_public(kept: ReckoningView) -> None:
    for reason in ("", "  \n"):
        with pytest.raises(ReturnUnexplained):
            actions.return_for_recheck(pk=kept.pk, reason=reason, actor=LEADER, **NOW)
    view = actions.return_for_recheck(pk=kept.pk, reason=" 请复核 ", actor=LEADER, **NOW)
    assert view.ruling is not None
    assert (view.ruling.kind, view.ruling.reason, view.approved) == (RulingKind.RETURNED, "请复核", False)
    assert "请复核" not in bytes(JournalEntry.objects.get(kind="ranking:rule:1").leaf).decode()


def test_a_ruling_is_given_once(kept: ReckoningView) -> None:
    actions.return_for_recheck(pk=kept.pk, reason="复核", actor=LEADER, **NOW)
    with pytest.raises(RuledAlready):
        actions.approve(pk=kept.pk, actor=LEADER, **NOW)
    with pytest.raises(NoReckoning):
        actions.approve(pk=kept.pk + 1, actor=LEADER, **NOW)


def test_only_what_was_approved_is_released_and_once(kept: ReckoningView) -> None:
    with pytest.raises(NotApproved):
        actions.release(pk=kept.pk, actor=DIRECTOR, **LATE)
    actions.approve(pk=kept.pk, actor=LEADER, **NOW)
    assert queries.released("trial") is None
    for _ in range(2):
        assert actions.release(pk=kept.pk, actor=DIRECTOR, **LATE).released_at == AT
    assert JournalEntry.objects.filter(kind="ranking:release:1").count() == 1
    found = queries.released("trial")
    assert found is not None
    assert found.pk == kept.pk


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["results_reckoning", "results_ruling", "results_release"])
def test_the_database_itself_refuses_to_change_a_result(kept: ReckoningView, statement: str, table: str) -> None:
    actions.approve(pk=kept.pk, actor=LEADER, **NOW)
    actions.release(pk=kept.pk, actor=DIRECTOR, **LATE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))


def test_the_database_itself_refuses_a_return_without_reason(kept: ReckoningView) -> None:
    with pytest.raises(DatabaseError, match="a_return_says_why"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO results_ruling (reckoning_id, kind, reason, by, at) VALUES (%s, 'returned', '', '', %s)",
            [kept.pk, AT],
        )
