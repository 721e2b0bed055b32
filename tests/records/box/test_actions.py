"""A box from key to count on the real database: what is taken, what is refused, what can be downloaded."""

import io
import json
import secrets
from base64 import b64decode
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.records.box import actions, queries
from pingyi.records.box.errors import BoardAltered, BoxNotOpen, NoSuchBox, WrongCredentials, WrongStep
from pingyi.records.box.models import BoardStep, Box
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.credential import new_token
from pingyi.rules.ballot.errors import BadSignature, Malformed, TrusteeRefused, UnlistedCredential
from pingyi.rules.ballot.form import Election, write_credentials
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.tally import decrypt_share
from pingyi.rules.ballot.trustee import joint_key
from pingyi.rules.mandate import PhaseRefused, PhaseState, Role, RoleRefused
from tests.factories import (
    AT,
    BODIES,
    CAST,
    CLOSES,
    DIRECTOR,
    DURING,
    OPENS,
    QUESTIONS,
    STATISTICIAN,
    STOP,
    Keys,
    OpenBox,
    open_box,
    opening_of,
    person,
)

pytestmark = pytest.mark.django_db
COUNT = {"at": CLOSES, "phase": PhaseState.INSPECT}


def board(uuid: str) -> bytes:
    return b"".join(queries.pieces(uuid))


def test_a_ballot_is_on_the_board_once_and_can_be_found(box: OpenBox) -> None:
    ballot = box.ballot(0, [0, 0], secrets.token_bytes)
    receipt = actions.accept_ballot(uuid=box.uuid, data=ballot, **CAST)
    again = actions.accept_ballot(uuid=box.uuid, data=ballot, **CAST)
    assert (receipt.new, again.new) == (True, False)
    assert again.tracker == receipt.tracker
    digest = b64decode(receipt.tracker + "=").hex()
    assert queries.presence(box.uuid, digest) == queries.Presence(height=1, replaced=False)
    later = actions.accept_ballot(uuid=box.uuid, data=box.ballot(0, [3, 1], secrets.token_bytes), **CAST)
    assert later.new
    assert queries.presence(box.uuid, digest) == queries.Presence(height=1, replaced=True)
    assert queries.box(box.uuid).ballots == 2
    assert queries.box(box.uuid).voters == 1


def test_a_box_takes_ballots_from_its_first_moment_until_just_before_its_last(box: OpenBox) -> None:
    for at in (OPENS - timedelta(microseconds=1), CLOSES):
        with pytest.raises(BoxNotOpen):
            actions.accept_ballot(
                uuid=box.uuid, data=box.ballot(0, [0, 0], secrets.token_bytes), at=at, phase=CAST["phase"]
            )
    for at in (OPENS, CLOSES - timedelta(microseconds=1)):
        data = box.ballot(0, [0, 0], secrets.token_bytes)
        assert actions.accept_ballot(uuid=box.uuid, data=data, at=at, phase=CAST["phase"]).new
    with pytest.raises(PhaseRefused):
        data = box.ballot(0, [0, 0], secrets.token_bytes)
        actions.accept_ballot(uuid=box.uuid, data=data, at=DURING, phase=lambda: PhaseState.RECTIFY)


def test_what_is_not_a_good_ballot_leaves_no_trace(keys: Keys, box: OpenBox) -> None:
    good = box.ballot(0, [0, 0], secrets.token_bytes)
    foreign = OpenBox(box.election, ("11111-111111-11111-111111",))
    bad = {
        good[:-5] + (b"1" if good[-5:-4] != b"1" else b"2") + good[-4:]: (BadSignature,),
        good + b" ": (Malformed,),
        b"": (Malformed,),
        b"\xff" * 100: (Malformed,),
        foreign.ballot(0, [0, 0], secrets.token_bytes): (UnlistedCredential,),
    }
    for data, refusals in bad.items():
        with pytest.raises(refusals):
            actions.accept_ballot(uuid=box.uuid, data=data, **CAST)
    with pytest.raises(NoSuchBox):
        actions.accept_ballot(uuid="1" * 14, data=good, **CAST)
    assert queries.box(box.uuid).ballots == 0
    assert queries.box(box.uuid).height == 0


def test_the_board_is_a_file_in_any_pieces(box: OpenBox) -> None:
    for voter in range(3):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(voter, [voter, 0], secrets.token_bytes), **CAST)
    whole = board(box.uuid)
    assert len(whole) == queries.box(box.uuid).size
    assert [step.event.type for step in read_steps(io.BytesIO(whole))] == [EventType.SETUP] + [EventType.BALLOT] * 3
    for start, end in [(0, 1), (511, 513), (5000, 30000), (len(whole) - 1, None), (len(whole), None), (17, 17)]:
        assert b"".join(queries.pieces(box.uuid, start, end)) == whole[start:end]


