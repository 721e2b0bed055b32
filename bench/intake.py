"""Booth intake next to the checks alone, in one run: a real server and database, ballots of the plan's form.

python -m bench.intake [--ballots 600]

Both figures use every core; the senders take their share of the same cores, as nothing else can on one machine.
"""

import argparse
import io
import os
import queue
import random
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path

from tests.server.living import Living, living

from pingyi.rules.ballot.board import read_steps
from pingyi.rules.ballot.box import Setup, read_setup
from pingyi.rules.ballot.seal import check_ballot, make_ballot

CORES, SENDERS, PROMISED, ROUNDS = os.cpu_count() or 2, 8, 80, 3


def sealed(setup: Setup, codes: Sequence[str]) -> list[bytes]:
    """A ballot for every code."""
    draw, form = random.Random(2), setup.election.questions
    ticks = [[draw.randrange(len(question.answers)) for question in form] for _ in codes]
    made = (make_ballot(setup.election, code, row, draw.randbytes) for code, row in zip(codes, ticks, strict=True))
    return [ballot.serialised for ballot in made]


def check(contents: tuple[bytes, ...], ballots: Sequence[bytes]) -> int:
    """What one core does when only the checks are asked for."""
    acceptance = read_setup(contents).acceptance
    return len([check_ballot(acceptance, ballot) for ballot in ballots])


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def send(server: Living, ballots: Sequence[bytes]) -> None:
    """Post everything over a few connections that stay open; every ballot must be acknowledged as new."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    statuses: list[int] = []
    for ballot in ballots:
        waiting.put(ballot)

    def sender() -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        while True:
            try:
                ballot = waiting.get_nowait()
            except queue.Empty:
                connection.close()
                return
            connection.request("POST", f"/vote/{server.uuid}/ballots", ballot, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)

    threads = [threading.Thread(target=sender) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * len(ballots), sorted(set(statuses))


def main() -> None:
    """Print both rates and their ratio, the best of some rounds in turn."""
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
                taken.append(timed(lambda batch=batch: send(server, batch)))
    checks, intake = (count / min(rounds[1:]) for rounds in (alone, taken))
    print(f"checks alone   {checks:6.1f} ballots/s on {CORES} cores")
    print(f"booth intake   {intake:6.1f} ballots/s acknowledged after their commit")
    print(f"intake runs at {intake / checks:.0%} of the checks' rate (promised: {PROMISED} %)")


if __name__ == "__main__":
    main()
