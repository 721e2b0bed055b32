"""What a file is, by its content. Raises the `NotTaken` that says what it is where it is none that is taken."""

import codecs
import re
import zipfile
from collections.abc import Iterable
from typing import IO

from pingyi.records.files.errors import (
    Archive,
    Empty,
    Locked,
    NotTaken,
    OldOffice,
    OtherPicture,
    Programme,
    TwoInOne,
    UnknownKind,
    WebPage,
)
from pingyi.records.files.kinds import Kind
from pingyi.records.files.packages import packed_kind

HEAD = 1024
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
"""What stands in no text; a table of old has ^Z at its end, a text of old a form feed between pages."""

PIECE = 1 << 20
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
OTHERS: tuple[tuple[bytes, type[NotTaken]], ...] = (
    (b"MZ", Programme),
    (b"\x7fELF", Programme),
    (b"#!", Programme),
    (b"\xca\xfe\xba\xbe", Programme),
    (b"\xcf\xfa\xed\xfe", Programme),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Programme),
    (b"{\\rtf", OldOffice),
    (b"GIF8", OtherPicture),
    (b"BM", OtherPicture),
    (b"II*\x00", OtherPicture),
    (b"MM\x00*", OtherPicture),
    (b"\x00\x00\x01\x00", OtherPicture),
    (b"Rar!", Archive),
    (b"7z\xbc\xaf\x27\x1c", Archive),
    (b"\x1f\x8b", Archive),
    (b"PK\x05\x06", Archive),
)
"""What other files begin with."""


def kind_of(data: IO[bytes], name: str) -> Kind:
    """The kind of a file; its name only tells a table from other plain text. Raises NotTaken."""
    data.seek(0)
    head = data.read(HEAD)
    if not head:
        raise Empty
    kind = _seen(head)
    if kind and (zipfile.is_zipfile(data) or _hides_pdf(kind, head)):
        raise TwoInOne
    if kind:
        return kind
    if head.startswith(ZIP):
        if PDF in head:
            raise TwoInOne
        return packed_kind(data)
    refuse_others(data, head)
    _ensure_text(data)
    return Kind.CSV if name.lower().endswith(".csv") else Kind.TEXT


def _seen(head: bytes) -> Kind | None:
    if head.startswith(PDF):
        return Kind.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    return Kind.WEBP if head.startswith(b"RIFF") and head[8:12] == b"WEBP" else None


def _hides_pdf(kind: Kind, head: bytes) -> bool:
    """Readers of PDF look for its beginning within the first kilobyte."""
    return kind is not Kind.PDF and PDF in head


def refuse_others(data: IO[bytes], head: bytes) -> None:
    """Name what is known and not taken. Raises NotTaken."""
    if head.startswith(OLD_OFFICE):
        raise Locked if _contains(data, "EncryptedPackage".encode("utf-16-le")) else OldOffice
    if head[4:8] == b"ftyp":
        raise OtherPicture if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else UnknownKind
    for beginning, refusal in OTHERS:
        if head.startswith(beginning):
            raise refusal
    if PDF in head or zipfile.is_zipfile(data):
        raise TwoInOne


def _contains(data: IO[bytes], sought: bytes) -> bool:
    before = b""
    for piece in pieces(data):
        if sought in before + piece:
            return True
        before = piece[-len(sought) :]
    return False


def pieces(data: IO[bytes]) -> Iterable[bytes]:
    """The whole, piece by piece."""
    data.seek(0)
    return iter(lambda: data.read(PIECE), b"")


def _ensure_text(data: IO[bytes]) -> None:
    """Plain text in UTF-8, UTF-16 with its mark, or GB 18030; and no markup. Raises UnknownKind, WebPage."""
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        start = _decoded(data, encoding)
        if start is not None:
            break
    else:
        raise UnknownKind
    start = start.lstrip()
    if start.startswith("<") and (start[1:2].isalpha() or start[1:2] in ("!", "?")):
        raise WebPage


def _decoded(data: IO[bytes], encoding: str) -> str | None:
    """How the text begins; None where it is no text in this encoding."""
    data.seek(0)
    if encoding == "utf-16" and data.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return None
    decoder = codecs.getincrementaldecoder(encoding)()
    start = ""
    try:
        for piece in pieces(data):
            text = decoder.decode(piece)
            if CONTROLS.search(text):
                return None
            start = start or text[:HEAD]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return start
