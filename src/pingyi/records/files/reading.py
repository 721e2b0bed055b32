"""The bytes of files, piece by piece: none is ever whole in memory, several go into a zip under names that differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from pingyi.records.files import store
from pingyi.records.files.queries import Attached

PIECE = 256 * 1024


class Stored(Protocol):
    """Bytes that are kept."""

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...


def pieces(edition: Stored, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes from `start` up to `end`."""
    left = (edition.size if end is None else end) - start
    with store.opened(edition.sha256) as file:
        file.seek(start)
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def together(files: Iterable[Attached], folder: str = "") -> Iterator[tuple[str, Iterator[bytes]]]:
    """The newest version of each that was not withdrawn, as (name, bytes); a name that comes again is numbered."""
    seen = Counter[str]()
    for file in files:
        if file.withdrawn is None:
            stem, dot, ending = file.newest.name.rpartition(".")
            seen[file.newest.name.lower()] += 1
            again = seen[file.newest.name.lower()]
            name = file.newest.name if again == 1 else f"{stem} ({again}){dot}{ending}"
            yield f"{folder}{name}", pieces(file.newest)
