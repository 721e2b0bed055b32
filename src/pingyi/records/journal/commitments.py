"""What the journal was told when something was done: rows are compared with it before anything rests on them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection

from pingyi.records.journal.fingerprint import fingerprint
from pingyi.records.journal.models import JournalBody, JournalEntry
from pingyi.records.journal.queries import whole_entry
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import Statement


def salts(kind: type[Statement], subjects: Collection[Subject]) -> dict[Subject, bytes]:
    """Subject → the salt of the private part of its newest entry of this kind."""
    bodies = JournalBody.objects.filter(entry__kind=kind.KIND, entry__subject__in=_spelled(subjects)).order_by("pk")
    return {Subject.read(about): bytes(salt) for about, salt in bodies.values_list("entry__subject", "salt")}


def sealed(kind: type[Statement], subjects: Collection[Subject]) -> dict[Subject, tuple[Entry, bytes | None]]:
    """Subject → its newest entry of this kind as it was hashed, and the salt that opens its private part."""
    rows = JournalEntry.objects.filter(kind=kind.KIND, subject__in=_spelled(subjects)).order_by("pk")
    return {
        Subject.read(about): (Entry.read(bytes(leaf)), None if salt is None else bytes(salt))
        for about, leaf, salt in rows.values_list("subject", "leaf", "body__salt")
    }


ENTRIES_OF = """
SELECT entry.kind, entry.leaf, apart.body
FROM journal_entry entry LEFT JOIN journal_apart apart ON apart.entry_id = entry.id
WHERE entry.subject = {subject} AND entry.kind = ANY(%s) ORDER BY entry.id
"""
"""What `entries_about` asks, for whoever asks for more in the same trip; `read_entries` reads its rows."""
ENTRIES_ABOUT = ENTRIES_OF.format(subject="%s")


def entries_about(
    subject: Subject, kinds: Collection[type[Statement]]
) -> list[tuple[type[Statement], Mapping[str, Any]]]:
    """Kind and public part of everything that was said of a subject, oldest first: one query."""
    with connection.cursor() as cursor:
        return read_entries(cursor.execute(ENTRIES_ABOUT, [str(subject), [str(kind.KIND) for kind in kinds]]), kinds)


def read_entries(
    rows: Iterable[tuple[str, bytes, bytes | None]], kinds: Collection[type[Statement]]
) -> list[tuple[type[Statement], Mapping[str, Any]]]:
    """Kind and public part of every row of ENTRIES_OF."""
    wanted = {kind.KIND: kind for kind in kinds}
    return [(wanted[kind], whole_entry(leaf, apart).public) for kind, leaf, apart in rows]


def openings(kind: type[Statement], subjects: Collection[Subject]) -> dict[tuple[Subject, bytes], bytes]:
    """Subject and private part → its salt, of every entry of this kind: one query."""
    bodies = JournalBody.objects.filter(entry__kind=kind.KIND, entry__subject__in=_spelled(subjects)).order_by("pk")
    found = bodies.values_list("entry__subject", "body", "salt")
    return {(Subject.read(about), bytes(body)): bytes(salt) for about, body, salt in found}


def entries_fingerprint(subjects: Collection[Subject]) -> str | None:
    """A digest of every entry about these subjects as it is kept, with what opens its private part: one query."""
    lines = """
    SELECT concat_ws(' ', entry.id, entry.kind, entry.subject, encode(sha256(entry.leaf), 'hex'),
      encode(sha256(body.body), 'hex'), encode(body.salt, 'hex'))
    FROM journal_entry entry LEFT JOIN journal_body body ON body.entry_id = entry.id WHERE entry.subject = ANY(%s)
    """
    return fingerprint(lines, [_spelled(subjects)])


def last_actor(kind: type[Statement], subjects: Collection[Subject]) -> str | None:
    """Who wrote the newest entry of this kind about one of these subjects: one query."""
    rows = JournalEntry.objects.filter(kind=kind.KIND, subject__in=_spelled(subjects)).order_by("-pk")
    return rows.values_list("actor", flat=True).first()


def _spelled(subjects: Collection[Subject]) -> list[str]:
    return [str(subject) for subject in subjects]
