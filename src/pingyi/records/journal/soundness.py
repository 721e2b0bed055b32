"""Whether the stored journal is the one that was signed, whole, with every row as its leaf says.

Asked before every signature, and by the audit page. Nothing is written here.
"""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from pingyi.records.journal import custody, key, queries
from pingyi.records.journal.custody import Written
from pingyi.records.journal.errors import Copied, Drill, JournalRefused, OtherKey, OutOfStep, Tampered, Vanished
from pingyi.records.journal.models import JournalEntry, JournalLeaf, JournalPending
from pingyi.records.journal.queries import SignedCheckpoint
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.checkpoint import Checkpoint, open_checkpoint
from pingyi.rules.journal.entry import Entry, commitment
from pingyi.rules.journal.errors import BadNote, JournalError
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.proof import check_consistency, consistency
from pingyi.rules.journal.restoration import belongs
from pingyi.rules.journal.tree import leaf_hash
from pingyi.rules.journal.vocabulary import SEALED, leaf_time
from pingyi.rules.journal.vocabulary.journal import PrivatePartShredded

STEP = 1000

# Whether the part of a transaction that wrote an entry came to its end. What this very transaction wrote is there for
# it to see; a number that PostgreSQL has not given out, or no longer remembers, says nothing.
_ENDED = """
SELECT line.place, CASE
    WHEN line.whole::xid8 = pg_current_xact_id_if_assigned()
      THEN CASE pg_xact_status(line.part::xid8) WHEN 'aborted' THEN 'aborted' ELSE 'committed' END
    WHEN line.part::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) THEN 'in progress'
    ELSE pg_xact_status(line.part::xid8)
  END
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS line (whole, part, place)
"""


def alarm() -> JournalRefused | None:
    """What keeps the journal from being signed now; None when nothing does."""
    try:
        ensure_no_drill()
        ensure_sound(queries.latest_checkpoint(), queries.size())
    except JournalRefused as refused:
        return refused
    return None


def ensure_no_drill() -> None:
    """Raises Drill where the operator said that this is a copy."""
    if settings.DRILL:
        raise Drill("This is a drill (PINGYI_DRILL): nothing is signed.")


def ensure_sound(last: SignedCheckpoint | None, size: int) -> set[int]:
    """Refuse unless the journal of `size` places may be signed as what continues `last`.

    Answers the written entries that `last` covers, or that were taken back: nobody has to look for them any more.
    Raises KeyMissing, OtherKey, Copied, OutOfStep, Vanished, Tampered.
    """
    if last:
        _ensure_same_key(last)
    _ensure_in_step(last, size)
    settled = _ensure_none_vanished(last.size if last else 0)
    for place, fault in faults(range(last.size if last else 0, size)):
        raise Tampered(f"Entry {place} of the stored journal is not what was written: {fault}; {_KEEP}")
    return settled


_KEEP = "nothing was signed. Keep the database as it is, and compare it with a backup and the published tiles."


