"""The order of the journal under real concurrency: real threads and processes on real PostgreSQL, no simulation."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from threading import Event

import pytest
from django.db import connection, connections, transaction

from pingyi.records.journal import actions, queries
from pingyi.records.journal.actions import sequencing
from pingyi.records.journal.models import JournalEntry, JournalLeaf
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.journal.proof import check_consistency, check_inclusion
from tests.records.journal.writing import AT, record

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 180.0


class ChangedMind(Exception):
    """An action fails after it was recorded."""


def test_a_slow_action_with_an_early_number_is_placed_late_but_never_forgotten() -> None:
    recorded, go_on = Event(), Event()

    def slow() -> EntryRef:
        try:
            with transaction.atomic():
                ref = record(subject="slow")
                recorded.set()
                assert go_on.wait(PATIENCE)
                return ref
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(slow)
        assert recorded.wait(PATIENCE)
        quick = record(subject="quick")
        before = actions.checkpoint(at=AT)
        assert (before.size, queries.position(quick)) == (1, 0)
        go_on.set()
        late = later.result(PATIENCE)
    after = actions.checkpoint(at=AT)
    assert late < quick
    assert (queries.position(quick), queries.position(late)) == (0, 1)
    proved = queries.consistency(before.size)
    check_consistency(before.size, after.size, before.root, after.root, proved.proof)


def test_what_ended_before_another_began_comes_first_and_nothing_is_lost_or_doubled() -> None:
    over = Event()
    done: list[tuple[float, EntryRef, float]] = []
    failed: list[EntryRef] = []

    @transaction.atomic
    def act_once(number: int) -> EntryRef:
        ref = record(subject=f"thread:{number}")
        time.sleep(0.001 * number)
        if ref % 7 == 0:
            failed.append(ref)
            raise ChangedMind
        return ref

    def act(number: int) -> None:
        for _ in range(16):
            began = time.monotonic()
            with suppress(ChangedMind):
                done.append((began, act_once(number), time.monotonic()))
        connection.close()

    def place() -> None:
        while not over.is_set():
            actions.integrate(at=AT)
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        placing = [pool.submit(place) for _ in range(2)]
        try:
            list(pool.map(act, range(6)))
        finally:
            over.set()
        for each in placing:
            each.result(PATIENCE)
    actions.checkpoint(at=AT)

    places = dict(JournalLeaf.objects.values_list("entry_id", "index"))
    assert failed
    assert sorted(places) == sorted(ref for _, ref, _ in done)
    assert sorted(places.values()) == list(range(len(done)))
    for began, ref, _ in done:
        assert all(places[other] < places[ref] for _, other, ended in done if ended < began)
    for index in (0, len(done) // 2, len(done) - 1):
        proved = queries.inclusion(index)
        check_inclusion(proved.leaf, index, proved.size, proved.proof, proved.root)


def test_an_action_killed_before_its_commit_leaves_nothing() -> None:
    def die() -> None:
        with transaction.atomic():
            record()
            os.kill(os.getpid(), signal.SIGKILL)

    _in_a_process(die)
    kept = record()
    assert actions.integrate(at=AT) == 1
    assert JournalEntry.objects.get().pk == kept


def test_a_killed_sequencer_neither_blocks_nor_loses_entries() -> None:
    def die() -> None:
        with transaction.atomic():
            sequencing.wait_for_turn()
            JournalLeaf.objects.create(index=0, entry_id=ref, hash=bytes(32))
            os.kill(os.getpid(), signal.SIGKILL)

    ref = record()
    _in_a_process(die)
    assert actions.checkpoint(at=AT).size == 1
    proved = queries.inclusion(0)
    check_inclusion(queries.entries(0, 1)[0].hash, 0, 1, proved.proof, proved.root)


def _in_a_process(work: Callable[[], None]) -> None:
    """Run `work` in a process of its own, which it does not survive."""
    connections.close_all()
    process = get_context("fork").Process(target=work)
    process.start()
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL
