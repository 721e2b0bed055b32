"""Reading the journal: only what a checkpoint has signed is shown, so that every answer can be checked against it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import NewType

from django.conf import settings

from pingyi.records.journal.models import (
    JournalApart,
    JournalCheckpoint,
    JournalEntry,
    JournalLeaf,
    JournalNode,
    JournalRestoration,
)
from pingyi.rules.encoding import canonical
from pingyi.rules.journal import proof
from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.errors import BadEntry, BadTile, BrokenProof
from pingyi.rules.journal.restoration import PATH as RESTORED
from pingyi.rules.journal.tile import Tile, apart_path, bundles, exists, subtree_from, tiles, write_bundle
from pingyi.rules.journal.tree import Subtree, leaf_hash
from pingyi.rules.timetable.interval import days

EntryRef = NewType("EntryRef", int)


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A published head: the signed note, the verifier key that opens it, and when it was signed."""

    origin: str
    size: int
    root: bytes
    note: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """One entry at its place: all that is public of it, and the exact bytes that were hashed."""

    index: int
    entry: Entry
    leaf: bytes

    @property
    def hash(self) -> bytes:
        """Its leaf hash."""
        return leaf_hash(self.leaf)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry as an auditor of the house reads it: its place, None while it waits, who acted, when, on what.

    `entry` is None when somebody changed its text, so that it is none any more.
    """

    ref: EntryRef
    index: int | None
    actor: str
    at: datetime
    subject: str
    kind: Kind
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Entry `index` is in the tree of the first `size` entries."""

    index: int
    size: int
    leaf: bytes
    root: bytes
    proof: proof.Proof


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """The tree of the first `old` entries is the beginning of the tree of the first `new`."""

    old: int
    new: int
    old_root: bytes
    new_root: bytes
    proof: proof.Proof


def latest_checkpoint() -> SignedCheckpoint | None:
    """The newest published head."""
    return next(iter(checkpoints(1)), None)


def checkpoints(count: int) -> list[SignedCheckpoint]:
    """The newest published heads, newest first."""
    return [_signed(row) for row in JournalCheckpoint.objects.order_by("-size")[:count]]


def checkpoint_over(size: int) -> SignedCheckpoint | None:
    """The head that was signed over exactly `size` entries."""
    row = JournalCheckpoint.objects.filter(size=size).first()
    return _signed(row) if row else None


def published_size() -> int:
    """How many entries the newest checkpoint covers."""
    latest = latest_checkpoint()
    return latest.size if latest else 0


def size() -> int:
    """How many entries have a place, published or not."""
    last = JournalLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def waiting() -> int:
    """How many committed entries have no place yet."""
    return JournalEntry.objects.filter(pending__isnull=False).count()


def position(ref: EntryRef) -> int | None:
    """The place of an entry, None while it waits."""
    return JournalLeaf.objects.filter(entry=ref).values_list("index", flat=True).first()


def entries(start: int, count: int) -> list[Published]:
    """Up to `count` published entries from `start` on, in the journal's order."""
    end = min(start + count, published_size())
    rows = JournalLeaf.objects.filter(index__gte=start, index__lt=end).order_by("index")
    found = rows.values_list("index", "entry__leaf", "entry__apart__body")
    return [Published(index, whole_entry(leaf, apart), bytes(leaf)) for index, leaf, apart in found]


def whole_entry(leaf: bytes | memoryview, apart: bytes | memoryview | None) -> Entry:
    """The entry in these bytes, with the public part that is kept apart."""
    entry = Entry.read(bytes(leaf))
    return entry if apart is None else entry.with_apart(bytes(apart))


def recent(
    count: int,
    *,
    kind: str = "",
    beyond: int | None = None,
    actors: Collection[str] | None = None,
    day: date | None = None,
    oldest: bool = False,
) -> list[Recorded]:
    """The newest entries, placed or not, with who acted: for those who audit the house, never for a public page.

    Those before the entry `beyond`, or after it where the `oldest` come first.
    `actors` narrows to these people, `day` to what was done on it.
    """
    rows = JournalEntry.objects.select_related("place", "apart").order_by("pk" if oldest else "-pk")
    if kind:
        rows = rows.filter(kind=kind)
    if beyond is not None:
        rows = rows.filter(pk__gt=beyond) if oldest else rows.filter(pk__lt=beyond)
    if actors is not None:
        rows = rows.filter(actor__in=actors)
    if day is not None:
        rows = rows.filter(at__gte=(whole := days(day, day)).start, at__lt=whole.end)
    return [
        Recorded(
            EntryRef(row.pk),
            row.place.index if hasattr(row, "place") else None,
            row.actor,
            row.at,
            row.subject,
            Kind.parse(row.kind),
            _legible(row),
        )
        for row in rows[:count]
    ]


