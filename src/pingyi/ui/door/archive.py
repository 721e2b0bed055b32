"""A zip that is packed and sent while it is made: never on disk, never whole in memory, so boards of any size pass."""

import io
import zipfile
from collections.abc import Iterable, Iterator

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can carry: file times tell nothing here."""


class _Outlet(io.RawIOBase):
    """Where the zip is written to; what was written is taken away at once."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile hands it bytes
        self._written += data
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._written)
        self._written.clear()
        return data


def zipped(files: Iterable[tuple[str, Iterable[bytes]]], folder: str) -> Iterator[bytes]:
    """The bytes of a zip of these files (name, pieces) below one folder."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, pieces in files:
            entry = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
                    if sent := outlet.take():  # the compressor keeps what is too little to send
                        yield sent
    yield outlet.take()
