"""Adding up and counting in chunks: broken off between two they go on where they stand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pingyi.ceremonies import opening
from pingyi.ceremonies.errors import SumsMissing
from pingyi.desks.sitting import clockwork
from pingyi.records.acts.queries import latest
from pingyi.records.box import queries
from pingyi.records.box.models import BoxHead
from pingyi.records.box.progress import Tallying
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.acts.kind import COUNT
from pingyi.rules.ballot.board import EventType
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import Cast
from tests.sitting import OPENED, Sitting


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P4")


@pytest.fixture
def sitting(prepared: Sitting, db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    clock.set(OPENED)
    monkeypatch.setattr(opening, "CHUNK", 1)
    return prepared


@pytest.fixture(name="cast")
def the_same_cast(sitting: Sitting) -> Cast:
    return sitting.cast


def signed(sitting: Sitting) -> None:
    laid = opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    for signer in (sitting.director, sitting.supervisor, sitting.lead):
        opening.sign_inputs(campaign=sitting.campaign, digest=laid.digest, actor=signer, at=OPENED)


def stands() -> Tallying:
    return queries.tallying(stage.CODE)


def begin_count(sitting: Sitting) -> object:
    return opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)


def test_the_last_signature_begins_and_the_clockwork_finishes_in_the_signers_name(sitting: Sitting) -> None:
    signed(sitting)
    assert stands() == Tallying(wanted=3, summed=1, counted=0)
    clockwork.go_on(timestamp=0)
    assert stands() == Tallying(wanted=3, summed=3, counted=0)
    assert not opening.unfinished(stage.CODE)
    wrote = JournalEntry.objects.filter(kind="box:sum:1").values_list("actor", flat=True)
    assert list(wrote) == [sitting.lead.ref] * 3
    clockwork.go_on(timestamp=0)
    assert JournalEntry.objects.filter(kind="box:sum:1").count() == 3


def test_no_share_is_taken_and_nothing_counted_before_all_boxes_are_added_up(sitting: Sitting) -> None:
    signed(sitting)
    with pytest.raises(SumsMissing, match="1 of 3"):
        trustee = sitting.actor(Role.TRUSTEE, "appraisal_office")
        opening.give_shares(campaign=sitting.campaign, shares={}, actor=trustee, at=OPENED)
    with pytest.raises(SumsMissing):
        begin_count(sitting)


def test_a_count_broken_off_goes_on_where_it_stood_and_is_laid_once(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.sum()
    sitting.give(1)
    sitting.give(2)
    assert begin_count(sitting) is None
    with monkeypatch.context() as broken:
        broken.setattr(opening, "COUNTING", replace(opening.COUNTING, write=lambda *_counts, **_who: 1 / 0))
        with pytest.raises(ZeroDivisionError):
            sitting.finish()
    assert stands().counted == 1
    assert latest(stage.CODE, COUNT.code) is None, "nothing half done is laid before anybody"
    clockwork.go_on(timestamp=0)
    assert stands().counted == 3
    laid = latest(stage.CODE, COUNT.code)
    assert laid
    assert len(laid.content["counts"]) == 3
    kinds = list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))
    last = max(place for place, kind in enumerate(kinds) if kind == "box:count:1")
    assert kinds[last + 1 :] == ["minutes:draw_up:1"]
    assert kinds.count("box:count:1") == 3


def test_whoever_lost_the_role_meanwhile_counts_no_more(sitting: Sitting) -> None:
    sitting.sum()
    sitting.give(1)
    sitting.give(2)
    begin_count(sitting)
    type(account := sitting.cast.accounts[Role.OFFICE_DIRECTOR]).objects.filter(pk=account.pk).update(is_active=False)
    clockwork.go_on(timestamp=0)
    assert stands().counted == 1
    opening.finish(campaign=sitting.campaign, actor=sitting.lead, at=OPENED)
    assert latest(stage.CODE, COUNT.code)


def test_the_page_shows_how_far_it_is_and_goes_on_by_hand(
    sitting: Sitting, client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(sitting)
    monkeypatch.setattr("pingyi.desks.sitting.sitting.AT_ONCE", 1)
    director, supervisor = client_of(Role.OFFICE_DIRECTOR), client_of(Role.SUPERVISOR)
    for client, may in ((director, True), (supervisor, False)):
        page = client.get("/sitting/").content.decode()
        assert "1 / 3" in page
        assert ("/sitting/go-on" in page) is may
    assert supervisor.post("/sitting/go-on").status_code == 403
    with CaptureQueriesContext(connection) as few:
        assert "HX-Refresh" not in director.get("/sitting/progress").headers
    director.post("/sitting/go-on")
    with CaptureQueriesContext(connection) as more:
        assert "2 / 3" in director.get("/sitting/progress").content.decode()
    assert len(few) == len(more)
    director.post("/sitting/go-on")
    assert director.get("/sitting/progress").headers["HX-Refresh"] == "true"
    director.post("/sitting/go-on")
    assert stands() == Tallying(wanted=3, summed=3, counted=0)


def broken(last: EventType) -> None:
    """Some administrator of the database changed a board that waits to be added up or counted."""
    waiting = BoxHead.objects.filter(type=last, withheld=False).order_by("-pk").values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE box_boardstep SET data = overlay(data PLACING 'X' FROM length(data) - 600) "
            "WHERE box_id = %s AND type IN ('Ballot', 'EncryptedTally')",
            [waiting[0]],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize("step", ["sum", "count"])
def test_a_board_that_was_altered_is_a_sentence_at_the_page_and_in_the_log(
    sitting: Sitting, client_of: Callable[..., Client], caplog: pytest.LogCaptureFixture, step: str
) -> None:
    if step == "sum":
        signed(sitting)
        broken(EventType.END_BALLOTS)
    else:
        sitting.sum()
        sitting.give(1)
        sitting.give(2)
        begin_count(sitting)
        broken(EventType.PARTIAL_DECRYPTION)
    director = client_of(Role.OFFICE_DIRECTOR)
    page = director.post("/sitting/go-on", follow=True)
    assert page.status_code == 200
    assert "数据库曾被改动" in page.content.decode()
    before = stands()
    clockwork.go_on(timestamp=0)
    assert "somebody changed the database" in caplog.text
    assert stands() == before
    assert latest(stage.CODE, COUNT.code) is None
