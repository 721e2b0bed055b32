"""What a file looks like, without opening it: pictures made smaller, pages of a PDF drawn, the words of a document."""

import io
import zipfile
from threading import Lock
from typing import BinaryIO, cast

import mammoth
import nh3
import pypdfium2 as pdfium
from django.utils.html import escape
from PIL import Image

from pingyi.records.files import store
from pingyi.records.files.errors import NotTaken
from pingyi.records.files.kinds import PICTURES, TEXTS, Kind
from pingyi.records.files.pictures import opened
from pingyi.records.files.queries import Edition

THUMBNAIL, FULL = 240, 1400
"""Points along the longer side."""

MOST_PAGES = 200
MOST_WORDS = 20_000
MOST_XML = 20 << 20
TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "u", "s", "sub", "sup", "ul", "ol", "li"} | {
    *("table", "thead", "tbody", "tr", "td", "th", "br", "blockquote"),
}
PDFIUM = Lock()
"""PDFium is made for one thread at a time."""


def picture(edition: Edition, longest: int) -> bytes | None:
    """A picture as JPEG no longer than that; None where there is nothing to draw."""
    if edition.kind not in PICTURES:
        return None
    with store.opened(edition.sha256) as file:
        try:
            image = opened(cast(BinaryIO, file), edition.kind)
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
        except (NotTaken, OSError, SyntaxError, ValueError):
            return None
        return _jpeg(image)


def pages(edition: Edition) -> range:
    """The numbers of the pages that are shown of it."""
    if edition.kind is not Kind.PDF:
        return range(0)
    with store.opened(edition.sha256) as file, PDFIUM:
        try:
            document = pdfium.PdfDocument(cast(BinaryIO, file), autoclose=False)
        except pdfium.PdfiumError:
            return range(0)
        try:
            return range(1, min(len(document), MOST_PAGES) + 1)
        finally:
            document.close()


def page(edition: Edition, number: int) -> bytes | None:
    """One page of a PDF, counted from 1, as JPEG; None where there is none, or it cannot be drawn."""
    if edition.kind is not Kind.PDF or not 1 <= number <= MOST_PAGES:
        return None
    with store.opened(edition.sha256) as file, PDFIUM:
        try:
            document = pdfium.PdfDocument(cast(BinaryIO, file), autoclose=False)
        except pdfium.PdfiumError:
            return None
        try:
            sheet = document[number - 1]
            drawn = sheet.render(scale=min(FULL / max(1.0, *sheet.get_size()), 4)).to_pil()
        except (pdfium.PdfiumError, IndexError, ValueError):
            return None
        finally:
            document.close()
    return _jpeg(drawn)


def words(edition: Edition) -> str | None:
    """What a document or plain text says, as harmless HTML (paragraphs, headings, lists, tables); None: not shown."""
    if edition.kind in TEXTS:
        return _plain(edition)
    if edition.kind is not Kind.DOCX:
        return None
    with store.opened(edition.sha256) as file:
        try:
            if not _is_modest(cast(BinaryIO, file)):
                return None
            html = mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda _image: {})).value
        except Exception:  # whatever a strange document does to the reader, it is shown without a preview
            return None
    return nh3.clean(html, tags=TAGS, attributes={})


def _is_modest(file: BinaryIO) -> bool:
    """Whether the parts are small enough to be read, and none declares entities."""
    with zipfile.ZipFile(file) as packed:
        parts = [part for part in packed.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > MOST_XML:
            return False
        return not any(b"<!DOCTYPE" in packed.read(part) for part in parts)


def _plain(edition: Edition) -> str:
    with store.opened(edition.sha256) as file:
        data = file.read(4 * MOST_WORDS)
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError as fault:
            if fault.start > len(data) - 8:  # cut within a character
                text = data[: fault.start].decode(encoding)
                break
    else:
        text = data.decode("utf-8", errors="replace")
    return f"<pre>{escape(text[:MOST_WORDS])}</pre>"


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    if image.mode in ("RGBA", "LA", "P"):
        paper = Image.new("RGB", image.size, "white")
        shown = image.convert("RGBA")
        paper.paste(shown, mask=shown)
        image = paper
    image.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()
