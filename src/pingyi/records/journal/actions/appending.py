"""An entry in the transaction of its action, and the end of what an entry withheld."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from pingyi.records.journal import custody
from pingyi.records.journal.errors import OutsideTransaction
from pingyi.records.journal.models import JournalApart, JournalBody, JournalEntry
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.journal.entry import SALT_SIZE, Entry, Kind, commitment
from pingyi.rules.journal.tree import leaf_hash
from pingyi.rules.journal.vocabulary import SEALED, told
from pingyi.rules.mandate import Actor

BATCH = 2048
SHRED = "journal:shred:1"

# All rows in one round trip: two through the ORM cost 40 % of the rate (bench/journal.py), and every action pays it.
_APPEND = """
WITH entry AS (
  INSERT INTO journal_entry (kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id, xmin::text AS part
), body AS (
  INSERT INTO journal_body (entry_id, salt, body) SELECT id, %s::bytea, %s::bytea FROM entry WHERE %s::bytea IS NOT NULL
), apart AS (
  INSERT INTO journal_apart (entry_id, digest, body)
  SELECT id, %s::text, %s::bytea FROM entry WHERE %s::text IS NOT NULL
)
SELECT id, part, pg_current_xact_id()::text FROM entry
"""
_COLUMNS = ("kind", "at", "actor", "actor_salt", "subject", "subject_salt", "held_until", "leaf")
_APPEND_ALL = """
INSERT INTO journal_entry (kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf)
SELECT kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf
FROM unnest(
  %s::text[], %s::timestamptz[], %s::text[], %s::bytea[],
  %s::text[], %s::bytea[], %s::timestamptz[], %s::bytea[])
  WITH ORDINALITY AS said (kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf, place)
ORDER BY place
RETURNING id, xmin::text, pg_current_xact_id()::text
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

    `public` will be read by everybody, and `subject` and `at` as far as the vocabulary says for this kind: whatever may
    identify a person belongs into `private`, of which, as of the actor, only a salted digest is published.
    Raises OutsideTransaction, and BadEntry when the kind is unknown or the entry has no canonical form.
    """
    _ensure_within_action(kind)
    entry, body, apart = _written(Record(kind, subject, public, private), actor, at)
    row = [kind, at, actor.ref, entry.actor_salt, subject, entry.subject_salt, entry.held_until, entry.leaf]
    withheld = [body.salt, body.body, body.body] if body else [None] * 3
    kept_apart = [apart.digest, apart.body, apart.digest] if apart else [None] * 3
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [*row, *withheld, *kept_apart])
        number, part, whole = cursor.fetchone()
    custody.note_written([custody.Written.of(number, part, whole, leaf_hash(bytes(entry.leaf)))])
    return EntryRef(number)


def append_all(records: Iterable[Record], *, actor: Actor, at: datetime) -> list[EntryRef]:
    """Record one act over many things, an entry for each in their order; two statements however many there are.

    Says and raises what `append` does.
    """
    _ensure_within_action("an act")
    written = [_written(record, actor, at) for record in records]
    if not written:
        return []
    entries = [entry for entry, _, _ in written]
    columns = [[getattr(entry, name) for entry in entries] for name in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_ALL, columns)
        numbers = cursor.fetchall()
    for entry, (number, _, _) in zip(entries, numbers, strict=True):
        entry.pk = number
    JournalBody.objects.bulk_create([body for _, body, _ in written if body], batch_size=BATCH)
    JournalApart.objects.bulk_create([apart for _, _, apart in written if apart], batch_size=BATCH)
    leaves = [leaf_hash(bytes(entry.leaf)) for entry in entries]
    custody.note_written(custody.Written.of(*row, leaf) for row, leaf in zip(numbers, leaves, strict=True))
    return [EntryRef(entry.pk) for entry in entries]


def _ensure_within_action(what: str) -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{what} must be recorded in the transaction of the action it records")


def _written(
    record: Record, actor: Actor, at: datetime
) -> tuple[JournalEntry, JournalBody | None, JournalApart | None]:
    """The row of an entry; those of its private part, and of a public part too long for its leaf, if it has them."""
    tells = told(record.kind, at, ZoneInfo(settings.TIME_ZONE))
    private = {"moment": at, **(record.private or {})} if tells.held_until else record.private
    actor_salt, subject_salt, salt = (secrets.token_bytes(SALT_SIZE) for _ in range(3))
    said, apart = Entry(
        kind=Kind.parse(record.kind),
        at=tells.at,
        actor=commitment(actor_salt, actor.ref),
        subject=SEALED + commitment(subject_salt, record.subject) if tells.sealed else record.subject,
        public=record.public,
        private=None if private is None else commitment(salt, private),
    ).shortened()
    entry = JournalEntry(
        kind=record.kind,
        at=at,
        actor=actor.ref,
        actor_salt=actor_salt,
        subject=record.subject,
        subject_salt=subject_salt if tells.sealed else None,
        held_until=tells.held_until,
        leaf=said.leaf(),
    )
    body = None if private is None else JournalBody(entry=entry, salt=salt, body=canonical(private))
    return entry, body, None if apart is None else JournalApart(entry=entry, digest=sha256_hex(apart), body=apart)


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
