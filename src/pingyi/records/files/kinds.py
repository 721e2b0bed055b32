"""The kinds of files that are taken. What a file is, its content says, never its name."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """A kind by its proper ending."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    OFD = "ofd"
    TEXT = "txt"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """As it is served."""
        return MEDIA_TYPES[self]

    @property
    def words(self) -> Promise:
        """As a person calls it."""
        return WORDS[self]


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
TEXTS = frozenset({Kind.TEXT, Kind.CSV})

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.PPTX: f"{_OFFICE}.presentationml.presentation",
    Kind.ODT: f"{_OPEN}.text",
    Kind.ODS: f"{_OPEN}.spreadsheet",
    Kind.ODP: f"{_OPEN}.presentation",
    Kind.OFD: "application/ofd",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.CSV: "text/csv; charset=utf-8",
}

WORDS = {
    Kind.PDF: _("PDF"),
    Kind.PNG: _("Picture"),
    Kind.JPEG: _("Picture"),
    Kind.WEBP: _("Picture"),
    Kind.DOCX: _("Text document"),
    Kind.XLSX: _("Table"),
    Kind.PPTX: _("Slides"),
    Kind.ODT: _("Text document"),
    Kind.ODS: _("Table"),
    Kind.ODP: _("Slides"),
    Kind.OFD: _("OFD document"),
    Kind.TEXT: _("Plain text"),
    Kind.CSV: _("Table"),
}

ENDINGS = frozenset(Kind) | {"jpeg", "jpe", "text"}
"""What is a proper ending of a file that is taken; another kind's is replaced by its own."""
