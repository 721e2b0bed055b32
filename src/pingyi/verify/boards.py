"""Verify many boards: small ones whole, each on one process; large ones chunk by chunk on all of them.

Nothing of a large board stays in memory but what is compared with other files. Protocol verify §5.
Public: BoardFacts, Pool, ALONE, verify_boards.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.errors import BallotError, BoardBroken
from pingyi.rules.ballot.form import Election, write_credentials
from pingyi.rules.ballot.tally import Result
from pingyi.rules.ballot.trustee import Pedersen, Trustees, write_trustees
from pingyi.rules.encoding import sha256_hex
from pingyi.verify.board import AHEAD, BoardReport, Ending, in_order, verify_board
from pingyi.verify.finding import Fault
from pingyi.verify.source import Source

SMALL = 2 * 2**20
"""Boards up to this size are one task: with about a hundred ballots, as much work as a few chunks."""

Witnessed = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What of a sound board other files speak of. `keys`: size and threshold of every entry of its trustees."""

    file: str
    election: Election
    keys: tuple[tuple[int, int], ...]
    trustees: str
    credentials: str
    invited: int
    ballots: int
    voters: int
    head: str
    last_open: str | None
    ending: tuple[Ending, ...]
    result: Result | None

    @property
    def uuid(self) -> str:
        """The box's number."""
        return self.election.uuid

    def event(self, type: EventType) -> str | None:
        """The hash of the first event of this type after the ballots."""
        return next((each.event for each in self.ending if each.type is type), None)


class Pool(NamedTuple):
    """Processes to share the work: none, here or elsewhere; `ahead` tasks wait at most."""

    executor: Executor | None = None
    ahead: int = AHEAD


ALONE = Pool()


class _Task(NamedTuple):
    """A small board to be checked as a whole."""

    file: str
    data: bytes
    witnessed: Witnessed


def verify_boards(
    source: Source,
    files: Sequence[str],
    heads: Mapping[str, Witnessed],
    pool: Pool,
    progress: Callable[[int], None],
) -> Iterator[BoardFacts | Fault]:
    """What each board holds, or the first thing that is wrong with it. `heads` were witnessed by the journal.

    `progress` is told how many bytes were just done. OSError passes through.
    """
    small = [file for file in files if source.size(file) <= SMALL]

    def tasks() -> Iterator[_Task]:
        for file in small:
            with source.open(file) as stream:
                yield _Task(file, stream.read(SMALL + 1), heads.get(_uuid_of(file), {}))

    for file, found in zip(small, in_order(pool.executor, _check_small, tasks(), pool.ahead), strict=True):
        yield found
        progress(source.size(file))
    for file in files:
        if source.size(file) > SMALL:
            with source.open(file) as stream:
                yield _check(file, stream, heads.get(_uuid_of(file), {}), pool, progress)


def _uuid_of(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".bel")


def _check_small(task: _Task) -> BoardFacts | Fault:
    return _check(task.file, io.BytesIO(task.data), task.witnessed, ALONE, lambda bytes: None)


def _check(
    file: str, stream: BinaryIO, witnessed: Witnessed, pool: Pool, progress: Callable[[int], None]
) -> BoardFacts | Fault:
    reported = 0

    def report_place(_: int) -> None:
        nonlocal reported
        place = stream.tell()
        progress(place - reported)
        reported = place

    try:
        report = verify_board(
            stream, executor=pool.executor, ahead=pool.ahead, witnessed=witnessed, progress=report_place
        )
    except BoardBroken as broken:
        return Fault(file, broken.reason, ballot_at(stream, broken.offset), broken.offset)
    except BallotError as fault:
        return Fault(file, str(fault))
    return _facts(file, report)


def _facts(file: str, report: BoardReport) -> BoardFacts:
    setup = report.setup
    return BoardFacts(
        file=file,
        election=setup.election,
        keys=_keys(setup.trustees),
        trustees=sha256_hex(write_trustees(setup.trustees)),
        credentials=sha256_hex(write_credentials(setup.credentials)),
        invited=len(setup.credentials),
        ballots=report.head.ballots,
        voters=report.counted,
        head=report.head.event or "",
        last_open=report.last_open,
        ending=report.ending,
        result=report.result,
    )


def _keys(trustees: Trustees) -> tuple[tuple[int, int], ...]:
    return tuple((len(each.certs), each.threshold) if isinstance(each, Pedersen) else (1, 1) for each in trustees)


def ballot_at(stream: BinaryIO, offset: int) -> int | None:
    """Which ballot (from 1) the byte belongs to; None when it belongs to none, or that cannot be told."""
    stream.seek(0)
    ballots, end, last = 0, 0, None
    try:
        for step in read_steps(stream):
            if offset < step.end:
                return step.head.ballots if step.event.type is EventType.BALLOT else None
            ballots, end, last = step.head.ballots, step.end, step.event.type
    except BoardBroken:
        pass
    stream.seek(end)
    is_data = stream.read(100)[64:69] == b".data"
    return ballots + 1 if last in (EventType.SETUP, EventType.BALLOT) and is_data else None
