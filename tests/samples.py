"""Files as people send them, and as they should not: made by program, each the smallest that is true."""

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORDS = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>\xe6\x95\xb4\xe6\x94\xb9\xe6\x8a\xa5\xe5\x91\x8a</w:t></w:r></w:p></w:body></w:document>"
)
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'


def sent(data: bytes, name: str) -> SimpleUploadedFile:
    """A file as a form brings it."""
    return SimpleUploadedFile(name, data)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, exif: bool = False) -> bytes:
    """A picture; with the place and the turned camera that a phone writes beside it."""
    image, out = Image.new("RGB", size, (180, 30, 30)), io.BytesIO()
    beside = Image.Exif()
    if exif:
        beside[0x0112] = 6
        beside[0x010F] = "PHONE-OF-SOMEBODY"
    image.save(out, kind, exif=beside)
    return out.getvalue()


def portable(
    *, runs: bool = False, hides: bool = False, signed: bool = False, password: str = "", author: str = ""
) -> bytes:
    """A PDF of one page."""
    pdf, out = Pdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(200, 300)).obj
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('SCRIPT')"))
    if runs:
        pdf.Root.OpenAction = script
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        page.AA = Dictionary(O=pdf.make_indirect(script))
        launch = Dictionary(Type=Name.Action, S=Name.Launch, F=String("cmd.exe"))
        first = Dictionary(S=Name.URI, URI=String("http://a.example"), Next=Array([launch]))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=first)
        page.Annots = Array([pdf.make_indirect(link)])
    if hides:
        hidden = Dictionary(Type=Name.Filespec, F=String("HIDDEN.exe"), EF=Dictionary(F=Stream(pdf, b"MZ HIDDEN")))
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("h"), hidden])))
    if signed:
        pdf.Root.Sealed = pdf.make_indirect(
            Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("seal"))
        )
    if author:
        pdf.docinfo[Name.Author] = author
    pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document(more: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx that says 整改报告."""
    rels = RELATIONS % (
        b'<Relationship Id="r" Target="word/document.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    )
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": WORDS}
    return packed(parts | dict(more or {}))


def relation(kind: str) -> dict[str, bytes]:
    """A part that says: load this from elsewhere."""
    one = f'<Relationship Id="x" TargetMode="External" Target="http://elsewhere.example/x" Type="http://a.example/{kind}"/>'
    return {"word/_rels/settings.xml.rels": RELATIONS % one.encode()}


def bomb() -> bytes:
    """A .docx of some 30 kilobytes that unpacks to thirty million."""
    return document({"word/media/image1.png": bytes(30_000_000)})
