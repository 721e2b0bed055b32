"""A board is verified the same by one process and by many, in bounded memory, and only ever grows."""

import io
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from pingyi.rules.ballot.board import EventType, append, read_steps, write_header
from pingyi.rules.ballot.box import append_ballot, close_box, open_box
from pingyi.rules.ballot.errors import BoardBroken, TrusteeRefused
from pingyi.verify.board import AHEAD, CHUNK, in_order, verify_board, verify_growth
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import TIMESTAMP, Sample, sample
from tests.rules.ballot.vector import FOLDERS

VECTORS = [next(folder.glob("*.bel")) for folder in FOLDERS]
VOTERS = CHUNK + 3


@pytest.fixture(scope="module")
def box() -> Sample:
    """More respondents than fit into one chunk."""
    return sample("Ed25519", ["single"], VOTERS, seeded("verify"))


@pytest.fixture(scope="module")
def cast(box: Sample) -> list[bytes]:
    """Everybody votes; the first two vote again."""
    ticks = [[voter % 3, voter % 2] for voter in range(VOTERS)]
    again = [(0, [2, 1]), (1, [2, 1])]
    return [box.ballot(voter, row).serialised for voter, row in [*enumerate(ticks), *again]]


def written(box: Sample, ballots: list[bytes]) -> bytes:
    """A closed board with these ballots, whatever they are."""
    opened = open_box(box.setup, TIMESTAMP)
    head, parts = opened.head, [opened.data]
    for ballot in ballots:
        appended = append_ballot(head, ballot, TIMESTAMP)
        head = appended.head
        parts.append(appended.data)
    return b"".join(parts) + close_box(head, TIMESTAMP).data


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.parent.name)
def test_a_pool_finds_what_one_process_finds(path: Path) -> None:
    with ThreadPoolExecutor(2) as pool, path.open("rb") as stream:
        told: list[int] = []
        assert verify_board(stream, executor=pool, progress=told.append) == verify_board(stream)
        assert told[-1] in (8, 14)


def test_processes_verify_and_refuse(box: Sample, cast: list[bytes]) -> None:
    good = written(box, cast)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        report = verify_board(io.BytesIO(good), executor=pool)
        assert (report.head.ballots, report.counted) == (len(cast), VOTERS)
        assert report == verify_board(io.BytesIO(good))
        bad = written(box, [*cast[:-1], cast[-1].replace(b'"response":"', b'"response":"1', 1)])
        place = [step.start for step in read_steps(io.BytesIO(bad))][len(cast)]
        with pytest.raises(BoardBroken) as refusal:
            verify_board(io.BytesIO(bad), executor=pool)
        assert refusal.value.offset == place


def test_a_ballot_repeated_or_unlisted_far_away_is_refused(box: Sample, cast: list[bytes]) -> None:
    assert verify_board(io.BytesIO(written(box, cast))).counted == VOTERS
    with pytest.raises(BoardBroken, match="very same"):
        verify_board(io.BytesIO(written(box, [*cast, cast[0]])))
    fewer = sample("Ed25519", ["single"], VOTERS - 1, seeded("verify"))
    assert fewer.setup.election == box.setup.election
    with pytest.raises(BoardBroken, match="does not belong"):
        verify_board(io.BytesIO(written(fewer, cast)))


def test_no_more_tasks_wait_than_agreed() -> None:
    taken: list[int] = []
    done = 0

    def tasks() -> Iterator[int]:
        for task in range(1, 101):
            taken.append(task)
            yield task

    with ThreadPoolExecutor(2) as pool:
        for result in in_order(pool, lambda task: task * 2, tasks()):
            done += 1
            assert result == done * 2 and len(taken) - done <= AHEAD
    assert done == 100


def test_a_flood_of_events_after_the_ballots_is_cut_short(box: Sample) -> None:
    flood = written(box, [])
    head = list(read_steps(io.BytesIO(flood)))[-1].head
    for kind in (EventType.ENCRYPTED_TALLY, *[EventType.PARTIAL_DECRYPTION] * 9):
        appended = append(head, kind, [b'"junk"', b'"junk"'], TIMESTAMP)
        head, flood = appended.head, flood + appended.data
    with pytest.raises(BoardBroken, match="more events"):
        verify_board(io.BytesIO(flood))


def test_growth_is_byte_for_byte(box: Sample, cast: list[bytes]) -> None:
    old, new = written(box, cast[:2])[:-1024], written(box, cast[:3])
    verify_growth(io.BytesIO(old), io.BytesIO(new))
    verify_growth(io.BytesIO(new), io.BytesIO(new))
    for older, newer in ((new, old), (written(box, cast[1:2]), new), (old, b"")):
        with pytest.raises(BoardBroken, match="removed or altered"):
            verify_growth(io.BytesIO(older), io.BytesIO(newer))


def test_an_empty_file_is_no_board() -> None:
    for nothing in (b"", write_header(TIMESTAMP)):
        with pytest.raises(BoardBroken):
            verify_board(io.BytesIO(nothing))


def test_refusals_survive_the_way_from_another_process() -> None:
    for refusal in (BoardBroken(512, "cut off"), TrusteeRefused(2, "its share"), TrusteeRefused(0, "too few")):
        back = pickle.loads(pickle.dumps(refusal))
        assert str(back) == str(refusal) and back.__dict__ == refusal.__dict__
