"""Verify a published journal from its first entry to its last, in constant memory.

Nothing is believed but the verifier key: every entry is read, hashed and built into the tree again. The root must be
the signed one, and at the size of every older checkpoint that the reader kept it must have been that one's.
Public: JournalReport, verify_journal, false_tiles, patient.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from pingyi.rules.journal.checkpoint import Checkpoint, open_checkpoint
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.errors import BadNote, BadTile, BrokenProof
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.restoration import Restoration
from pingyi.rules.journal.tile import Tile, apart_path, bundles, cut, full, read_bundle, tiles
from pingyi.rules.journal.tree import CompactRange, leaf_hash, root

Read = Callable[[str], bytes]
"""Answers the bytes at a C2SP path below the journal, such as `tile/entries/000.p/9`."""

Trail = Sequence[tuple[VerifierKey, Restoration]]


@dataclass(frozen=True, slots=True)
class JournalReport:
    """What was found in a journal all of which holds.

    `continued`: sizes of the older checkpoints that it continues. `lost`: sizes of those over entries that were lost
    before it went on from a backup, as it says itself. `kinds`: how many entries of each kind.
    `withheld`: entries with a private part. `first` and `last`: earliest and latest time, None when there is no entry.
    `apart`: paths of the public parts that are too long for their entries.
    """

    checkpoint: Checkpoint
    continued: tuple[int, ...]
    lost: tuple[int, ...]
    kinds: Mapping[str, int]
    withheld: int
    first: datetime | None
    last: datetime | None
    apart: frozenset[str]


def verify_journal(
    note: bytes,
    read: Read,
    key: VerifierKey,
    older: Sequence[bytes] = (),
    witness: Callable[[Entry], None] = lambda entry: None,
    trail: Trail = (),
) -> JournalReport:
    """Check the journal that `read` reaches against its checkpoint `note`, the key, and checkpoints kept from before.

    `witness` is shown every entry in order, before the signature over all of them is known to hold. `trail`: every time
    that the journal went on from a backup, with the key that said so (`restoration.follow`); `key` is then the last
    one's successor.
    Raises a JournalError that says what does not hold; whatever `read` raises passes through.
    """
    head = _open(note, key)
    standing, lost = _sift([_open(kept, _key_of(kept, key, trail)) for kept in older], trail)
    heads = sorted({head, *standing, *(restorations.kept for _, restorations in trail)}, key=lambda one: one.size)
    if heads[-1].size > head.size:
        raise BrokenProof(f"the journal has {head.size} entries; you hold its signature over {heads[-1].size}")
    tree = CompactRange()
    kinds: Counter[str] = Counter()
    times: list[datetime] = []
    withheld = 0
    apart: set[str] = set()
    _compare(heads, tree)
    for leaf in _leaves(read, head.size):
        entry = Entry.read(leaf)
        if entry.apart:
            apart.add(apart_path(entry.apart))
            entry = entry.with_apart(read(apart_path(entry.apart)))
        witness(entry)
        kinds[str(entry.kind)] += 1
        withheld += entry.private is not None
        times = [min([*times, entry.at]), max([*times, entry.at])]
        tree = tree.extended([leaf_hash(leaf)])
        _compare(heads, tree)
    continued = tuple(sorted({one.size for one in standing if one != head}))
    first, last = times or (None, None)
    return JournalReport(head, continued, lost, kinds, withheld, first, last, frozenset(apart))


def _key_of(note: bytes, key: VerifierKey, trail: Trail) -> VerifierKey:
    """The key that opens a checkpoint kept from before: that of the name on its first line."""
    name = note.partition(b"\n")[0]
    return next((former for former, _ in trail if former.name.encode() == name), key)


def _sift(older: Sequence[Checkpoint], trail: Trail) -> tuple[list[Checkpoint], tuple[int, ...]]:
    """Of the heads kept from before, those that must still hold, and the sizes of those over lost entries."""
    restorations = {former.name: restoration for former, restoration in trail}
    lost = [one for one in older if one.origin in restorations and one.size > restorations[one.origin].kept.size]
    for one in lost:
        signed = restorations[one.origin].lost
        if one.size > signed.size or (one.size == signed.size and one.root != signed.root):
            raise BrokenProof(
                f"you hold its signature over {one.size} entries, and it went on from a backup without telling of them"
            )
    return [one for one in older if one not in lost], tuple(sorted({one.size for one in lost}))


def patient(read: Read, missing: type[Exception]) -> Read:
    """The same, but a partial tile that is missing is cut from the full one: logs may let partial tiles go."""

    def answer(path: str) -> bytes:
        try:
            return read(path)
        except missing:
            if "/tile/" not in f"/{path}" or ".p/" not in path:
                raise
            tile = Tile.parse(path)
            with suppress(missing):
                return cut(tile, read(full(tile).path))
            raise

    return answer


def false_tiles(read: Read, published: Collection[str], size: int) -> Iterator[str]:
    """Paths of the hash tiles among `published` that do not hold the hashes of the first `size` entries.

    Nobody needs those tiles to check a journal; but what is published is not to be wrong. The entries must have been
    verified.
    """
    for tile in tiles(size):
        if tile.path in published and read(tile.path) != b"".join(_hashes(read, tile)):
            yield tile.path


def _hashes(read: Read, tile: Tile) -> list[bytes]:
    if not tile.level:
        return [leaf_hash(leaf) for leaf in read_bundle(read(Tile(None, tile.index, tile.width).path))]
    places = range(tile.first, tile.first + tile.width)
    return [root(_hashes(read, Tile(tile.level - 1, place))) for place in places]


def _open(note: bytes, key: VerifierKey) -> Checkpoint:
    try:
        return open_checkpoint(note.decode(), key)
    except UnicodeDecodeError:
        raise BadNote("a checkpoint is text in UTF-8") from None


def _leaves(read: Read, size: int) -> Iterator[bytes]:
    for bundle in bundles(size):
        leaves = read_bundle(read(bundle.path))
        if len(leaves) != bundle.width:
            raise BadTile(f"{bundle.path} has {len(leaves)} entries, not {bundle.width}")
        yield from leaves


def _compare(heads: Sequence[Checkpoint], tree: CompactRange) -> None:
    """Refuse when a checkpoint of this size was signed over another tree."""
    for head in heads:
        if head.size == tree.size and head.root != tree.root():
            raise BrokenProof(f"the first {head.size} entries are not those that were signed")
