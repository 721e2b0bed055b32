"""What becomes of a file that comes: looked at, cleaned, kept under the digest of what is kept."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File

from pingyi.records.files import pictures, portable, store
from pingyi.records.files.errors import NeitherPictureNorPdf, NotKept, NotTaken, TooLarge
from pingyi.records.files.kinds import PICTURES, Kind
from pingyi.records.files.names import proper_name
from pingyi.records.files.scanner import scan
from pingyi.records.files.sniffing import kind_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a file that came; `original` is the digest of the bytes as they came."""

    name: str
    kind: Kind
    size: int
    sha256: str
    original: str


def take_in(upload: "File[Any]", name: str, only: Collection[Kind] = tuple(Kind)) -> Kept:
    """Look at a file, clean it, keep its bytes; `only` of these kinds. Raises NotKept, TooLarge, ScannerAway."""
    if upload.size > settings.LARGEST_FILE:
        raise TooLarge(name=name, most=f"{settings.LARGEST_FILE >> 20} MB")
    try:
        return _kept(cast(BinaryIO, upload.file), name, only)
    except NotTaken as refused:
        raise NotKept(name=name, why=refused) from refused


def _kept(data: BinaryIO, name: str, only: Collection[Kind]) -> Kept:
    kind = kind_of(data, name)
    if kind not in only:
        raise NeitherPictureNorPdf
    proper = proper_name(name, kind)
    scan(data)
    with _cleaned(data, kind) as clean:
        sha256 = _digest(clean)
        bytes_ = File(clean)
        store.keep(bytes_, sha256)
        return Kept(proper, kind, bytes_.size, sha256, sha256 if clean is data else _digest(data))


@contextmanager
def _cleaned(data: BinaryIO, kind: Kind) -> Iterator[BinaryIO]:
    """The file as it is kept: pictures and PDF written anew, anything else as it came."""
    with TemporaryFile() as made:
        into = cast(BinaryIO, made)
        if kind in PICTURES:
            pictures.redrawn(data, kind, into)
        elif kind is not Kind.PDF or not portable.rewritten(data, into):
            yield data
            return
        yield into


def _digest(data: BinaryIO) -> str:
    data.seek(0)
    return hashlib.file_digest(data, "sha256").hexdigest()  # type: ignore[arg-type]  # which asks for more than it uses
