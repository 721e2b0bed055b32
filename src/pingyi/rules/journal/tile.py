"""C2SP tiles (https://c2sp.org/tlog-tiles): the tree and its entries as files of 256 that anyone can copy and keep."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pingyi.rules.journal.errors import BadEntry, BadTile
from pingyi.rules.journal.tree import HASH_SIZE, Subtree, complete_subtrees, fold, root

HEIGHT = 8
WIDTH = 1 << HEIGHT
MOST_ENTRY_BYTES = 0xFFFF
ENTRIES = "entries"
APART = "tile/apart/"

_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """`width` consecutive hashes of one level; level None is a bundle of entries.

    Hash i of tile n at level l is MTH(D[(256·n + i)·256^l : (256·n + i + 1)·256^l]).
    """

    level: int | None
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if self.index < 0 or not 1 <= self.width <= WIDTH or not 0 <= (self.level or 0) <= 63:
            raise BadTile(f"no tile has level {self.level}, index {self.index} and width {self.width}")

    @property
    def first(self) -> int:
        """Position of the tile's first hash within its level."""
        return self.index * WIDTH

    @property
    def path(self) -> str:
        """Path under the log's prefix, such as `tile/0/x001/x234/067.p/9`."""
        digits = f"{self.index % 1000:03d}"
        rest = self.index // 1000
        while rest:
            digits = f"x{rest % 1000:03d}/{digits}"
            rest //= 1000
        level = ENTRIES if self.level is None else self.level
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{digits}{partial}"

    @classmethod
    def parse(cls, path: str) -> "Tile":
        """The tile at a path. Raises BadTile when the path is not its one right spelling."""
        match = _PATH.fullmatch(path)
        if not match:
            raise BadTile(f"{path} is not the path of a tile")
        level = None if match["level"] == ENTRIES else int(match["level"])
        tile = cls(level, int(re.sub(r"[x/]", "", match["index"])), int(match["width"] or WIDTH))
        if tile.path != path:
            raise BadTile(f"{path} is not the path of a tile; did you mean {tile.path}?")
        return tile


def apart_path(digest: str) -> str:
    """Where the public part lies that is too long for its leaf (Protocol journal §5)."""
    return f"{APART}{digest}"


def hashes_at(level: int, size: int) -> int:
    """How many hashes of this tile level a tree of `size` leaves has."""
    return size >> (HEIGHT * level)


def exists(tile: Tile, size: int) -> bool:
    """Whether a tree of `size` leaves has (at least) the tile's hashes."""
    return tile.first + tile.width <= hashes_at(tile.level or 0, size)


def tiles(size: int) -> Iterator[Tile]:
    """Every hash tile of a tree of `size` leaves, full and partial, level by level."""
    level = 0
    while hashes := hashes_at(level, size):
        yield from row(level, hashes)
        level += 1


def bundles(size: int) -> Iterator[Tile]:
    """Every entry bundle of a tree of `size` leaves."""
    return row(None, size)


def row(level: int | None, hashes: int) -> Iterator[Tile]:
    """The tiles that hold the first `hashes` hashes of one level."""
    for first in range(0, hashes, WIDTH):
        yield Tile(level, first // WIDTH, min(WIDTH, hashes - first))


def split_hashes(tile: Tile, data: bytes) -> list[bytes]:
    """The hashes in a tile's bytes. Raises BadTile unless the length is the width's."""
    if len(data) != tile.width * HASH_SIZE:
        raise BadTile(f"{tile.path} should have {tile.width * HASH_SIZE} bytes, not {len(data)}")
    return [data[place : place + HASH_SIZE] for place in range(0, len(data), HASH_SIZE)]


def full(tile: Tile) -> Tile:
    """The tile that a partial one has grown into, or will."""
    return replace(tile, width=WIDTH)


def cut(tile: Tile, data: bytes) -> bytes:
    """The bytes of a partial tile, from those of the full one: logs may let partial tiles go. Raises BadTile."""
    if tile.level is None:
        return write_bundle(read_bundle(data)[: tile.width])
    return data[: tile.width * HASH_SIZE]


def write_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as a bundle: each behind its length in two bytes, big-endian. Raises BadEntry for one too long."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MOST_ENTRY_BYTES:
            raise BadEntry(f"an entry has at most {MOST_ENTRY_BYTES} bytes, not {len(entry)}")
        parts += [len(entry).to_bytes(2, "big"), entry]
    return b"".join(parts)


def read_bundle(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises BadTile when it ends within an entry."""
    entries: list[bytes] = []
    place = 0
    while place < len(data):
        start = place + 2
        place = start + int.from_bytes(data[place:start], "big")
        if start > len(data) or place > len(data):
            raise BadTile("the bundle ends in the middle of an entry")
        entries.append(data[start:place])
    return entries


def subtree_from(hashes: Callable[[Tile], Sequence[bytes]], size: int) -> Subtree:
    """The tree of `size` leaves read from its tiles: what proofs are made from when the leaves are not at hand.

    `hashes` answers the hashes of one tile. A subtree costs at most one tile per complete piece.
    """

    def complete(start: int, end: int) -> bytes:
        level, height = divmod((end - start).bit_length() - 1, HEIGHT)
        first, count = start >> (HEIGHT * level), 1 << height
        index = first // WIDTH
        tile = Tile(level, index, min(WIDTH, hashes_at(level, size) - index * WIDTH))
        offset = first - tile.first
        return root(hashes(tile)[offset : offset + count])

    return lambda start, end: fold([complete(*piece) for piece in complete_subtrees(start, end)])
