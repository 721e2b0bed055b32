"""What the database's administrator changes behind the programme is refused before an act rests on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.ceremonies import commitments, reckoning, release, ruling
from pingyi.ceremonies.errors import RowsAltered
from pingyi.records.results import queries
from tests import stage
from tests.sitting import RELEASED, RULED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("inspected")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def as_administrator(statement: str) -> None:
    """Change rows as somebody can who owns the database, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


SHEET = "UPDATE inspection_settlement SET points = 0 WHERE team_id = (SELECT min(id) FROM inspection_team)"
RESULT = "UPDATE results_reckoning SET result = replace(result, 'qinghe', 'linshan')"
MINUTES = """UPDATE minutes_minutes SET content = replace(content, '"plan"', '"plans"') WHERE kind = 'reckoning'"""


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
        """UPDATE minutes_minutes SET content = replace(content, '"counts_digest":"', '"counts_digest":"0')
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
SIGNATURE = "UPDATE minutes_signature SET name = '别人' WHERE party = 'supervisor'"
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
    assert seen() == (None, 8)
