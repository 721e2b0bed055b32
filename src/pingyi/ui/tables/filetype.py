"""What a file is that is no table, told by its first bytes: a wrong file is chosen more often than a damaged one."""

import io
import zipfile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pingyi.ui.tables.package import with_few_parts
from pingyi.ui.tables.spreadsheet import Unreadable

WORD = gettext_noop("This is a Word file. Bring an .xlsx or .csv file.")
SLIDES = gettext_noop("This is a PowerPoint file. Bring an .xlsx or .csv file.")
OLD_SHEET = gettext_noop("This is an old Excel file. Save it as .xlsx or CSV.")
LOCKED = gettext_noop("This Excel file has a password. Save it without one.")
WEB_PAGE = gettext_noop("This is a web page that was named like a table. Open it and save it as .xlsx or CSV.")
PICTURE = gettext_noop("This is a picture. Bring an .xlsx or .csv file.")
OTHER_OFFICE = gettext_noop("This is an OpenDocument file. Save it as .xlsx or CSV.")
BINARY_SHEET = gettext_noop("This is a binary Excel file (.xlsb). Save it as .xlsx or CSV.")
ARCHIVE = gettext_noop("This is a packed archive. Unpack it, and bring the .xlsx or .csv file in it.")
OTHER_XML = gettext_noop("This is an XML file. Open it in a spreadsheet and save it as .xlsx or CSV.")

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
BEGINNINGS = (
    (b"%PDF", gettext_noop("This is a PDF. Bring the .xlsx or .csv file it was made from.")),
    (b"{\\rtf", WORD),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
IN_OLD_OFFICE = (("EncryptedPackage", LOCKED), ("WordDocument", WORD), ("PowerPoint Document", SLIDES))
PARTS = (
    ("word/", WORD),
    ("ppt/", SLIDES),
    ("xl/workbook.bin", BINARY_SHEET),
    ("content.xml", OTHER_OFFICE),
    ("Index/Document.iwa", gettext_noop("This is a Numbers or Pages file. Export it as .xlsx or CSV.")),
)
IN_TEXT = ((b"<html", WEB_PAGE), (b"<!doctype html", WEB_PAGE), (b"<table", WEB_PAGE), (b"<?xml", OTHER_XML))


def refuse_others(data: bytes) -> None:
    """Let pass what may be .xlsx or CSV. Raises Unreadable, saying what the file is."""
    found = _other(data)
    if found:
        raise Unreadable(_(found))


def _other(data: bytes) -> str | None:
    if data.startswith(OLD_OFFICE):
        return next((kind for name, kind in IN_OLD_OFFICE if name.encode("utf-16-le") in data), OLD_SHEET)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            return kind
    start = data.removeprefix(b"\xef\xbb\xbf")[:1000].lstrip().lower()
    return next((kind for mark, kind in IN_TEXT if start.startswith(mark)), None)


def _packed(data: bytes) -> str | None:
    """A packed file that is not an .xlsx, by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(with_few_parts(data))) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return None  # damaged: the reader says so
    if "[Content_Types].xml" in names and any(name.startswith("xl/workbook.xml") for name in names):
        return None
    found = next((kind for part, kind in PARTS if any(name.startswith(part) for name in names)), None)
    return found or (None if "[Content_Types].xml" in names else ARCHIVE)