def rows(*uuids: str) -> list[Box]:
    return list(Box.objects.select_related("head").filter(pk__in=uuids))


def count(keys: Keys, box: OpenBox, trustees: tuple[int, ...]) -> None:
    actions.sum_boxes(sums=queries.sums_of(rows(box.uuid)), actor=DIRECTOR, **COUNT)
    for index in trustees:
        opening = opening_of(box.uuid)
        share = decrypt_share(box.election, opening.tally, keys.secrets[index - 1], secrets.token_bytes)
        trustee = person(Role.TRUSTEE, BODIES[index - 1])
        actions.give_shares(shares={box.uuid: share.serialised}, actor=trustee, **COUNT)


@pytest.mark.parametrize("trustees", [(1, 2), (1, 3), (3, 2), (1, 2, 3)])
def test_any_two_trustees_open_the_sum_and_nothing_else(keys: Keys, box: OpenBox, trustees: tuple[int, ...]) -> None:
    for voter, tick in enumerate([0, 0, 1, 3, 4]):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(voter, [tick, 0], secrets.token_bytes), **CAST)
    actions.accept_ballot(uuid=box.uuid, data=box.ballot(0, [2, 1], secrets.token_bytes), **CAST)
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **COUNT)
    count(keys, box, trustees)
    actions.count_boxes(results=queries.counts_of(rows(box.uuid)), actor=DIRECTOR, **COUNT)
    assert queries.results_of(keys.setup.campaign_id) == {box.uuid: ((1, 1, 1, 1, 1), (4, 1, 0))}


def test_one_trustee_alone_opens_nothing_and_may_not_repeat(keys: Keys, box: OpenBox) -> None:
    for voter in range(5):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(voter, [0, 0], secrets.token_bytes), **CAST)
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **COUNT)
    count(keys, box, (1,))
    with pytest.raises(BoardAltered) as refused:
        actions.count_boxes(results=queries.counts_of(rows(box.uuid)), actor=DIRECTOR, **COUNT)
    assert "2 must open; 1 did" in str(refused.value.__cause__)
    opening = opening_of(box.uuid)
    share = decrypt_share(box.election, opening.tally, keys.secrets[0], secrets.token_bytes)
    with pytest.raises(TrusteeRefused, match="already"):
        actions.give_shares(shares={box.uuid: share.serialised}, actor=person(Role.TRUSTEE, "office"), **COUNT)
    with pytest.raises(TrusteeRefused, match="wrong share"):
        actions.give_shares(shares={box.uuid: share.serialised}, actor=person(Role.TRUSTEE, "supervisor"), **COUNT)


def test_any_number_of_boxes_costs_the_same_queries_and_each_board_goes_on_alone(keys: Keys) -> None:
    costs, opened = [], []
    for many in (1, 3):
        several = [open_box(keys, secrets.token_bytes, unit=f"unit-{many}-{number}") for number in range(many)]
        opened += several
        for box in several:
            for voter in range(5):
                actions.accept_ballot(uuid=box.uuid, data=box.ballot(voter, [0, 0], secrets.token_bytes), **CAST)
        uuids = [box.uuid for box in several]
        with CaptureQueriesContext(connection) as asked:
            actions.close_boxes(uuids=uuids, least=5, actor=DIRECTOR, **COUNT)
            actions.sum_boxes(sums=queries.sums_of(rows(*uuids)), actor=DIRECTOR, **COUNT)
        costs.append(len(asked))
        for number in (1, 2):
            shares = {}
            for box in several:
                tally = opening_of(box.uuid).tally
                shares[box.uuid] = decrypt_share(
                    box.election, tally, keys.secrets[number - 1], secrets.token_bytes
                ).serialised
            with CaptureQueriesContext(connection) as asked:
                actions.give_shares(shares=shares, actor=person(Role.TRUSTEE, BODIES[number - 1]), **COUNT)
            costs[-1] += len(asked)
        with CaptureQueriesContext(connection) as asked:
            actions.count_boxes(results=queries.counts_of(rows(*uuids)), actor=DIRECTOR, **COUNT)
        costs[-1] += len(asked)
    assert costs[0] == costs[1]
    for box in opened:
        steps = list(read_steps(io.BytesIO(board(box.uuid))))
        assert [step.event.type for step in steps[6:]] == [
            EventType.END_BALLOTS,
            EventType.ENCRYPTED_TALLY,
            EventType.PARTIAL_DECRYPTION,
            EventType.PARTIAL_DECRYPTION,
            EventType.RESULT,
        ]
        assert JournalEntry.objects.filter(subject=f"box:{box.uuid}").count() == 5


