"""Booth intake next to the checks alone, in one run: a real server and database, ballots of the plan's form.

python -m bench.intake [--ballots 600]

Both figures use every core; the senders take their share of the same cores, as nothing else can on one machine.
"""

import argparse
import io
import os
import queue
import random
import socket
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import BinaryIO

from tests.server.living import Living, living

from pingyi.rules.ballot.board import read_steps
from pingyi.rules.ballot.box import Setup, read_setup
from pingyi.rules.ballot.seal import Acceptance, check_ballot, make_ballot

CORES, SENDERS, PROMISED, ROUNDS = os.cpu_count() or 2, 32, 80, 7
HEAD = (
    b"POST /vote/%b/ballots HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)


def sealed(setup: Setup, codes: Sequence[str]) -> list[bytes]:
    """A ballot for every code."""
    draw, form = random.Random(2), setup.election.questions
    ticks = [[draw.randrange(len(question.answers)) for question in form] for _ in codes]
    made = (make_ballot(setup.election, code, row, draw.randbytes) for code, row in zip(codes, ticks, strict=True))
    return [ballot.serialised for ballot in made]


@cache
def acceptance_of(contents: tuple[bytes, ...]) -> Acceptance:
    """Read once by every process, as the server does."""
    return read_setup(contents).acceptance


def check(contents: tuple[bytes, ...], ballots: Sequence[bytes]) -> int:
    """What one core does when only the checks are asked for."""
    acceptance = acceptance_of(contents)
    return len([check_ballot(acceptance, ballot) for ballot in ballots])


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    began = perf_counter()
    work()
    return perf_counter() - began


def send(server: Living, ballots: Sequence[bytes]) -> None:
    """Post everything over connections that stay open; every ballot must be acknowledged as new.

    Sockets, not an HTTP library: what the senders take of the cores is missing for the server.
    """
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    statuses: list[bytes] = []
    for ballot in ballots:
        waiting.put(ballot)

    def sender() -> None:
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            answers = connection.makefile("rb")
            while not waiting.empty():
                with suppress(queue.Empty):
                    ballot = waiting.get_nowait()
                    connection.sendall(HEAD % (server.uuid.encode(), len(ballot)) + ballot)
                    statuses.append(_status(answers))

    threads = [threading.Thread(target=sender) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [b"201"] * len(ballots), sorted(set(statuses))


def _status(answers: BinaryIO) -> bytes:
    """The status of the next answer, read to its end."""
    status, length = answers.readline().split()[1], 0
    while (line := answers.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            length = int(line.split()[1])
    answers.read(length)
    return status


def main() -> None:
    """Print both rates and their ratio, the best of some rounds in turn, and how far the rounds differ."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ballots", type=int, default=600, help="ballots per round")
    count = options.parse_args().ballots
    with tempfile.TemporaryDirectory() as folder, living(Path(folder) / "data", (ROUNDS + 1) * count) as server:
        contents = next(read_steps(io.BytesIO(server.board))).contents
        ballots = sealed(read_setup(contents), server.codes)
        with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
            alone, taken = [], []
            for start in range(0, (ROUNDS + 1) * count, count):
                batch = ballots[start : start + count]
                parts = [batch[core::CORES] for core in range(CORES)]
                alone.append(timed(lambda parts=parts: list(pool.map(check, [contents] * CORES, parts))))
                before = process_time()
                seconds = timed(lambda batch=batch: send(server, batch))
                taken.append((seconds, (process_time() - before) / CORES))
    ratios = sorted(a / b for a, (b, _) in zip(alone[1:], taken[1:], strict=True))
    checks, (fastest, senders) = min(alone[1:]), min(taken[1:])
    print(f"checks alone   {count / checks:6.1f} ballots/s on {CORES} cores")
    print(f"booth intake   {count / fastest:6.1f} ballots/s acknowledged after their commit")
    print(f"intake runs at {checks / fastest:.0%} of the checks' rate (promised: {PROMISED} %)")
    print(
        f"round by round {ratios[0]:.0%} to {ratios[-1]:.0%}, the median {median(ratios):.0%}; "
        f"the senders took {senders / fastest:.0%} of the cores"
    )


if __name__ == "__main__":
    main()
