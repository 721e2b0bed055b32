"""Boards: how fast they are verified, next to Belenios on the same board; ratios are of one run on one machine.

python -m bench.board [--ballots 40] [--memory 100000]
"""

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pingyi.rules.ballot.box import Setup, append_ballot, open_box
from pingyi.rules.ballot.credential import new_code, new_token, public_credential
from pingyi.rules.ballot.form import Election, Question
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.kernel import hasten, kernel_for
from pingyi.rules.ballot.key import make_trustee_key
from pingyi.rules.ballot.plain_kernel import PlainKernel
from pingyi.rules.ballot.seal import check_ballot, make_ballot, read_ballot
from pingyi.rules.ballot.tally import tally_of
from pingyi.rules.ballot.trustee import Single, joint_key
from pingyi.verify import board as board_module
from pingyi.verify.board import verify_board

FIVE, THREE = ("优秀", "满意", "基本满意", "不满意", "不了解"), ("没有", "有", "不便回答")
FORM = (*(Question(f"问题{number}", FIVE) for number in range(1, 8)), Question("是否有人暗示您如何作答", THREE))
"""The form that every figure is about: seven questions of five answers and one of three."""

TIMESTAMP = 1795432032


def setup(group: str, codes: list[str], draw: random.Random) -> Setup:
    """A box for these codes."""
    arithmetic = group_named(group)
    trustees = (Single(make_trustee_key(arithmetic, 7, draw.randbytes)),)
    key = joint_key(arithmetic, trustees)
    election = Election("测评", "甲县", group, key, FORM, new_token(14, draw.randbytes), "评议办", "统计局")
    listed = frozenset(public_credential(arithmetic, election.uuid, code) for code in codes)
    return Setup(election, trustees, listed)


def ballots(box: Setup, codes: list[str], draw: random.Random) -> list[bytes]:
    """One ballot per code."""
    ticks = [[draw.randrange(len(question.answers)) for question in FORM] for _ in codes]
    made = (make_ballot(box.election, code, row, draw.randbytes) for code, row in zip(codes, ticks, strict=True))
    return [ballot.serialised for ballot in made]


def board(box: Setup, cast: Iterator[bytes], path: Path) -> None:
    """Writes an open board, one ballot at a time."""
    opened = open_box(box, TIMESTAMP)
    head = opened.head
    with path.open("wb") as out:
        out.write(opened.data)
        for ballot in cast:
            appended = append_ballot(head, ballot, TIMESTAMP)
            head = appended.head
            out.write(appended.data)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time, children included."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def wall(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def verify(path: Path) -> None:
    """Verifies a board in this process."""
    with path.open("rb") as stream:
        verify_board(stream)


def against_belenios(count: int, folder: Path) -> None:
    """Both programs, one core each, on boards of one ballot and of `count`: the difference is the ballots."""
    if not shutil.which("belenios-tool"):
        print("belenios-tool is not installed: no comparison")
        return
    draw = random.Random(1)
    codes = [new_code(draw.randbytes) for _ in range(count)]
    box = setup("BELENIOS-2048", codes, draw)
    cast = ballots(box, codes, draw)
    seconds: dict[str, list[float]] = {"belenios-tool": [], "pingyi": []}
    for size in (1, count):
        path = folder / str(size) / f"{box.election.uuid}.bel"
        path.parent.mkdir()
        board(box, iter(cast[:size]), path)
        tool = ["belenios-tool", "election", "verify", "--dir", str(path.parent)]
        verify(path)
        seconds["pingyi"].append(cpu(lambda path=path: verify(path)))
        seconds["belenios-tool"].append(cpu(lambda tool=tool: subprocess.run(tool, check=True, capture_output=True)))
    each = {name: (many - one) / (count - 1) for name, (one, many) in seconds.items()}
    for name, value in each.items():
        print(f"BELENIOS-2048  {name:14} {value * 1e3:8.1f} ms per ballot and core")
    print(f"BELENIOS-2048  pingyi checks {each['belenios-tool'] / each['pingyi']:.2f} times as fast")


