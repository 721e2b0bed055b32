"""What is read back from a board: the opening is what stands there, and nothing is read from a row that was altered."""

import io
import secrets

import pytest
from django.db import connection

from pingyi.records.box import actions, queries
from pingyi.records.box.errors import BoardAltered, NoSuchBox, WrongStep
from pingyi.records.box.models import Box
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.seal import read_ballot
from pingyi.rules.ballot.tally import decrypt_share, tally_of
from pingyi.rules.mandate import PhaseState, Role
from tests.factories import BODIES, CAST, CLOSES, DIRECTOR, Keys, OpenBox, opening_of, person

pytestmark = pytest.mark.django_db
OPENING = {"at": CLOSES, "phase": PhaseState.INSPECT}


@pytest.fixture
def closed(box: OpenBox) -> OpenBox:
    """Five people voted, the first of them twice; nothing is added up yet."""
    for voter, tick in enumerate((0, 0, 1, 3, 4)):
        vote(box, voter, tick)
    vote(box, 0, 2)
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **OPENING)
    return box


def vote(box: OpenBox, voter: int, tick: int) -> None:
    ballot = box.ballot(voter, [tick, 0], secrets.token_bytes)
    actions.accept_ballot(uuid=box.uuid, data=ballot, **CAST)


def give(keys: Keys, box: OpenBox, number: int) -> None:
    tally = opening_of(box.uuid).tally
    share = decrypt_share(box.election, tally, keys.secrets[number - 1], secrets.token_bytes).serialised
    trustee = person(Role.TRUSTEE, BODIES[number - 1])
    actions.give_shares(shares={box.uuid: share}, actor=trustee, **OPENING)


def altered(uuid: str, type: EventType, old: bytes, new: bytes) -> None:
    """What a superuser of the database can do: change a row behind the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE box_boardstep SET data = overlay(data PLACING %s FROM position(%s IN data)) "
            "WHERE box_id = %s AND type = %s",
            [new, old, uuid, type.value],
        )
        assert cursor.rowcount == 1
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_there_is_no_opening_before_the_sum(closed: OpenBox) -> None:
    with pytest.raises(WrongStep):
        opening_of(closed.uuid)
    with pytest.raises(NoSuchBox):
        opening_of("111111111111aa")


def test_the_opening_is_the_sum_of_everybodys_last_ballot_and_the_shares_so_far(keys: Keys, closed: OpenBox) -> None:
    actions.sum_boxes(sums=queries.sums_of([Box.objects.get(pk=closed.uuid)]), actor=DIRECTOR, **OPENING)
    found = opening_of(closed.uuid)
    assert (found.tally, found.counted) == queries.sums_of([Box.objects.get(pk=closed.uuid)])[closed.uuid]
    assert (found.counted, found.shares) == (5, {})
    setup = queries.taking(closed.uuid).setup
    assert (found.election, found.trustees) == (setup.election, setup.trustees)
    for given, number in enumerate((3, 1), 1):
        give(keys, closed, number)
        assert len(opening_of(closed.uuid).shares) == given
    assert sorted(opening_of(closed.uuid).shares) == [1, 3]
    assert opening_of(closed.uuid).tally == found.tally


@pytest.mark.parametrize(
    ("type", "old", "new"),
    [
        (EventType.ENCRYPTED_TALLY, b'"num_tallied":5', b'"num_tallied":1'),
        (EventType.ENCRYPTED_TALLY, b'"type":"EncryptedTally"', b'"type":"EncryptedTallx"'),
        (EventType.PARTIAL_DECRYPTION, b'"owner":1', b'"owner":2'),
    ],
)
def test_nothing_is_opened_from_a_row_that_was_altered(
    keys: Keys, closed: OpenBox, type: EventType, old: bytes, new: bytes
) -> None:
    actions.sum_boxes(sums=queries.sums_of([Box.objects.get(pk=closed.uuid)]), actor=DIRECTOR, **OPENING)
    give(keys, closed, 1)
    opening_of(closed.uuid)
    altered(closed.uuid, type, old, new)
    with pytest.raises(BoardAltered, match=f"board of box {closed.uuid} is not what the programme wrote"):
        opening_of(closed.uuid)


def test_the_sum_is_that_of_the_ballots_as_they_are_read_in_full(closed: OpenBox) -> None:
    steps = read_steps(io.BytesIO(b"".join(queries.pieces(closed.uuid))))
    ballots = [read_ballot(closed.election, s.contents[0]) for s in steps if s.event.type is EventType.BALLOT]
    last = {ballot.credential: ballot.answers for ballot in ballots}
    assert len(last) < len(ballots)
    whole = tally_of(closed.election, last.values()), len(last)
    assert queries.sums_of([Box.objects.get(pk=closed.uuid)]) == {closed.uuid: whole}
