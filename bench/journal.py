"""How many actions a second the journal records, and whether its order holds: `python -m bench.journal`.

Two processes of eight threads each run actions (one entry, one commit each) against real PostgreSQL while a third
process gives the entries their places. Every action notes when it began and ended; an action that ended before another
began must come first in the tree. The alternative, a place given inside the action under a lock, is measured beside it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

PROCESSES, THREADS = 2, 8
SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))
AT = datetime(2026, 6, 1, tzinfo=UTC)
TARGET = 1_000


@dataclass(frozen=True, slots=True)
class Action:
    """When an action began and ended on the machine's monotonic clock, and the number of its entry."""

    began: float
    ended: float
    entry: int


def record(locked: bool, work: float) -> Action:
    """One action: `work` seconds in which its transaction is open, one entry, one commit."""
    from django.db import connection, transaction

    from pingyi.records.journal import actions
    from pingyi.rules.journal.vocabulary.results import RankingRuled
    from pingyi.rules.mandate import CLOCKWORK

    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        entry = actions.append(RankingRuled(about=1, kind="", digest="", reason="某某"), actor=CLOCKWORK, at=AT)
        if locked:
            cursor.execute("SELECT pg_advisory_xact_lock(1)")
            cursor.execute(
                "INSERT INTO bench_place SELECT coalesce(max(place) + 1, 0), %s, sha256('\\x00') FROM bench_place",
                [entry],
            )
        if work:
            time.sleep(work)
    return Action(began, time.monotonic(), entry)


def client(locked: bool, work: float, until: float) -> list[Action]:
    """Eight threads that act until the time is over."""
    from django.db import connection

    def act(_: int) -> list[Action]:
        done = []
        while time.monotonic() < until:
            done.append(record(locked, work))
        connection.close()
        return done

    with ThreadPoolExecutor(THREADS) as threads:
        return [action for done in threads.map(act, range(THREADS)) for action in done]


def sequencer(until: float) -> float:
    """Give places until the time is over; the longest single turn in seconds."""
    from pingyi.records.journal import actions

    longest = 0.0
    while time.monotonic() < until:
        began = time.monotonic()
        actions.integrate(at=AT)
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.05)
    return longest


def run(locked: bool, work: float) -> list[Action]:
    """All processes at once; every action they did."""
    until = time.monotonic() + SECONDS
    fork = get_context("fork")
    with fork.Pool(PROCESSES + 1) as pool:
        turns = None if locked else pool.apply_async(sequencer, (until,))
        clients = [pool.apply_async(client, (locked, work, until)) for _ in range(PROCESSES)]
        done = [action for each in clients for action in each.get()]
        if turns:
            print(f"    longest turn of the sequencer {turns.get() * 1000:.0f} ms", file=sys.stderr)
    return done


def misplaced(done: list[Action], places: dict[int, int]) -> int:
    """How many actions stand before one that had ended when they began."""
    by_end = sorted(done, key=lambda action: action.ended)
    latest, ended, wrong = -1, 0, 0
    for action in sorted(done, key=lambda action: action.began):
        while by_end[ended].ended < action.began:
            latest = max(latest, places[by_end[ended].entry])
            ended += 1
        wrong += places[action.entry] < latest
    return wrong


def places_of(query: str) -> dict[int, int]:
    """Entry number → place."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def measure(title: str, locked: bool, work: float) -> float:
    """Run one case, check the order, say the rate."""
    from django.db import connections

    from pingyi.records.journal import actions, queries

    connections.close_all()
    done = run(locked, work)
    if locked:
        places = places_of("SELECT entry, place FROM bench_place")
    else:
        actions.integrate(at=AT)
        assert queries.waiting() == 0
        places = places_of("SELECT entry_id, index FROM journal_leaf")
    rate = len(done) / SECONDS
    wrong = misplaced(done, places)
    print(f"{title:<58} {rate:>7.0f} actions/s   {wrong} misplaced")
    assert not wrong, "the order is broken"
    return rate


@contextmanager
def database() -> Iterator[None]:
    """A database of its own beside the installation's, dropped afterwards."""
    from django.conf import settings
    from django.db import connection, connections
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    folder = TemporaryDirectory()
    settings.JOURNAL_KEY_FILE = Path(folder.name) / "journal-key"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_place (place bigint PRIMARY KEY, entry bigint UNIQUE, hash bytea)")
    try:
        yield
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)
        folder.cleanup()


def timed(what: Callable[[], Any]) -> float:
    """Milliseconds that `what` takes."""
    began = time.monotonic()
    what()
    return (time.monotonic() - began) * 1000


def main() -> None:
    """All cases; exit code 1 when the promise is not kept."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "pingyi.server.settings"
    os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_journal")
    django.setup()
    from pingyi.records.journal import actions, queries

    with database():
        rate = measure("sequencer (ours), actions of no other work", False, 0)
        measure("lock inside the action, actions of no other work", True, 0)
        measure("sequencer (ours), actions open for 20 ms", False, 0.02)
        measure("lock inside the action, actions open for 20 ms", True, 0.02)
        size = queries.size()
        print(f"checkpoint over {size} entries {timed(lambda: actions.checkpoint(at=AT)):.0f} ms")
        print(f"inclusion proof {timed(lambda: queries.inclusion(size // 3)):.0f} ms")
        print(f"consistency proof {timed(lambda: queries.consistency(size // 2)):.0f} ms")
    if rate < TARGET:
        sys.exit(f"fewer than {TARGET} appends a second")


if __name__ == "__main__":
    main()
