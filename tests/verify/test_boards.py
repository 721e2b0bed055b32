"""Boards are checked the same whole and in chunks, next to what the journal witnessed, and faults find their ballot."""

import io

import pytest

from pingyi.rules.ballot.board import Step, read_steps
from pingyi.rules.ballot.errors import BoardBroken
from pingyi.rules.journal.entry import Entry, Kind, commitment
from pingyi.verify import boards
from pingyi.verify.board import verify_board
from pingyi.verify.boards import ALONE, BoardFacts, ballot_at, verify_boards
from pingyi.verify.chronicle import Chronicle
from pingyi.verify.finding import Fault
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import Sample, sample
from tests.stage import day
from tests.verify.published import Memory


@pytest.fixture(scope="module")
def box() -> Sample:
    return sample("Ed25519", ["pedersen"], 4, seeded("boards"))


@pytest.fixture(scope="module")
def board(box: Sample) -> bytes:
    """Four ballots, one of them replaced, counted."""
    *_, last = box.stages([(0, [0, 0]), (1, [1, 1]), (2, [2, 0]), (0, [1, 1])], [1, 3])
    return last


def steps(board: bytes) -> list[Step]:
    return list(read_steps(io.BytesIO(board)))


def check(files: dict[str, bytes]) -> tuple[list[BoardFacts | Fault], int]:
    """What is found, and how many bytes were told of."""
    told: list[int] = []
    return list(verify_boards(Memory(files), sorted(files), {}, ALONE, told.append)), sum(told)


def test_large_and_small_boards_give_the_same(board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (facts,), told = check({"a.bel": board})
    assert isinstance(facts, BoardFacts) and told == len(board)
    assert (facts.invited, facts.ballots, facts.voters, facts.keys) == (4, 4, 3, ((3, 2),))
    assert facts.result == ((0, 2, 1), (1, 2)) and [each.owner for each in facts.ending] == [None, None, 1, 3, None]
    assert facts.last_open == steps(board)[4].head.event and facts.ending[-1].event == facts.head
    monkeypatch.setattr(boards, "SMALL", 0)
    assert check({"a.bel": board})[0] == [facts]


def test_every_board_is_judged_even_after_a_wrong_one(board: bytes) -> None:
    found, _ = check({"a.bel": board[:-1], "b.bel": b"", "c.bel": board})
    assert [isinstance(each, Fault) for each in found] == [True, True, False]


def test_a_byte_belongs_to_its_ballot(board: bytes) -> None:
    places = steps(board)
    stream = io.BytesIO(board)
    for number in (1, 2, 3, 4):
        step = places[number]
        assert [ballot_at(stream, place) for place in (step.start, step.end - 1)] == [number, number]
        broken = bytearray(board)
        broken[step.start + 600] ^= 1
        assert ballot_at(io.BytesIO(bytes(broken)), step.start) == number
        assert ballot_at(io.BytesIO(bytes(broken)), step.end + 5000) == number, "the last that can be told"
    for step in (places[0], places[5], places[-1]):
        assert ballot_at(stream, step.start) is None
        broken = bytearray(board)
        broken[step.end - 600] ^= 255
        assert ballot_at(io.BytesIO(bytes(broken)), step.start) is None


def test_a_board_must_have_what_was_witnessed(board: bytes) -> None:
    events = {step.head.height: step.head.event or "" for step in steps(board)}
    assert verify_board(io.BytesIO(board), witnessed=events) == verify_board(io.BytesIO(board))
    for witnessed, reason in (({2: "00"}, "at height 2"), ({99: "00"}, "the board ends before it")):
        with pytest.raises(BoardBroken, match=reason):
            verify_board(io.BytesIO(board), witnessed={**events, **witnessed})


def heads(public: object) -> Entry:
    actor = commitment(bytes(32), "clockwork")
    return Entry(Kind("box", "heads", 1), day("07-15"), actor, "campaign:trial", public)  # type: ignore[arg-type]


def test_a_journal_that_witnessed_two_events_at_one_height_contradicts_every_board(board: bytes) -> None:
    events = {step.head.height: step.head.event or "" for step in steps(board)}
    chronicle = Chronicle()
    chronicle.witness(heads({"box": {"event": events[2], "height": 2}, "odd": 7, "other": {"event": 1, "height": "2"}}))
    assert chronicle.heads == {"box": {2: events[2]}}
    verify_board(io.BytesIO(board), witnessed=chronicle.heads["box"])
    chronicle.witness(heads({"box": {"event": "00", "height": 2}}))
    chronicle.witness(heads({"box": {"event": events[2], "height": 2}}))
    with pytest.raises(BoardBroken, match="another event was witnessed at height 2"):
        verify_board(io.BytesIO(board), witnessed=chronicle.heads["box"])
