"""A stranger's check of a journal: a whole one passes, also against older heads; an altered one is refused, and why."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from pingyi.rules.journal.checkpoint import Checkpoint, sign_checkpoint
from pingyi.rules.journal.entry import Entry, Kind, commitment
from pingyi.rules.journal.errors import BadEntry, BadNote, BadTile, BrokenProof, NoteUnsigned
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.tile import bundles, write_bundle
from pingyi.rules.journal.tree import EMPTY_ROOT, leaf_hash, root
from pingyi.verify.journal import JournalReport, false_tiles, verify_journal

SEED, ORIGIN = bytes(range(32)), "journal.example"
KEY = verifier_key(ORIGIN, SEED)
AT = datetime(2026, 6, 1, tzinfo=UTC)


def leaf(number: int) -> bytes:
    return Entry(
        kind=Kind("phase", "open" if number % 2 else "extend", 1),
        at=AT + timedelta(minutes=number),
        actor=commitment(bytes(32), "office"),
        subject=f"campaign:{number}",
        public={},
        private=commitment(bytes(32), number) if number % 3 == 0 else None,
    ).leaf()


def head(leaves: list[bytes]) -> bytes:
    return sign_checkpoint(Checkpoint(ORIGIN, len(leaves), root([leaf_hash(one) for one in leaves])), SEED).encode()


@dataclass
class Site:
    """A published journal."""

    leaves: list[bytes]
    note: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.note = head(self.leaves)
        for tile in bundles(len(self.leaves)):
            self.files[tile.path] = write_bundle(self.leaves[tile.first : tile.first + tile.width])

    def verify(self, *older: bytes) -> JournalReport:
        return verify_journal(self.note, self.files.__getitem__, KEY, older)


@pytest.fixture
def site() -> Site:
    return Site([leaf(number) for number in range(300)])


def test_a_whole_journal(site: Site) -> None:
    report = site.verify(head(site.leaves[:7]), head(site.leaves[:256]), head(site.leaves), head([]))
    assert (report.checkpoint.size, report.continued) == (300, (0, 7, 256))
    assert report.kinds == {"phase:extend:1": 150, "phase:open:1": 150}
    assert (report.withheld, report.first, report.last) == (100, AT, AT + timedelta(minutes=299))


def test_an_empty_journal() -> None:
    report = Site([]).verify()
    assert (report.checkpoint.root, report.first, report.last) == (EMPTY_ROOT, None, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda leaves: [leaf(999), *leaves[1:]],
        lambda leaves: [*leaves[:-1], leaf(999)],
        lambda leaves: [leaves[1], leaves[0], *leaves[2:]],
    ],
    ids=["first", "last", "order"],
)
def test_entries_that_were_not_signed(site: Site, change) -> None:  # type: ignore[no-untyped-def]
    altered = Site(change(site.leaves))
    altered.note = site.note
    with pytest.raises(BrokenProof, match="first 300 entries are not those that were signed"):
        altered.verify()


def test_a_rewritten_and_freshly_signed_journal_is_given_away_by_an_older_checkpoint(site: Site) -> None:
    kept = head(site.leaves[:7])
    rewritten = Site([*site.leaves[:3], leaf(999), *site.leaves[4:]])
    rewritten.verify()
    with pytest.raises(BrokenProof, match="first 7 entries"):
        rewritten.verify(kept)
    with pytest.raises(BrokenProof, match="has 5 entries; you hold its signature over 300"):
        Site(site.leaves[:5]).verify(site.note)


def test_bundles_that_lack_or_add_an_entry(site: Site) -> None:
    path = "tile/entries/001.p/44"
    site.files[path] = write_bundle(site.leaves[256:299])
    with pytest.raises(BadTile, match="43 entries, not 44"):
        site.verify()
    site.files[path] = write_bundle([*site.leaves[256:], leaf(300)])
    with pytest.raises(BadTile, match="45 entries, not 44"):
        site.verify()


def test_bytes_that_are_no_entry_even_when_signed() -> None:
    with pytest.raises(BadEntry):
        Site([b"{}"]).verify()


def test_heads_of_another_key_or_none(site: Site) -> None:
    other = sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), bytes(32)).encode()
    with pytest.raises(NoteUnsigned):
        site.verify(other)
    site.note = other
    with pytest.raises(NoteUnsigned):
        site.verify()
    site.note = b"\xff"
    with pytest.raises(BadNote):
        site.verify()


def test_tiles_of_hashes_hold_the_hashes_of_the_entries(site: Site) -> None:
    hashes = [leaf_hash(one) for one in site.leaves]
    tile = b"".join(hashes[:256])
    site.files |= {"tile/0/000": tile, "tile/0/001.p/44": b"".join(hashes[256:]), "tile/1/000.p/1": root(hashes[:256])}
    read = site.files.__getitem__
    assert list(false_tiles(read, site.files, 300)) == []
    site.files |= {"tile/0/000": tile[:-1] + b"\x00", "tile/1/000.p/1": bytes(32)}
    assert list(false_tiles(read, site.files, 300)) == ["tile/0/000", "tile/1/000.p/1"]
    assert list(false_tiles(read, {"tile/1/000.p/1"}, 300)) == ["tile/1/000.p/1"]


def test_a_time_beyond_the_calendar_is_no_entry() -> None:
    with pytest.raises(BadEntry, match="not a journal entry"):
        Entry.read(leaf(1).replace(b"2026-06-01T00:01:00+00:00", b"0001-01-01T00:00:00+23:59"))
