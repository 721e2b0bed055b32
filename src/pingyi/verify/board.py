"""Verify one board from its first byte to its last, in constant memory, on as many processes as there are.

Nothing is believed: every name, event, proof, signature, sum, share and count is recomputed (Protocol box).
What stays in memory grows with the number of ballots by one hash each (to find repetitions) and with the number of
respondents by one place each (to know which ballot counts), never with the size of the file.
Public: BoardReport, Ending, verify_board, verify_growth, BallotAt, in_order.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, TypeVar

from pingyi.rules.ballot.board import EventType, Head, Step, grew, read_steps
from pingyi.rules.ballot.box import Setup, check_result, check_tally, read_setup, read_share
from pingyi.rules.ballot.errors import AlreadyOnBoard, BallotError, BoardBroken
from pingyi.rules.ballot.form import Election
from pingyi.rules.ballot.seal import check_listed, check_sealed, read_ballot
from pingyi.rules.ballot.tally import EncryptedTally, PartialDecryption, Result, merge, tally_of, without
from pingyi.rules.ballot.trustee import owners

CHUNK = 32
"""Ballots that one task checks: large enough to make handing over cheap, small enough to share evenly."""

AHEAD = 8
"""Tasks waiting at most: what bounds the memory when the checks are slower than the disk."""

_NOTHING: Mapping[int, str] = MappingProxyType({})


class Ending(NamedTuple):
    """An event after the last ballot: what, its hash, and of a share whose it is."""

    type: EventType
    event: str
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class BoardReport:
    """What was found on a board all of which holds. `result` is None until the box is opened.

    `ending` is what followed the ballots, `last_open` the event before it (None while the box takes ballots).
    """

    setup: Setup
    head: Head
    counted: int
    tally: EncryptedTally
    shares: tuple[int, ...] = ()
    result: Result | None = None
    ending: tuple[Ending, ...] = ()
    last_open: str | None = None


class BallotAt(NamedTuple):
    """A ballot's bytes and where its step starts on the board."""

    start: int
    data: bytes


Task = tuple[Election, Sequence[BallotAt]]
"""What one process checks at a time: some ballots of one election."""


@dataclass(slots=True)
class _Count:
    """Which ballots count, while a board is read."""

    seen: set[bytes] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    replaced: list[int] = field(default_factory=list)
    tally: EncryptedTally | None = None


def verify_board(
    stream: BinaryIO,
    *,
    executor: Executor | None = None,
    ahead: int = AHEAD,
    witnessed: Mapping[int, str] = _NOTHING,
    progress: Callable[[int], None] = lambda ballots: None,
    unsafe_unsigned_setup: bool = False,
) -> BoardReport:
    """Everything there is to verify about one board (Protocol box), its ballots on the executor if there is one.

    `stream` must be seekable: replaced ballots are read again to be subtracted. `ahead` tasks wait at most.
    `witnessed` are hashes of events, by height, that somebody else wrote down: the board must have them there.
    `progress` is told the number of ballots checked so far. Raises BoardBroken with the place of the first thing that
    is wrong.
    """
    stream.seek(0)
    steps = _compared(read_steps(stream), witnessed)
    try:
        first = next(steps)
    except StopIteration:
        raise BoardBroken(0, "the board has no Setup") from None
    setup = _at(first, partial(read_setup, first.contents, unsafe_unsigned_setup=unsafe_unsigned_setup))
    count, rest = _Count(), _Rest(first)
    for checked in in_order(executor, check_chunk, _chunks(setup, steps, count, rest), ahead):
        _add(setup, count, checked)
        progress(len(count.seen))
    tally = _settle(setup, stream, count)
    return _verify_opening(BoardReport(setup, rest.last.head, len(count.last), tally), rest.steps)


def _compared(steps: Iterator[Step], witnessed: Mapping[int, str]) -> Iterator[Step]:
    """The steps, each compared with what others saw at its height."""
    last = None
    for last in steps:
        if witnessed.get(last.head.height, last.head.event) != last.head.event:
            raise BoardBroken(last.start, f"another event was witnessed at height {last.head.height}")
        yield last
    if last and any(height > last.head.height for height in witnessed):
        raise BoardBroken(last.end, f"an event at height {max(witnessed)} was witnessed, and the board ends before it")


def verify_growth(old: BinaryIO, new: BinaryIO) -> None:
    """Refuses a board that is not the earlier copy with something, or nothing, added (Protocol board §7).

    Raises BoardBroken.
    """
    if not grew(old, new):
        raise BoardBroken(0, "the board does not begin with the earlier copy: something was removed or altered")


@dataclass(slots=True)
class _Rest:
    """What followed the ballots; few and small, so they wait until the ballots are added up."""

    last: Step
    steps: list[Step] = field(default_factory=list)


