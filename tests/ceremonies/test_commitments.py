"""What the database's administrator changes behind the programme is refused before an act rests on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pingyi.ceremonies import commitments, phase, reckoning, release, ruling
from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries as acts
from pingyi.records.acts.errors import RowsAltered
from pingyi.records.campaign.errors import CourseAltered
from pingyi.records.results import actions as results_actions
from pingyi.records.results import queries
from pingyi.records.results.errors import DecisionsAltered
from pingyi.records.results.models import ObjectionGround
from pingyi.rules.mandate import Role, UnitRef
from pingyi.rules.timetable import ChecklistOpen
from tests import stage
from tests.administrator import as_administrator
from tests.cast import record_grants, show_factor
from tests.sitting import RELEASED, RULED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("inspected")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


SHEET = "UPDATE inspection_settlement SET points = 0 WHERE team_id = (SELECT min(id) FROM inspection_team)"
RESULT = "UPDATE results_reckoning SET result = replace(result, 'qinghe', 'linshan')"
MINUTES = """UPDATE acts_act SET content = replace(content, '"plan"', '"plans"') WHERE kind = 'reckoning'"""


@contextmanager
def refused(what: str) -> Iterator[None]:
    with pytest.raises(RowsAltered, match=what):
        yield


def test_a_signed_sheet_set_to_nothing_is_not_reckoned(sitting: Sitting) -> None:
    as_administrator(SHEET)
    with refused("the inspection sheet of"):
        sitting.reckon()
    assert queries.latest(stage.CODE) is None


def test_other_counts_than_were_signed_are_not_reckoned(sitting: Sitting) -> None:
    as_administrator(
        """UPDATE acts_act SET content = replace(content, '"counts_digest":"', '"counts_digest":"0')
        WHERE kind = 'count'"""
    )
    with refused("the minutes"):
        sitting.reckon()


@pytest.mark.parametrize("statement", [SHEET, RESULT, MINUTES])
def test_nobody_signs_approves_or_releases_what_was_altered(sitting: Sitting, statement: str) -> None:
    laid = sitting.reckon()
    at = {"campaign": sitting.campaign, "digest": laid.content["result"], "actor": sitting.leader, "at": RULED}
    with unaltered(), refused("not what was signed"):
        as_administrator(statement)
        sitting.sign_result(laid)
    sitting.sign_result(laid)
    with unaltered(), refused("not what was signed"):
        as_administrator(statement)
        ruling.approve(**at)
    ruling.approve(**at)
    sitting.open_phase("P5")
    with unaltered(), refused("not what was signed"):
        as_administrator(statement)
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    brought_to("released", sitting, after="approved")


DOUBT = """UPDATE results_reckoning SET result = replace(result, '"uncertainty":{', '"uncertainty":{"forged":1,')"""
SIGNATURE = "UPDATE acts_signature SET name = '别人' WHERE party = 'supervisor'"
RULING = "UPDATE results_ruling SET kind = 'returned', reason = '改' "
UNRULED = "DELETE FROM results_ruling"


@pytest.mark.parametrize("statement", [DOUBT, SIGNATURE, RULING, UNRULED])
def test_doubt_signatures_and_rulings_are_compared_too(sitting: Sitting, statement: str) -> None:
    brought_to("approved", sitting, after="inspected")
    with unaltered(), refused("not what was signed"):
        as_administrator(statement)
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    sitting.release()


@contextmanager
def unaltered() -> Iterator[None]:
    """Afterwards the rows are what they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


BOARD = """UPDATE box_boardstep SET data = replace(encode(data, 'escape'), '[[', '[[1')::bytea WHERE type = 'Result'"""
LEAF = "UPDATE journal_entry SET leaf = replace(encode(leaf, 'escape'), 'qinghe', 'linshan')::bytea"
UNSEALED = "DELETE FROM journal_body WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind = 'minutes:sign:1')"
EVERYTHING = (SHEET, MINUTES, RESULT, DOUBT, SIGNATURE, RULING, UNRULED, UNSEALED, BOARD, LEAF)


def test_a_page_that_has_looked_before_sees_every_alteration_and_asks_little(sitting: Sitting) -> None:
    brought_to("approved", sitting, after="inspected")

    def seen() -> tuple[RowsAltered | None, int]:
        campaign, laid = sitting.campaign, reckoning.laid(sitting.campaign)
        kept = queries.reckoning(laid.content["reckoning"])
        with CaptureQueriesContext(connection) as asked:
            return commitments.refusal(campaign, laid, kept), len(asked)

    assert seen()[0] is None
    for statement in EVERYTHING:
        with unaltered():
            as_administrator(statement)
            assert seen()[0] is not None, statement
    seen()
    assert seen() == (None, 12)


FORGED_RELEASE = "INSERT INTO results_release (reckoning_id, at) SELECT max(id), now() FROM results_reckoning"
FORGED_RULING = """INSERT INTO results_ruling (reckoning_id, kind, reason, by, at)
    SELECT max(id), 'approved', '', '别人', now() FROM results_reckoning"""
FORGED_PHASE = "UPDATE campaign_campaign SET state = 'P5'"
FORGED_OPENING = """INSERT INTO campaign_phase_opening (campaign_id, phase, by_id, at)
    SELECT code, 'P5', created_by_id, now() FROM campaign_campaign"""