def _legible(row: JournalEntry) -> Entry | None:
    try:
        return whole_entry(row.leaf, row.apart.body if hasattr(row, "apart") else None)
    except BadEntry:
        return None


def kinds() -> list[str]:
    """Every kind of entry there is."""
    return list(JournalEntry.objects.order_by("kind").values_list("kind", flat=True).distinct())


def files() -> Iterator[tuple[str, bytes]]:
    """The published journal as C2SP files, path and bytes: what a bundle carries and `pingyi verify` checks."""
    latest = latest_checkpoint()
    if not latest:
        return
    yield "checkpoint", latest.note.encode()
    yield "key", f"{latest.key}\n".encode()
    if restored := restorations():
        yield RESTORED, restored
    for wanted in chain(tiles(latest.size), bundles(latest.size)):
        data = tile(wanted)
        assert data is not None
        yield wanted.path, data
    covered = JournalApart.objects.filter(entry__place__index__lt=latest.size).order_by("digest")
    for digest, body in covered.values_list("digest", "body").distinct():
        yield apart_path(digest), bytes(body)


def apart(digest: str) -> bytes | None:
    """A published public part that is too long for its leaf, by its digest."""
    rows = JournalApart.objects.filter(digest=digest, entry__place__index__lt=published_size())
    body = rows.values_list("body", flat=True).first()
    return None if body is None else bytes(body)


def origin() -> str:
    """The name under which the journal is signed now: another one after every time it went on from a backup."""
    newest = JournalRestoration.objects.order_by("-pk").values_list("name", flat=True).first()
    return newest or settings.JOURNAL_ORIGIN


def restorations() -> bytes | None:
    """The file that tells every time the journal went on from a backup; None when it never did."""
    notes = list(JournalRestoration.objects.order_by("pk").values_list("note", flat=True))
    return canonical(notes) if notes else None


def inclusion(index: int, size: int | None = None) -> InclusionProof:
    """Proof that entry `index` is in the published tree of `size` entries (default: the newest). Raises BrokenProof."""
    within = _published(size)
    subtree = subtrees(within)
    path = proof.inclusion(index, within, subtree)
    return InclusionProof(index, within, subtree(index, index + 1), subtree(0, within), path)


def consistency(old: int, new: int | None = None) -> ConsistencyProof:
    """Proof that the published tree only grew from `old` to `new` entries (default: the newest). Raises BrokenProof."""
    end = _published(new)
    subtree = subtrees(end)
    path = proof.consistency(old, end, subtree)
    return ConsistencyProof(old, end, subtree(0, old), subtree(0, end), path)


def tile(wanted: Tile) -> bytes | None:
    """The bytes of a published tile or entry bundle, None when the published tree has no such tile."""
    if not exists(wanted, published_size()):
        return None
    if wanted.level is None:
        return write_bundle(published.leaf for published in entries(wanted.first, wanted.width))
    return b"".join(hashes(wanted))


def hashes(wanted: Tile) -> list[bytes]:
    """The hashes of one tile. Raises BadTile when rows are missing."""
    rows = JournalNode.objects.filter(level=wanted.level) if wanted.level else JournalLeaf.objects.all()
    span = rows.filter(index__gte=wanted.first, index__lt=wanted.first + wanted.width).order_by("index")
    found = [bytes(value) for value in span.values_list("hash", flat=True)]
    if len(found) != wanted.width:
        raise BadTile(f"{wanted.path} has only {len(found)} hashes")
    return found


def subtrees(size: int) -> Subtree:
    """Merkle tree hashes of any part of the tree of the first `size` entries, each tile read once."""
    seen: dict[Tile, list[bytes]] = {}

    def once(wanted: Tile) -> list[bytes]:
        if wanted not in seen:
            seen[wanted] = hashes(wanted)
        return seen[wanted]

    return subtree_from(once, size)


def _published(size: int | None) -> int:
    latest = published_size()
    if size is not None and not 0 <= size <= latest:
        raise BrokenProof(f"the published journal has {latest} entries, not {size}")
    return latest if size is None else size


def _signed(row: JournalCheckpoint) -> SignedCheckpoint:
    head = Checkpoint.parse(row.note.rpartition("\n\n")[0] + "\n")
    return SignedCheckpoint(head.origin, head.size, head.root, row.note, row.key, row.at)