def test_one_box_at_the_wrong_step_holds_all_of_them(keys: Keys) -> None:
    ready, closed = (open_box(keys, secrets.token_bytes, unit=unit) for unit in ("ready", "closed"))
    actions.close_boxes(uuids=[closed.uuid], least=0, actor=DIRECTOR, **COUNT)
    for uuids, fault in (([ready.uuid, closed.uuid], WrongStep), ([ready.uuid, "111111111111aa"], NoSuchBox)):
        with pytest.raises(fault):
            actions.close_boxes(uuids=uuids, least=0, actor=DIRECTOR, **COUNT)
    assert queries.box(ready.uuid).type is EventType.SETUP


@pytest.mark.parametrize(("voters", "withheld"), [(4, True), (5, False)])
def test_a_small_box_is_never_opened(keys: Keys, box: OpenBox, voters: int, withheld: bool) -> None:
    for voter in range(voters):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(voter, [0, 0], secrets.token_bytes), **CAST)
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **COUNT)
    assert queries.box(box.uuid).withheld is withheld
    if withheld:
        with pytest.raises(WrongStep):
            actions.sum_boxes(sums=queries.sums_of(rows(box.uuid)), actor=DIRECTOR, **COUNT)
    else:
        actions.sum_boxes(sums=queries.sums_of(rows(box.uuid)), actor=DIRECTOR, **COUNT)


def test_nothing_is_taken_after_the_end_even_inside_the_hours(box: OpenBox) -> None:
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **STOP)
    with pytest.raises(BoxNotOpen):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(0, [0, 0], secrets.token_bytes), **CAST)
    with pytest.raises(WrongStep):
        actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **STOP)


def test_credentials_must_fit_the_box_and_come_once(keys: Keys, box: OpenBox) -> None:
    some = write_credentials([queries.taking(box.uuid).setup.credentials.__iter__().__next__()])
    with pytest.raises(WrongStep):
        actions.publish_credentials(credentials={box.uuid: some}, actor=STATISTICIAN, at=AT, phase=PhaseState.MOBILISE)
    with pytest.raises(RoleRefused):
        actions.publish_credentials(credentials={box.uuid: some}, actor=DIRECTOR, at=AT, phase=PhaseState.MOBILISE)


def test_too_few_credentials_are_refused_and_the_box_stays_as_it_was(keys: Keys) -> None:
    with pytest.raises(WrongCredentials, match="needs 7 credentials; the list has 6"):
        open_box(keys, secrets.token_bytes, voters=6, invited=7)
    assert not BoardStep.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["box_boardstep", "box_setupmessage"])
def test_the_database_itself_refuses_to_change_a_board(box: OpenBox, statement: str, table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))


def test_no_column_of_the_box_tells_when_or_whence_a_ballot_came(box: OpenBox) -> None:
    columns = {field.name for field in BoardStep._meta.get_fields()}
    assert columns == {"id", "box", "height", "type", "start", "data", "payload", "credential"}


def test_more_boxes_than_one_entry_holds_are_all_in_the_journal(keys: Keys) -> None:
    """Two hundred counties with six strata: an entry of the journal has a greatest length."""
    uuids = {new_token(14, secrets.token_bytes) for _ in range(601)}
    _, trustees = queries.joint_trustees(keys.setup.campaign_id)
    key = joint_key(group_named(keys.setup.group), trustees)
    cells = [
        actions.Cell(
            f"county-{uuid}", "enterprises", 9, Election("", uuid, keys.setup.group, key, QUESTIONS, uuid, "a", "b")
        )
        for uuid in uuids
    ]
    actions.create_boxes(
        campaign_id=keys.setup.campaign_id,
        setup=keys.setup.pk,
        trustees=trustees,
        cells=cells,
        opens_at=OPENS,
        closes_at=CLOSES,
        actor=DIRECTOR,
        at=AT,
        phase=PhaseState.MOBILISE,
    )
    told = [json.loads(bytes(entry.leaf))["public"] for entry in JournalEntry.objects.filter(kind="box:create:1")]
    assert [len(public) for public in told] == [200, 200, 200, 1]
    assert {uuid for public in told for uuid in public} == uuids
