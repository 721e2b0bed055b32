"""Giving entries their place, and signing the head of a journal in which nothing is missing."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from pingyi.records.journal import custody, key, queries, soundness
from pingyi.records.journal.models import JournalCheckpoint, JournalLeaf, JournalNode, JournalPending
from pingyi.records.journal.queries import SignedCheckpoint
from pingyi.rules.journal.checkpoint import Checkpoint, sign_checkpoint
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.tile import WIDTH, Tile
from pingyi.rules.journal.tree import leaf_hash, root

BATCH = 2048
LOCK = int.from_bytes(b"journal")


def integrate(*, at: datetime) -> int:
    """Give every committed entry that has none its place in the tree; answers how many there were.

    Entries are placed in the order of their numbers. A number is drawn before its action commits, so an action that
    ended before another began has the smaller number and was visible no later: it comes first. Of two that overlapped
    either may come first. A slow action commits a small number late and simply takes a later place.

    What tells its day only waits for the end of that day, and is then placed in the order of the leaves' bytes. These
    begin with the salted digest of the actor: an order that says nothing.
    """
    prompt, held = Q(entry__held_until=None), Q(entry__held_until__lte=at)
    return _integrate(prompt, "pk") + _integrate(held, "entry__leaf")


def checkpoint(*, at: datetime) -> SignedCheckpoint:
    """Integrate, sign the tree's head and keep it; the last one again when nothing was added.

    Signs only for the very database that was signed last, in which no written entry is missing and every new row fits
    its leaf. Raises Drill, KeyMissing, OtherKey, Copied, OutOfStep, Vanished, Tampered.
    """
    soundness.ensure_no_drill()
    integrate(at=at)
    return _sign(at)


@transaction.atomic(durable=True)
def _sign(at: datetime) -> SignedCheckpoint:
    wait_for_turn()
    last, size = queries.latest_checkpoint(), queries.size()
    if last is None and custody.head() is None:
        key.make()
    settled = soundness.ensure_sound(last, size)
    custody.strike(settled)
    if last and last.size == size and last.origin == queries.origin():
        return last
    seed = key.read()
    head = Checkpoint(queries.origin(), size, queries.subtrees(size)(0, size))
    note = sign_checkpoint(head, seed)
    custody.keep_head(note)  # first: a database whose head is not beside the key would never be signed again
    JournalCheckpoint.objects.create(size=size, note=note, key=str(verifier_key(head.origin, seed)), at=at)
    signed = queries.latest_checkpoint()
    assert signed is not None
    return signed


def _integrate(which: Q, order: str) -> int:
    integrated = 0
    while placed := _integrate_batch(which, order):
        integrated += placed
        if placed < BATCH:
            break
    return integrated


@transaction.atomic(durable=True)
def _integrate_batch(which: Q, order: str) -> int:
    wait_for_turn()
    waiting = list(JournalPending.objects.filter(which).order_by(order).values_list("pk", "entry__leaf")[:BATCH])
    start = queries.size()
    JournalLeaf.objects.bulk_create(
        JournalLeaf(index=index, entry_id=pk, hash=leaf_hash(bytes(leaf)))
        for index, (pk, leaf) in enumerate(waiting, start)
    )
    JournalPending.objects.filter(pk__in=[pk for pk, _ in waiting]).delete()
    _close_tiles(0, start, start + len(waiting))
    return len(waiting)


def _close_tiles(level: int, old: int, new: int) -> None:
    """Keep the roots of the tiles of this level that filled up while it grew from `old` to `new` hashes."""
    filled = range(old // WIDTH, new // WIDTH)
    if not filled:
        return
    JournalNode.objects.bulk_create(
        JournalNode(level=level + 1, index=index, hash=root(queries.hashes(Tile(level, index)))) for index in filled
    )
    _close_tiles(level + 1, filled.start, filled.stop)


def wait_for_turn() -> None:
    """One integration at a time on the whole database, until this transaction ends; appending never waits for it.

    A statement of its own: the next one then sees all that the previous holder of the lock committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
