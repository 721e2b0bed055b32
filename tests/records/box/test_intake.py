"""Ballots that come at the same moment, by several connections to the real database."""

import io
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from pingyi.records.box import actions, queries
from pingyi.records.box.actions import intake
from pingyi.records.box.errors import BoxNotOpen
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.mandate import PhaseRefused, PhaseState
from tests.factories import CAST, DIRECTOR, STOP, Keys, OpenBox, make_keys, open_box


def sealed(box: OpenBox, voter: int, phase: Callable[[], PhaseState] = CAST["phase"]) -> Any:
    """A ballot of this voter, checked, as the leader of a group hands it on."""
    data = box.ballot(voter, [voter % 3, 0], secrets.token_bytes)
    return intake._check(intake._Sent(box.uuid, data, queries.taking(box.uuid), phase))


def heights(uuid: str) -> list[int]:
    """Every ballot's place on a board whose chain holds."""
    steps = read_steps(io.BytesIO(b"".join(queries.pieces(uuid))))
    return [step.event.height for step in steps if step.event.type is EventType.BALLOT]


@pytest.mark.django_db
def test_one_group_fills_several_boards_and_keeps_each_chain(keys: Keys, box: OpenBox) -> None:
    other = open_box(keys, secrets.token_bytes, unit="other", voters=3)
    group = [sealed(box, 0), sealed(other, 0), sealed(box, 1), sealed(other, 1), sealed(box, 2)]
    receipts = intake._append_ballots(group)
    assert [(receipt.height, receipt.new) for receipt in receipts if receipt] == [
        *((1, True), (1, True), (2, True), (2, True), (3, True)),
    ]
    assert (heights(box.uuid), heights(other.uuid)) == ([1, 2, 3], [1, 2])
    assert (queries.box(box.uuid).ballots, queries.box(other.uuid).ballots) == (3, 2)


@pytest.mark.django_db
def test_copies_become_one_within_a_group_and_after_it(box: OpenBox) -> None:
    one = sealed(box, 0)
    first, second = intake._append_ballots([one, one])
    (third,) = intake._append_ballots([one])
    assert first and second and third
    assert [first.new, second.new, third.new] == [True, False, False]
    assert {first.height, second.height, third.height} == {1}
    assert heights(box.uuid) == [1]


@pytest.mark.django_db
def test_a_closed_box_refuses_its_own_and_lets_the_others_in(keys: Keys, box: OpenBox) -> None:
    other = open_box(keys, secrets.token_bytes, unit="other", voters=3)
    early = sealed(box, 0)
    intake._append_ballots([early])
    actions.close_boxes(uuids=[box.uuid], least=5, actor=DIRECTOR, **STOP)
    known, late, good = intake._append_ballots([early, sealed(box, 1), sealed(other, 0)])
    assert known and not known.new, "who sent before the end is told so after it"
    assert late is None
    assert good and good.new
    with pytest.raises(BoxNotOpen):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(2, [0, 0], secrets.token_bytes), **CAST)


@pytest.mark.django_db
def test_out_of_phase_nothing_of_a_group_is_written(box: OpenBox) -> None:
    with pytest.raises(PhaseRefused):
        intake._append_ballots([sealed(box, 0), sealed(box, 1, lambda: PhaseState.RECTIFY)])
    assert heights(box.uuid) == []


@pytest.mark.django_db
def test_nothing_is_acknowledged_inside_a_transaction_that_may_still_be_undone(box: OpenBox) -> None:
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
    ):
        actions.accept_ballot(uuid=box.uuid, data=box.ballot(0, [0, 0], secrets.token_bytes), **CAST)


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_lose_nothing_and_double_nothing() -> None:
    box = open_box(make_keys(secrets.token_bytes), secrets.token_bytes, voters=24)
    ballots = [box.ballot(voter, [voter % 3, 0], secrets.token_bytes) for voter in range(24)]

    def send(data: bytes) -> actions.Receipt:
        try:
            return actions.accept_ballot(uuid=box.uuid, data=data, **CAST)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(send, [*ballots, *ballots]))
    assert sum(receipt.new for receipt in receipts) == 24
    assert sorted({receipt.height for receipt in receipts}) == heights(box.uuid) == list(range(1, 25))
    assert [receipt.height for receipt in receipts[:24]] == [receipt.height for receipt in receipts[24:]]