def faults(places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Place and fault of every entry at these places whose rows do not fit, or that is missing."""
    for first in range(0, len(places), STEP):
        step = places[first : first + STEP]
        rows = JournalLeaf.objects.filter(index__in=step).select_related("entry__body", "entry__apart")
        found = {row.index: row for row in rows}
        shredded = _shredded(found.values())
        for place in step:
            fault = _row_fault(found[place], shredded) if place in found else "it is missing"
            if fault:
                yield place, fault


def _row_fault(row: JournalLeaf, shredded: set[str]) -> str | None:
    stored, leaf = row.entry, bytes(row.entry.leaf)
    if leaf_hash(leaf) != bytes(row.hash):
        return "its text is not the one in the tree"
    try:
        entry = Entry.read(leaf)
        timing = leaf_time(stored.kind, stored.at, ZoneInfo(settings.TIME_ZONE))
        actor = commitment(bytes(stored.actor_salt), stored.actor)
        sealed = stored.subject_salt and SEALED + commitment(bytes(stored.subject_salt), stored.subject)
    except JournalError as fault:
        return str(fault)
    if (str(entry.kind), entry.at, entry.actor) != (stored.kind, timing.at, actor):
        return "kind, time or actor do not fit"
    if entry.subject != (sealed or stored.subject):
        return "its subject does not fit"
    return _withheld_fault(row, entry, shredded)


def _withheld_fault(row: JournalLeaf, entry: Entry, shredded: set[str]) -> str | None:
    body, apart = getattr(row.entry, "body", None), getattr(row.entry, "apart", None)
    if body is None and entry.private and _shred_subject(row) not in shredded:
        return "its private part is gone and no entry says so"
    if body is not None and entry.private != sha256_hex(bytes(body.salt) + bytes(body.body)):
        return "its private part does not fit"
    if entry.apart != (sha256_hex(bytes(apart.body)) if apart else None):
        return "its public part does not fit"
    return None


def _shredded(rows: Iterable[JournalLeaf]) -> set[str]:
    wanted = [_shred_subject(row) for row in rows if not hasattr(row.entry, "body")]
    shreddings = JournalEntry.objects.filter(kind=PrivatePartShredded.KIND, subject__in=wanted)
    return set(shreddings.values_list("subject", flat=True))


def _shred_subject(row: JournalLeaf) -> str:
    return str(PrivatePartShredded.about_(bytes(row.hash).hex()))


def _ensure_same_key(last: SignedCheckpoint) -> None:
    name = settings.JOURNAL_ORIGIN
    try:
        if not belongs(name, last.origin):
            raise BadNote
        open_checkpoint(last.note, verifier_key(last.origin, key.read()))
    except BadNote as fault:
        raise OtherKey(
            f"{settings.JOURNAL_KEY_FILE} with the name {name} did not sign this journal so far; "
            f"the key that did is {last.key}. Put back the key file and PINGYI_JOURNAL_ORIGIN."
        ) from fault


def _ensure_in_step(last: SignedCheckpoint | None, size: int) -> None:
    """Refuse unless the database holds all that was signed last, as it was signed."""
    note = custody.head()
    if note is None and last is None:
        return
    if note is None:
        raise Copied(
            f"This database was signed before, and {custody.head_file()} is not there: it is a copy. "
            "Nothing is signed here. For a drill set PINGYI_DRILL=1; if it takes the place of a lost one, read "
            "docs/deploy.md, After a loss."
        )
    head = kept_head(note)
    if last:
        _ensure_continued(Checkpoint(last.origin, last.size, last.root), size)
    if head.size > size or head.origin not in (last and last.origin, queries.origin()):
        raise OutOfStep(
            f"{head.size} entries of {head.origin} were signed; the database has {size} of {queries.origin()}. "
            "It is an older one or another, and nothing is "
            "signed for it. If it was restored to take the place of a lost one: docs/deploy.md, After a loss."
        )
    _ensure_continued(head, size)


def kept_head(note: str) -> Checkpoint:
    """The checkpoint in this note of our own key. Raises KeyMissing, OtherKey."""
    try:
        name = Checkpoint.parse(note.rpartition("\n\n")[0] + "\n").origin
        if not belongs(settings.JOURNAL_ORIGIN, name):
            raise BadNote
        return open_checkpoint(note, verifier_key(name, key.read()))
    except BadNote as fault:
        raise OtherKey(
            f"The head kept beside {settings.JOURNAL_KEY_FILE} was not signed with that key under the name "
            f"{settings.JOURNAL_ORIGIN}. Put back the files that belong together."
        ) from fault


def _ensure_continued(signed: Checkpoint, size: int) -> None:
    subtree = queries.subtrees(size)
    try:
        whole = subtree(0, size)
        check_consistency(signed.size, size, signed.root, whole, consistency(signed.size, size, subtree))
    except JournalError as fault:
        raise Tampered(f"The stored journal no longer continues its last checkpoint; {_KEEP}") from fault


def _ensure_none_vanished(covered: int) -> set[int]:
    """Every entry that was written and not taken back is there, as it was written, and placed or waiting."""
    settled = set()
    lines = custody.written()
    for first in range(0, len(lines), STEP):
        step = lines[first : first + STEP]
        there, settled_here = _ended(step)
        settled |= settled_here | _ensure_there(there, covered)
    return settled


def _ended(lines: list[Written]) -> tuple[list[Written], set[int]]:
    """The entries that must be there, and the numbers of those that were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [[str(each.whole) for each in lines], [str(each.part) for each in lines]])
        status = {lines[place - 1]: ended for place, ended in cursor.fetchall()}
    there = [line for line in lines if status[line] == "committed"]
    return there, {line.ref for line in lines if status[line] in ("aborted", None)}


def _ensure_there(lines: list[Written], covered: int) -> set[int]:
    refs = [line.ref for line in lines]
    rows = JournalEntry.objects.filter(pk__in=refs)
    stored = {row.pk: leaf_hash(bytes(row.leaf)) for row in rows if _waits_as_recorded(row)}
    places = dict(JournalLeaf.objects.filter(entry__in=refs).values_list("entry_id", "index"))
    waiting = set(JournalPending.objects.filter(pk__in=refs).values_list("pk", flat=True))
    for line in lines:
        if stored.get(line.ref) != line.leaf or not (line.ref in places or line.ref in waiting):
            gone = "changed" if any(row.pk == line.ref for row in rows) else "removed"
            raise Vanished(f"Entry number {line.ref} was written, and then {gone} before it was signed; {_KEEP}")
    return {ref for ref, place in places.items() if place < covered}


def _waits_as_recorded(row: JournalEntry) -> bool:
    """Whether it waits no longer than its kind and its day say; nobody can put an entry off for ever."""
    try:
        entry, timing = Entry.read(bytes(row.leaf)), leaf_time(row.kind, row.at, ZoneInfo(settings.TIME_ZONE))
    except JournalError:
        return False
    return (str(entry.kind), entry.at, row.held_until) == (row.kind, timing.at, timing.held_until)
