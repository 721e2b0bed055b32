"""Office documents and OFD are packed files: what they are, and what must not be in them."""

import re
import zipfile
import zlib
from typing import IO

from pingyi.records.files.errors import Archive, Bomb, Damaged, Linked, Locked, Macros, Programme
from pingyi.records.files.kinds import Kind

MOST_PARTS = 10_000
MOST_BYTES = 1 << 30
MOST_RATIO = 200
SMALL = 20 << 20
"""A part that unpacks to no more than this may be packed as well as it likes."""

PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX, "ppt/presentation.xml": Kind.PPTX}
OPEN_TYPES = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
RUNS = re.compile(r"(^|/)(vbaproject\w*\.bin|vbadata\.xml|macrosheets/|activex/|basic/|scripts/)", re.IGNORECASE)
LOADS = re.compile(
    rb"""<Relationship\b(?=[^>]*\bTargetMode\s*=\s*["']External)"""
    rb"""(?=[^>]*\bType\s*=\s*["'][^"']*/(attachedTemplate|oleObject|frame|subDocument)["'])"""
)
EMBEDDED_PROGRAMME = "Ole10Native".encode("utf-16-le")
ZIP, OLD_OFFICE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")


def packed_kind(data: IO[bytes], *, within: bool = False) -> Kind:
    """What a packed file is; `within` another one there may be tables, and nothing deeper.

    Raises Archive, Bomb, Damaged, Linked, Locked, Macros, Programme.
    """
    try:
        with zipfile.ZipFile(data) as packed:
            _ensure_modest(packed)
            kind = _kind(packed)
            _ensure_harmless(packed, within=within)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as fault:
        raise Damaged from fault
    return kind


def _ensure_modest(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Bomb
    if any(part.file_size > max(SMALL, MOST_RATIO * part.compress_size) for part in parts):
        raise Bomb
    if any(part.flag_bits & 1 for part in parts):
        raise Locked
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Damaged


def _kind(packed: zipfile.ZipFile) -> Kind:
    names = set(packed.namelist())
    if "OFD.xml" in names:
        return Kind.OFD
    if "mimetype" in names:
        kind = OPEN_TYPES.get(packed.read("mimetype").strip())
    else:
        kind = next((kind for part, kind in PARTS.items() if part in names), None)
    if kind is None:
        raise Archive
    if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise Locked
    return kind


def _ensure_harmless(packed: zipfile.ZipFile, *, within: bool) -> None:
    for part in packed.infolist():
        if RUNS.search(part.filename):
            raise Macros
        with packed.open(part) as content:
            head = content.read(8)
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in packed.read(part):
            raise Macros
        if part.filename.endswith(".rels") and LOADS.search(packed.read(part)):
            raise Linked
        if head.startswith((b"MZ", b"\x7fELF")):
            raise Programme
        if head.startswith(OLD_OFFICE) and EMBEDDED_PROGRAMME in packed.read(part):
            raise Programme
        if head.startswith(ZIP):
            _ensure_embedded(packed, part, within=within)


def _ensure_embedded(packed: zipfile.ZipFile, part: zipfile.ZipInfo, *, within: bool) -> None:
    """A table behind a diagram is a packed file within a packed file, and the only one that may be."""
    if within or "/embeddings/" not in part.filename:
        raise Archive
    with packed.open(part) as content:
        packed_kind(content, within=True)