FORGED_BREACH = """INSERT INTO results_disqualification
    (campaign_id, unit, number, prohibition, facts, notified_on, hearing, decided_on, by, at)
    SELECT code, 'qinghe', '假', 'P3', '假', '2026-09-01', '假', '2026-09-08', '别人', now() FROM campaign_campaign"""


def test_a_forged_publication_publishes_nothing(sitting: Sitting) -> None:
    brought_to("approved", sitting, after="inspected")
    with unaltered():
        as_administrator(FORGED_RELEASE)
        assert queries.released(stage.CODE) is None
        assert [what.en for what in commitments.audit(sitting.campaign)] == ["the release"]
        with refused("the release"):
            release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    assert commitments.audit(sitting.campaign) == ()
    sitting.release()
    assert commitments.audit(sitting.campaign) == ()
    assert queries.released(stage.CODE) is not None


def test_a_forged_approval_is_not_published_nor_objected_to(sitting: Sitting) -> None:
    brought_to("signed", sitting, after="inspected")
    sitting.open_phase("P5")
    act = {"campaign": sitting.campaign, "at": RULED}
    with unaltered():
        as_administrator(FORGED_RULING)
        assert [what.en for what in commitments.audit(sitting.campaign)] == ["the leading group's ruling"]
        with refused("the leading group's ruling"):
            release.release(**act | {"at": RELEASED}, actor=sitting.director)
        with pytest.raises(DecisionsAltered):
            leader = sitting.actor(Role.COUNTY_LEADER)
            ground = ObjectionGround.ARITHMETIC
            results_actions.object_to(unit=UnitRef("qinghe"), ground=ground, text="有误", actor=leader, **act)
    with unaltered(), refused("the decisions that disqualify units"):
        as_administrator(FORGED_BREACH)
        sitting.reckon()
    sitting.approve()


@pytest.mark.parametrize("statement", [FORGED_PHASE, FORGED_OPENING])
def test_on_a_forged_phase_nothing_rests(sitting: Sitting, statement: str) -> None:
    with unaltered():
        as_administrator(statement)
        assert [what.en for what in commitments.audit(sitting.campaign)] == ["the campaign's plan, phase and days"]
        for act in (sitting.reckon, lambda: sitting.appoint("qinghe"), lambda: sitting.open_phase("P5")):
            with pytest.raises(CourseAltered):
                act()
    sitting.reckon()


def test_the_audit_administrator_reads_what_differs(sitting: Sitting) -> None:
    client = Client()
    client.force_login(sitting.cast[Role.AUDIT_ADMIN])
    show_factor(client, sitting.cast[Role.AUDIT_ADMIN])
    client.cookies["language"] = "en"
    record_grants(sitting.cast)
    assert "everything is as it was recorded" in client.get("/audit/rows/").content.decode()
    with unaltered():
        as_administrator(SHEET)
        assert "the inspection sheet of" in client.get("/audit/rows/").content.decode()


DONE = "UPDATE duties_duty SET state = 'done' WHERE task = 'county-bodies' AND late = false"
IN_TIME = """UPDATE duties_duty SET submitted_at = now(), late = true WHERE task = 'county-bodies'"""
REMOVED = "DELETE FROM duties_duty WHERE task = 'county-bodies'"
ROLE = """INSERT INTO organisation_grant (account_id, role, post, proposed_at, granted_at, reason)
    SELECT id, 'supervisor', '', now(), now(), '' FROM organisation_account WHERE username = 'county-office'"""


@pytest.mark.parametrize(
    ("statement", "named"), [(DONE, "the duty of"), (IN_TIME, "the duty of"), (REMOVED, "how many")]
)
def test_no_phase_opens_on_altered_duties(sitting: Sitting, statement: str, named: str) -> None:
    at = sitting.campaign.timetable.interval("P5").start
    with pytest.raises(ChecklistOpen):
        phase.open_phase("P5", actor=sitting.director, at=at)
    with unaltered():
        as_administrator(statement)
        assert all(what.en.startswith(named) for what in commitments.audit(sitting.campaign))
        with refused(named):
            phase.open_phase("P5", actor=sitting.director, at=at)
        sitting.open_phase("P5")
    assert commitments.audit(sitting.campaign) == ()


def test_a_role_that_nobody_granted_is_named(sitting: Sitting) -> None:
    record_grants(sitting.cast)
    assert commitments.audit_roles() == ()
    for statement in (ROLE, "UPDATE organisation_grant SET role = 'office_director' WHERE role = 'county_office'"):
        with unaltered():
            as_administrator(statement)
            assert [what.en for what in commitments.audit_roles()] == ["the roles of 郑若水 (county-office)"]
    with unaltered():
        as_administrator("UPDATE journal_entry SET subject = 'account:0' WHERE kind = 'role:grant:1'")
        assert len(commitments.audit_roles()) > 1, "an entry that is kept under another name proves nothing"


def test_a_forged_signature_completes_nothing(sitting: Sitting) -> None:
    """Neither is the act done, nor may anybody add their own to it; the page says so."""
    laid = sitting.reckon()
    sign = f"""INSERT INTO acts_signature (act_id, party, signer, name, at)
        SELECT {laid.pk}, party, party, '别人', now() FROM unnest(ARRAY['office_director', 'supervisor']) AS party"""
    with unaltered(), refused("the minutes"):
        as_administrator(sign)
        assert as_signed.refusal(laid, acts.act(laid.pk)) is not None
        reckoning.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.lead, at=RULED)
    sitting.sign_result(laid)
