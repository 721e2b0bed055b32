"""Writing the journal: append within an action, give entries their place, sign the head, shred a private part.

`append` is the third beat, *record*, of every action of the project; whether the actor may was settled in its first.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from pingyi.records.journal import key, queries
from pingyi.records.journal.errors import OtherKey, OutsideTransaction, Tampered
from pingyi.records.journal.models import (
    JournalBody,
    JournalCheckpoint,
    JournalEntry,
    JournalLeaf,
    JournalNode,
    JournalPending,
)
from pingyi.records.journal.queries import EntryRef, SignedCheckpoint
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from pingyi.rules.journal.entry import SALT_SIZE, Entry, Kind, commitment
from pingyi.rules.journal.errors import BadNote, JournalError
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.proof import check_consistency, consistency
from pingyi.rules.journal.tile import WIDTH, Tile
from pingyi.rules.journal.tree import leaf_hash, root
from pingyi.rules.mandate import Actor

BATCH = 2048
LOCK = int.from_bytes(b"journal")
SHRED = "journal:shred:1"

# Both rows in one round trip: two through the ORM cost 40 % of the rate (bench/journal.py), and every action pays it.
_APPEND = """
WITH entry AS (
  INSERT INTO journal_entry (kind, at, actor, actor_salt, subject, leaf) VALUES (%s, %s, %s, %s, %s, %s) RETURNING id
), body AS (
  INSERT INTO journal_body (entry_id, salt, body) SELECT id, %s::bytea, %s::bytea FROM entry WHERE %s::bytea IS NOT NULL
)
SELECT id FROM entry
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What one entry says, for acts that write many at once."""

    kind: str
    subject: str
    public: Mapping[str, Any]
    private: Mapping[str, Any] | None = None


def append(
    kind: str,
    *,
    actor: Actor,
    at: datetime,
    subject: str,
    public: Mapping[str, Any],
    private: Mapping[str, Any] | None = None,
) -> EntryRef:
    """Record one action in the action's own transaction.

    `subject` (an opaque reference) and `public` will be read by everybody: whatever may identify a person belongs into
    `private`, of which, as of the actor, only a salted digest is published.
    Raises OutsideTransaction, and BadEntry when the entry has no canonical form.
    """
    _ensure_within_action(kind)
    entry, salt, body = _written(Record(kind, subject, public, private), actor, at)
    values = [kind, at, actor.ref, entry.actor_salt, subject, entry.leaf, salt, body, salt]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, values)
        return EntryRef(cursor.fetchone()[0])


def append_all(records: Iterable[Record], *, actor: Actor, at: datetime) -> list[EntryRef]:
    """Record one act over many things, an entry for each in their order; two statements however many there are.

    Says and raises what `append` does.
    """
    _ensure_within_action("an act")
    written = [_written(record, actor, at) for record in records]
    entries = JournalEntry.objects.bulk_create([entry for entry, _, _ in written], batch_size=BATCH)
    JournalBody.objects.bulk_create(
        [JournalBody(entry=entry, salt=salt, body=body) for entry, salt, body in written if salt], batch_size=BATCH
    )
    return [EntryRef(entry.pk) for entry in entries]


def _ensure_within_action(what: str) -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{what} must be recorded in the transaction of the action it records")


def _written(record: Record, actor: Actor, at: datetime) -> tuple[JournalEntry, bytes | None, bytes | None]:
    """The row of an entry; the salt and bytes of its private part, if it has one."""
    actor_salt = secrets.token_bytes(SALT_SIZE)
    salt = None if record.private is None else secrets.token_bytes(SALT_SIZE)
    leaf = Entry(
        kind=Kind.parse(record.kind),
        at=at,
        actor=commitment(actor_salt, actor.ref),
        subject=record.subject,
        public=record.public,
        private=commitment(salt, record.private) if salt else None,
    ).leaf()
    entry = JournalEntry(
        kind=record.kind, at=at, actor=actor.ref, actor_salt=actor_salt, subject=record.subject, leaf=leaf
    )
    return entry, salt, canonical(record.private) if salt else None


@transaction.atomic
def shred(ref: EntryRef, *, actor: Actor, at: datetime, reason: str) -> EntryRef:
    """Destroy the private part of an entry, and record that and why (`reason` is public).

    The tree stays as it is; what the published digest once covered can no longer be shown or guessed.
    """
    target = JournalEntry.objects.get(pk=ref)
    subject = f"journal:{leaf_hash(bytes(target.leaf)).hex()}"
    entry = append(SHRED, actor=actor, at=at, subject=subject, public={"reason": reason})
    JournalBody.objects.filter(entry=target).delete()
    return entry


def integrate() -> int:
    """Give every committed entry that has none its place in the tree; answers how many there were.

    Entries are placed in the order of their numbers. A number is drawn before its action commits, so an action that
    ended before another began has the smaller number and was visible no later: it comes first. Of two that overlapped
    either may come first. A slow action commits a small number late and simply takes a later place.
    """
    integrated = 0
    while placed := _integrate_batch():
        integrated += placed
        if placed < BATCH:
            break
    return integrated


def checkpoint(*, at: datetime) -> SignedCheckpoint:
    """Integrate, sign the tree's head and keep it; the last one again when nothing was added.

    Refuses to sign a tree that does not continue the one signed last. Raises KeyMissing, OtherKey, Tampered.
    """
    integrate()
    return _sign(at)


@transaction.atomic(durable=True)
def _sign(at: datetime) -> SignedCheckpoint:
    _wait_for_turn()
    last, size = queries.latest_checkpoint(), queries.size()
    seed = key.read() if last else key.make()
    if last:
        _ensure_same_key(last, seed)
        if last.size == size:
            return last
    head = Checkpoint(settings.JOURNAL_ORIGIN, size, _root_continuing(last, size))
    JournalCheckpoint.objects.create(
        size=size, note=sign_checkpoint(head, seed), key=str(verifier_key(head.origin, seed)), at=at
    )
    signed = queries.latest_checkpoint()
    assert signed is not None
    return signed


@transaction.atomic(durable=True)
def _integrate_batch() -> int:
    _wait_for_turn()
    waiting = list(JournalEntry.objects.filter(pending__isnull=False).order_by("pk").values_list("pk", "leaf")[:BATCH])
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


def _wait_for_turn() -> None:
    """One integration at a time on the whole database, until this transaction ends; appending never waits for it.

    A statement of its own: the next one then sees all that the previous holder of the lock committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _ensure_same_key(last: SignedCheckpoint, seed: bytes) -> None:
    try:
        open_checkpoint(last.note, verifier_key(settings.JOURNAL_ORIGIN, seed))
    except BadNote as fault:
        raise OtherKey(
            f"{settings.JOURNAL_KEY_FILE} with the name {settings.JOURNAL_ORIGIN} did not sign this journal so far; "
            f"the key that did is {last.key}. Put back the key file and PINGYI_JOURNAL_ORIGIN."
        ) from fault


def _root_continuing(last: SignedCheckpoint | None, size: int) -> bytes:
    """Root of the tree of `size` entries. Raises Tampered unless it continues what was signed last."""
    subtree = queries.subtrees(size)
    try:
        head = subtree(0, size)
        if last:
            check_consistency(last.size, size, last.root, head, consistency(last.size, size, subtree))
    except JournalError as fault:
        raise Tampered(
            "The stored journal no longer continues its last checkpoint; nothing was signed. "
            "Keep the database as it is, and compare it with a backup and the published tiles."
        ) from fault
    return head
