"""A box that is appended to ballot by ballot is at every moment the box that a verifier finds."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.ballot.board import EventType, Head, append, grew, read_steps
from pingyi.rules.ballot.box import Running, Setup, append_ballot, close_box, open_box
from pingyi.rules.ballot.errors import BoardBroken, BoxClosed, Malformed
from pingyi.rules.ballot.seal import Ballot
from pingyi.verify.board import verify_board, verify_growth
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import TIMESTAMP, sample

BOX = sample("Ed25519", ["single"], 3, seeded("box"))
BALLOTS = {(voter, first): BOX.ballot(voter, [first, 0]) for voter in range(3) for first in range(3)}


@settings(max_examples=15)
@given(votes=st.lists(st.sampled_from(sorted(BALLOTS)), max_size=8, unique=True))
def test_the_running_state_is_what_a_verifier_finds(votes: list[tuple[int, int]]) -> None:
    opened = open_box(BOX.setup, TIMESTAMP)
    running, board, last = Running.start(BOX.setup, opened), opened.data, dict[int, Ballot]()
    for vote in votes:
        ballot = BALLOTS[vote]
        running, added = running.accept(BOX.setup, ballot, TIMESTAMP, replaced=last.get(vote[0]))
        last[vote[0]], board = ballot, board + added
    report = verify_board(io.BytesIO(board))
    assert (report.head, report.counted, report.tally) == (running.head, running.counted, running.tally)
    assert running.head.ballots == len(votes) and running.counted == len({voter for voter, _ in votes})


def test_a_closed_box_takes_no_ballot() -> None:
    opened = open_box(BOX.setup, TIMESTAMP)
    ballot = BALLOTS[0, 0].serialised
    assert opened.head.open and append_ballot(opened.head, ballot, TIMESTAMP).head.ballots == 1
    closed = close_box(opened.head, TIMESTAMP)
    assert not closed.head.open
    with pytest.raises(BoxClosed):
        append_ballot(closed.head, ballot, TIMESTAMP)
    with pytest.raises(BoxClosed):
        append_ballot(Head(), ballot, TIMESTAMP)
    with pytest.raises(Malformed):
        close_box(closed.head, TIMESTAMP)
    with pytest.raises(Malformed):
        append(opened.head, EventType.BALLOT, [ballot, ballot], TIMESTAMP)


def test_a_box_opens_only_with_the_key_of_its_trustees() -> None:
    other = sample("Ed25519", ["single"], 0, seeded("other")).setup.trustees
    with pytest.raises(Malformed, match="product"):
        open_box(Setup(BOX.setup.election, other, BOX.setup.credentials), TIMESTAMP)


def test_credentials_are_published_sorted() -> None:
    (step,) = read_steps(io.BytesIO(open_box(BOX.setup, TIMESTAMP).data))
    listed = step.contents[2].decode()
    assert [listed.index(text) for text in sorted(BOX.setup.credentials)] == [2, 69, 136]


def test_a_board_only_grows() -> None:
    stages = list(BOX.stages([(0, [0, 0]), (1, [1, 1])], [1]))
    for old, new in pairwise(stages):
        verify_growth(io.BytesIO(old), io.BytesIO(new))
        assert not grew(io.BytesIO(new), io.BytesIO(old))
    with pytest.raises(BoardBroken, match="removed or altered"):
        verify_growth(io.BytesIO(stages[2]), io.BytesIO(stages[2].replace(b"Ballot", b"ballot", 1)))


@settings(max_examples=40)
@given(cut=st.integers(1, 20000))
def test_a_board_that_is_cut_off_is_refused_or_an_earlier_stage(cut: int) -> None:
    *_, whole = BOX.stages([(0, [0, 0])], [1])
    ends = {step.end for step in read_steps(io.BytesIO(whole))}
    shorter = whole[:-cut]
    if len(shorter) in ends:
        assert list(read_steps(io.BytesIO(shorter)))
    else:
        with pytest.raises(BoardBroken):
            list(read_steps(io.BytesIO(shorter)))


@given(junk=st.binary(max_size=2000))
def test_junk_is_no_board(junk: bytes) -> None:
    with pytest.raises(BoardBroken):
        verify_board(io.BytesIO(junk))


def test_a_head_is_told_by_four_values() -> None:
    opened = open_box(BOX.setup, TIMESTAMP)
    rebuilt = Head(opened.head.event, opened.head.height, opened.head.type, opened.head.ballots)
    assert append_ballot(rebuilt, b"{}", TIMESTAMP) == append_ballot(opened.head, b"{}", TIMESTAMP)
    assert replace(rebuilt, ballots=0) == opened.head