def _chunks(
    setup: Setup, steps: Iterator[Step], count: _Count, rest: _Rest
) -> Iterator[tuple[Election, list[BallotAt]]]:
    """The ballots in chunks, each seen for the first time; everything after them goes to `rest`."""
    chunk: list[BallotAt] = []
    for step in steps:
        rest.last = step
        if step.event.type is not EventType.BALLOT:
            rest.steps.append(step)
            if len(rest.steps) > 3 + len(owners(setup.trustees)):
                raise BoardBroken(step.start, "more events after the last ballot than there are trustees")
            continue
        digest = hashlib.sha256(step.contents[0]).digest()
        if digest in count.seen:
            raise BoardBroken(step.start, str(AlreadyOnBoard("the very same ballot is on the board twice")))
        count.seen.add(digest)
        chunk.append(BallotAt(step.start, step.contents[0]))
        if len(chunk) == CHUNK:
            yield setup.election, chunk
            chunk = []
    if chunk:
        yield setup.election, chunk


@dataclass(frozen=True, slots=True)
class Checked:
    """A chunk all of whose ballots may be counted: whose they are, where they start, and their sum."""

    credentials: tuple[str, ...]
    starts: tuple[int, ...]
    tally: EncryptedTally


def check_chunk(task: Task) -> Checked:
    """The claim that every ballot of a chunk is valid, but for being listed (Protocol seal §5). Raises BoardBroken."""
    election, chunk = task
    ballots = []
    for start, data in chunk:
        try:
            ballots.append(check_sealed(election, data))
        except BallotError as error:
            raise BoardBroken(start, str(error)) from error
    tally = tally_of(election, (ballot.answers for ballot in ballots))
    credentials = tuple(ballot.credential for ballot in ballots)
    return Checked(credentials, tuple(place.start for place in chunk), tally)


def _add(setup: Setup, count: _Count, checked: Checked) -> None:
    for credential, start in zip(checked.credentials, checked.starts, strict=True):
        try:
            check_listed(setup.credentials, credential)
        except BallotError as error:
            raise BoardBroken(start, str(error)) from error
        if credential in count.last:
            count.replaced.append(count.last[credential])
        count.last[credential] = start
    count.tally = merge(setup.election, [checked.tally] + ([] if count.tally is None else [count.tally]))


def _settle(setup: Setup, stream: BinaryIO, count: _Count) -> EncryptedTally:
    """The sum of the ballots that count: those replaced, checked before, are read again and divided out."""
    election = setup.election

    def again() -> Iterator[bytes]:
        for start in sorted(count.replaced):  # forwards: a member of a zip is slow to go back in
            stream.seek(start)
            header = stream.read(512)
            yield stream.read(int(header[124:135], 8))

    total = count.tally or tally_of(election, [])
    if not count.replaced:
        return total
    return without(election, total, tally_of(election, (read_ballot(election, data).answers for data in again())))


def _verify_opening(report: BoardReport, steps: Sequence[Step]) -> BoardReport:
    """The report after EndBallots, EncryptedTally, PartialDecryption and Result, where there are any."""
    setup = report.setup
    given: dict[int, PartialDecryption] = {}
    result: Result | None = None
    ending = []
    for step in steps:
        owner = None
        match step.event.type:
            case EventType.ENCRYPTED_TALLY:
                _at(step, partial(check_tally, report.tally, report.counted, step.contents))
            case EventType.PARTIAL_DECRYPTION:
                owner, share = _at(step, partial(read_share, setup, report.tally, step.contents, given))
                given[owner] = share
            case EventType.RESULT:
                claim = partial(check_result, setup, report.tally, report.counted, given, step.contents)
                result = _at(step, claim)
        ending.append(Ending(step.event.type, step.head.event or "", owner))
    last_open = steps[0].event.parent if steps else None
    return replace(report, shares=tuple(sorted(given)), result=result, ending=tuple(ending), last_open=last_open)


_T = TypeVar("_T")
_R = TypeVar("_R")


def _at(step: Step, claim: Callable[[], _R]) -> _R:
    """The claim's value; its refusal told with the place of the step."""
    try:
        return claim()
    except BallotError as error:
        raise BoardBroken(step.start, f"{step.event.type.value}: {error}") from error


def in_order(
    executor: Executor | None, work: Callable[[_T], _R], tasks: Iterable[_T], ahead: int = AHEAD
) -> Iterator[_R]:
    """The results in the order of the tasks, with never more than `ahead` of them waiting."""
    if executor is None:
        yield from map(work, tasks)
        return
    waiting: deque[Future[_R]] = deque()
    rest = iter(tasks)
    try:
        waiting.extend(executor.submit(work, task) for task in islice(rest, ahead))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(executor.submit(work, task) for task in islice(rest, 1))
    finally:
        for future in waiting:
            future.cancel()
