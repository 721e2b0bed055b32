"""An entry in the transaction of its action, and the end of what an entry withheld."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from pingyi.records.journal import custody
from pingyi.records.journal.errors import OutsideTransaction
from pingyi.records.journal.models import JournalBody, JournalEntry
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.journal.entry import SALT_SIZE, Entry, Kind, commitment
from pingyi.rules.journal.tree import leaf_hash
from pingyi.rules.journal.vocabulary import SEALED, Statement, leaf_time
from pingyi.rules.journal.vocabulary.journal import PrivatePartShredded
from pingyi.rules.mandate import Actor

# All rows of an act in one round trip: two through the ORM cost 40 % of the rate (bench/journal.py), and every action
# pays it. An entry's salt is its own, so it says which private part and which long public part belong to it.
_APPEND = """
WITH said AS (
  SELECT * FROM unnest(
    %s::text[], %s::timestamptz[], %s::text[], %s::bytea[], %s::text[], %s::bytea[], %s::timestamptz[], %s::bytea[],
    %s::bytea[], %s::bytea[], %s::text[], %s::bytea[])
  WITH ORDINALITY AS said (kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf,
    salt, body, digest, apart, place)
), entry AS (
  INSERT INTO journal_entry (kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf)
  SELECT kind, at, actor, actor_salt, subject, subject_salt, held_until, leaf FROM said ORDER BY place
  RETURNING id, actor_salt, xmin::text AS part
), body AS (
  INSERT INTO journal_body (entry_id, salt, body)
  SELECT id, salt, body FROM entry JOIN said USING (actor_salt) WHERE body IS NOT NULL
), apart AS (
  INSERT INTO journal_apart (entry_id, digest, body)
  SELECT id, digest, apart FROM entry JOIN said USING (actor_salt) WHERE digest IS NOT NULL
)
SELECT id, part, pg_current_xact_id()::text FROM entry ORDER BY id
"""


def append(statement: Statement, *, actor: Actor, at: datetime) -> EntryRef:
    """Record one action in the action's own transaction.

    What of it is read by everybody, its kind declares (`rules.journal.vocabulary`); of the rest, as of the actor, only
    a salted digest is published. Raises OutsideTransaction, and BadEntry when the kind is unknown or the entry has no
    canonical form.
    """
    (ref,) = append_all([statement], actor=actor, at=at)
    return ref


def append_all(statements: Iterable[Statement], *, actor: Actor, at: datetime) -> list[EntryRef]:
    """Record one act over many things, an entry for each in their order; one statement however many there are.

    Says and raises what `append` does.
    """
    given = list(statements)
    if not connection.in_atomic_block:
        kinds = ", ".join(sorted({each.KIND for each in given})) or "an act"
        raise OutsideTransaction(f"{kinds} must be recorded in the transaction of the action it records")
    written = [_written(each, actor, at) for each in given]
    if not written:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [list(column) for column in zip(*written, strict=True)])
        rows = cursor.fetchall()
    leaves = [leaf_hash(row.leaf) for row in written]
    custody.note_written(
        custody.Written.of(ref, part, whole, leaf) for (ref, part, whole), leaf in zip(rows, leaves, strict=True)
    )
    return [EntryRef(number) for number, _, _ in rows]


class _Row(NamedTuple):
    """An entry, its private part and its long public part, as `_APPEND` takes them."""

    kind: str
    at: datetime
    actor: str
    actor_salt: bytes
    subject: str
    subject_salt: bytes | None
    held_until: datetime | None
    leaf: bytes
    salt: bytes | None
    body: bytes | None
    digest: str | None
    apart: bytes | None


def _written(statement: Statement, actor: Actor, at: datetime) -> _Row:
    timing = leaf_time(statement.KIND, at, ZoneInfo(settings.TIME_ZONE))
    subject = str(statement.subject)
    private = {"moment": at, **(statement.private or {})} if timing.held_until else statement.private
    actor_salt, subject_salt, salt = (secrets.token_bytes(SALT_SIZE) for _ in range(3))
    entry, apart = Entry(
        kind=Kind.parse(statement.KIND),
        at=timing.at,
        actor=commitment(actor_salt, actor.ref),
        subject=SEALED + commitment(subject_salt, subject) if timing.sealed else subject,
        public=statement.public,
        private=None if private is None else commitment(salt, private),
    ).shortened()
    return _Row(
        kind=statement.KIND,
        at=at,
        actor=actor.ref,
        actor_salt=actor_salt,
        subject=subject,
        subject_salt=subject_salt if timing.sealed else None,
        held_until=timing.held_until,
        leaf=entry.leaf(),
        salt=None if private is None else salt,
        body=None if private is None else canonical(private),
        digest=None if apart is None else sha256_hex(apart),
        apart=apart,
    )


@transaction.atomic
def shred(ref: EntryRef, *, actor: Actor, at: datetime, reason: str) -> EntryRef:
    """Destroy the private part of an entry, and record that and why (`reason` is public).

    The tree stays as it is; what the published digest once covered can no longer be shown or guessed.
    """
    target = JournalEntry.objects.get(pk=ref)
    shredded = PrivatePartShredded(about=leaf_hash(bytes(target.leaf)).hex(), reason=reason)
    entry = append(shredded, actor=actor, at=at)
    JournalBody.objects.filter(entry=target).delete()
    return entry