def ed25519(count: int) -> None:
    """Checking and sealing one ballot on one core, swift and plain."""
    hasten()
    draw = random.Random(2)
    codes = [new_code(draw.randbytes) for _ in range(count)]
    box = setup("Ed25519", codes, draw)
    election = box.election
    ballots(box, codes[:1], draw)
    cast: list[bytes] = []
    sealing = cpu(lambda: cast.extend(ballots(box, codes, draw)))
    check_ballot(box.acceptance, cast[0])
    checking = cpu(lambda: [check_ballot(box.acceptance, ballot) for ballot in cast])
    plain = PlainKernel(election.arithmetic, election.public_key)
    answers = [read_ballot(election, ballot).answers for ballot in cast]
    swift = kernel_for(election.group, election.public_key)
    slow = cpu(lambda: [plain.commitments(answer) for answer in answers])
    fast = cpu(lambda: [swift.commitments(answer) for answer in answers])
    print(f"Ed25519        check one ballot {checking / count * 1e3:6.2f} ms, seal one {sealing / count * 1e3:6.2f} ms")
    print(
        f"Ed25519        of which commitments {fast / count * 1e3:6.2f} ms ({type(swift).__name__}), "
        f"plain kernel {slow / count * 1e3:6.2f} ms: {slow / fast:.1f} times"
    )
    print(f"Ed25519        Belenios 2.5.1 was measured at 63 ms: {63 / (checking / count * 1e3):.1f} times its rate")


def two_cores(count: int, folder: Path) -> None:
    """The same board with one process and with two; and what two cores of this machine give at the most."""
    hasten()
    draw = random.Random(3)
    codes = [new_code(draw.randbytes) for _ in range(count)]
    box = setup("Ed25519", codes, draw)
    path = folder / "two.bel"
    board(box, iter(ballots(box, codes, draw)), path)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool, path.open("rb") as stream:
        list(pool.map(verify, [path] * 2))  # both processes start and load what numba compiled
        rounds = [
            (
                wall(lambda: verify(path)),
                wall(lambda: verify_board(stream, executor=pool)),
                wall(lambda: list(pool.map(verify, [path] * 2))),
            )
            for _ in range(3)
        ]
    alone, shared, twice = (min(seconds) for seconds in zip(*rounds, strict=True))
    print(f"Ed25519        {count} ballots, best of 3: alone {alone:.2f} s, two processes {shared:.2f} s")
    print(f"Ed25519        two processes are {alone / shared:.2f} times as fast as one")
    print(f"Ed25519        two unconnected runs at once: {2 * alone / twice:.2f} times, the most these cores give")


class Synthetic(io.RawIOBase):
    """A board of any number of ballots that exists only while it is read: one real ballot under many credentials."""

    def __init__(self, box: Setup, ballot: bytes, credentials: list[str]) -> None:
        self._box, self._ballot, self._credentials = box, ballot, credentials
        self.seek(0)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._parts, self._rest = self._members(), b""
        return 0

    def _members(self) -> Iterator[bytes]:
        opened = open_box(self._box, TIMESTAMP)
        head = opened.head
        yield opened.data
        first, last = self._ballot.split(b'"credential":"', 1)
        last = last.split(b'"', 1)[1]
        for credential in self._credentials:
            ballot = b"".join((first, b'"credential":"', credential.encode(), b'"', last))
            appended = append_ballot(head, ballot, TIMESTAMP)
            head = appended.head
            yield appended.data

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (part := next(self._parts, b"")):
            self._rest += part
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def memory(count: int) -> None:
    """Peak memory of the process that reads a synthetic board of `count` ballots; proofs are not checked.

    Reading, hashing, chaining, finding repetitions, listing credentials, adding up: all real. Checking proofs keeps
    nothing from one ballot to the next, so it is left out to keep this short.
    """
    draw = random.Random(4)
    codes = [new_code(draw.randbytes)]
    box = setup("Ed25519", codes, draw)
    (ballot,) = ballots(box, codes, draw)
    group, element, credentials = box.election.arithmetic, box.election.arithmetic.generator, []
    for _ in range(count):
        credentials.append(group.encode(element))
        element = group.multiply(element, group.generator)
    box = Setup(box.election, box.trustees, frozenset(credentials))
    total = tally_of(box.election, [])

    def unproved(task: board_module.Task) -> board_module.Checked:
        election, chunk = task
        found = tuple(read_ballot(election, data).credential for _, data in chunk)
        return board_module.Checked(found, tuple(place.start for place in chunk), total)

    board_module.check_chunk = unproved
    seconds = wall(lambda: verify_board(Synthetic(box, ballot, credentials)))  # type: ignore[arg-type]
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    print(f"Ed25519        {count} ballots read in {seconds:.0f} s, peak memory {int(peak) // 1024} MB (no proofs)")


def main() -> None:
    """Prints every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ballots", type=int, default=30, help="ballots on the boards that are verified")
    options.add_argument("--memory", type=int, default=100_000, help="ballots on the synthetic board; 0: leave out")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        against_belenios(chosen.ballots, Path(folder))
        ed25519(chosen.ballots * 10)
        two_cores(chosen.ballots * 32, Path(folder))
    if chosen.memory:
        worker = get_context("spawn").Process(target=memory, args=(chosen.memory,))
        worker.start()
        worker.join()


if __name__ == "__main__":
    main()
