"""What is taken, what becomes of it, and what is refused with which sentence: every file here is a real one."""

import hashlib
import io
import random
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
import pytest
from django.conf import settings as house
from PIL import Image
from pytest_django.fixtures import Settings

from pingyi.records.files import errors, pictures, previews, store
from pingyi.records.files.intake import Kept, take_in
from pingyi.records.files.kinds import Kind
from pingyi.records.files.queries import Edition
from tests import samples
from tests.stage import day

SHEET = samples.packed({"xl/workbook.xml": b"<a/>"})
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def taken(data: bytes, name: str) -> Kept:
    return take_in(samples.sent(data, name), name)


def kept_bytes(kept: Kept) -> bytes:
    with store.opened(kept.sha256) as file:
        return file.read()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.portable(), "总结.pdf", Kind.PDF),
        (samples.picture("JPEG"), "现场.jpeg", Kind.JPEG),
        (samples.picture("PNG"), "现场.PNG", Kind.PNG),
        (samples.picture("WEBP"), "现场.webp", Kind.WEBP),
        (samples.document(), "整改报告.docx", Kind.DOCX),
        (samples.document({"word/embeddings/a.xlsx": SHEET}), "图表.docx", Kind.DOCX),
        (SHEET, "台账.xlsx", Kind.XLSX),
        (samples.packed({"ppt/presentation.xml": b"<a/>"}), "汇报.pptx", Kind.PPTX),
        (samples.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", Kind.ODT),
        (samples.packed({"OFD.xml": b"<a/>"}), "批复.ofd", Kind.OFD),
        ("会议记录".encode(), "记录.txt", Kind.TEXT),
        ("姓名,单位".encode("gb18030"), "名单.csv", Kind.CSV),
        ("会议记录".encode("utf-16"), "记录.txt", Kind.TEXT),
    ],
)  # fmt: skip
def test_what_is_taken_is_known_by_its_content(data: bytes, name: str, kind: Kind) -> None:
    right, wrong = taken(data, name), taken(data, "总结.pdf" if kind not in (Kind.PDF, Kind.CSV) else name)
    assert right.kind is wrong.kind is kind
    assert wrong.name.endswith(f".{kind}")
    assert right.original == hashlib.sha256(data).hexdigest()
    assert right.sha256 == hashlib.sha256(kept_bytes(right)).hexdigest() and right.size == len(kept_bytes(right))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.Empty),
        (b"MZ\x90\x00", errors.Programme),
        (b"\x7fELF\x02", errors.Programme),
        (b"#!/bin/sh\nrm -rf /", errors.Programme),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", errors.WebPage),
        ("\ufeff  <!DOCTYPE html><p>".encode(), errors.WebPage),
        (b'<?xml version="1.0"?><svg/>', errors.WebPage),
        (b"<?php system($_GET[0]);", errors.WebPage),
        (b"GIF89a/*\x00\x00*/=1;alert(1)", errors.OtherPicture),
        (b"\x00\x00\x00\x18ftypheic", errors.OtherPicture),
        (b"\x00\x00\x00\x18ftypmp42", errors.UnknownKind),
        (b"\x00\x01\x02\x03" * 9, errors.UnknownKind),
        (b"{\\rtf1 {\\object\\objdata 0105}}", errors.OldOffice),
        (OLE + bytes(600), errors.OldOffice),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), errors.Locked),
        (b"Rar!\x1a\x07", errors.Archive),
        (samples.packed({"a.txt": b"a"}), errors.Archive),
        (samples.document({"word/x.zip": samples.packed({"a": b"b"})}), errors.Archive),
        (samples.document({"word/vbaProject.bin": b"x"}), errors.Macros),
        (samples.document({"[Content_Types].xml": b"document.macroEnabled.main+xml"}), errors.Macros),
        (samples.packed({"xl/workbook.xml": b"<a/>", "xl/macrosheets/sheet1.xml": b"<a/>"}), errors.Macros),
        (samples.document({"word/activeX/activeX1.xml": b"<a/>"}), errors.Macros),
        (samples.document(samples.relation("attachedTemplate")), errors.Linked),
        (samples.document({"word/embeddings/a.bin": OLE + "Ole10Native".encode("utf-16-le")}), errors.Programme),
        (samples.document({"word/media/a.png": b"MZ\x90"}), errors.Programme),
        (samples.document({"../../evil": b"a"}), errors.Damaged),
        (samples.document()[:200], errors.Damaged),
        (samples.bomb(), errors.Bomb),
        (samples.picture()[:300], errors.Damaged),
        (b"\xff\xd8\xff" + bytes(40), errors.Damaged),
        (b"%PDF-1.7\nnothing", errors.Damaged),
        (samples.portable(password="geheim"), errors.Locked),
        (samples.portable(signed=True, runs=True), errors.SealedWithScripts),
        (samples.portable() + samples.packed({"a": b"b"}), errors.TwoInOne),
        (samples.picture() + samples.packed({"a": b"b"}), errors.TwoInOne),
        (b"\xff\xd8\xff\xfe\x00\x09%PDF-1.4" + samples.picture()[2:], errors.TwoInOne),
        (b"text %PDF-1.7 text", errors.TwoInOne),
        (b"text" + samples.packed({"a": b"b"}), errors.TwoInOne),
    ],
)  # fmt: skip
def test_what_is_not_taken_says_what_it_is(data: bytes, refusal: type[errors.NotTaken]) -> None:
    with pytest.raises(errors.NotKept) as refused:
        taken(data, "材料.pdf")
    assert type(refused.value.values["why"]) is refusal
    assert str(refused.value).startswith("“材料.pdf” was not taken. ")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\王\\桌面\\总结.docx", "总结.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a/b/汇总.表.pdf", "汇总.表.pdf"),
        ("总结\u200b\x07 .PDF", "总结.pdf"),
        (".pdf", "附件.pdf"),
        ("...", "附件.pdf"),
        ("云评办〔2026〕3号", "云评办〔2026〕3号.pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_a_name_is_the_last_part_of_what_was_sent(name: str, kept: str) -> None:
    assert taken(samples.portable(), name).name == kept


@pytest.mark.parametrize("name", ["总结\u202efdp.exe", "总结.exe.pdf", "总结.pdf.exe", "报告.docm", "a.SVG"])
def test_a_name_that_deceives_is_refused(name: str) -> None:
    with pytest.raises(errors.NotKept) as refused:
        taken(samples.portable(), name)
    assert isinstance(refused.value.values["why"], errors.Disguised)


def test_a_picture_is_kept_upright_without_what_the_phone_wrote() -> None:
    data = samples.picture(exif=True)
    kept = kept_bytes(taken(data, "现场.jpg"))
    assert b"PHONE-OF-SOMEBODY" in data and b"PHONE" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (40, 60) and not image.getexif()


def test_a_picture_of_too_many_points_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40)
    assert taken(samples.picture(), "a.jpg")
    monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40 - 1)
    with pytest.raises(errors.NotKept) as refused:
        taken(samples.picture(), "a.jpg")
    assert isinstance(refused.value.values["why"], errors.Bomb)


def test_a_pdf_is_kept_without_what_runs_and_hides_and_tells() -> None:
    data = samples.portable(runs=True, author="某某")
    assert b"SCRIPT" in data
    for sample in (data, samples.portable(hides=True, author="某某")):
        kept = kept_bytes(taken(sample, "a.pdf"))
        with pikepdf.open(io.BytesIO(kept)) as pdf:
            told = b"".join(item.unparse() for item in pdf.objects) + pdf.trailer.unparse()
            assert len(pdf.pages) == 1
        assert not [word for word in (b"SCRIPT", b"HIDDEN", b"Launch", b"/AA", b"Author") if word in told]


def test_a_photo_in_a_pdf_loses_what_the_phone_wrote_and_keeps_its_points() -> None:
    photo, pdf, out = samples.picture(exif=True), pikepdf.Pdf.new(), io.BytesIO()
    size = {"Width": 60, "Height": 40, "ColorSpace": pikepdf.Name.DeviceRGB, "BitsPerComponent": 8}
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Filter": pikepdf.Name.DCTDecode}
    page = pdf.add_blank_page().obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=pikepdf.Stream(pdf, photo, **size, **kind)))
    pdf.save(out)
    assert b"PHONE-OF-SOMEBODY" in out.getvalue()
    with pikepdf.open(io.BytesIO(kept_bytes(taken(out.getvalue(), "a.pdf")))) as kept:
        bare = kept.pages[0].Resources.XObject.P.read_raw_bytes()
    assert b"PHONE-OF-SOMEBODY" not in bare
    points = [Image.open(io.BytesIO(each)).convert("RGB").tobytes() for each in (photo, bare)]
    assert points[0] == points[1]
    for cut in range(0, len(photo), 7):
        assert isinstance(pictures.bare_jpeg(photo[:cut]), bytes)


@pytest.mark.parametrize("seed", range(40))
def test_what_was_altered_on_the_way_is_taken_or_refused_and_nothing_breaks(seed: int) -> None:
    draw = random.Random(seed)
    for data, name in (
        (samples.picture(exif=True), "a.jpg"),
        (samples.picture("PNG"), "a.png"),
        (samples.portable(runs=True), "a.pdf"),
        (samples.document(), "a.docx"),
    ):
        altered = bytearray(data)
        for _ in range(draw.choice((1, 2, 8))):
            altered[draw.randrange(len(altered))] = draw.randrange(256)
        place = draw.randrange(len(altered))
        del altered[place : place + draw.choice((0, 0, 9))]
        with suppress(errors.NotKept):
            kept = taken(bytes(altered), name)
            edition = Edition(1, kept.name, kept.kind, kept.size, kept.sha256, kept.original, "", day("07-01"))
            previews.picture(edition, 9), previews.page(edition, 1), previews.words(edition)


def test_a_signed_pdf_is_kept_to_the_byte() -> None:
    data = samples.portable(signed=True)
    kept = taken(data, "a.pdf")
    assert kept.sha256 == kept.original and kept_bytes(kept) == data


def test_the_same_bytes_are_kept_once_and_a_torn_write_is_mended() -> None:
    text = "同一份记录".encode()
    kept = taken(text, "一.txt")
    path = house.STORAGES["files"]["OPTIONS"]["location"] / store.place_of(kept.sha256)
    before = path.stat().st_mtime_ns
    assert taken(text, "二.txt").sha256 == kept.sha256 and path.stat().st_mtime_ns == before
    path.chmod(0o600)
    path.write_bytes(text[:4])
    assert kept_bytes(taken(text, "三.txt")) == text


def test_the_largest_is_still_taken(settings: Settings) -> None:
    settings.LARGEST_FILE = 1 << 20
    assert taken(b"a" * (1 << 20), "a.txt").size == 1 << 20
    with pytest.raises(errors.TooLarge, match=r"“a\.txt” is larger than the 1 MB"):
        taken(b"a" * ((1 << 20) + 1), "a.txt")


class _Scanner(socketserver.StreamRequestHandler):
    """Speaks ClamAV's INSTREAM: everything with the word EICAR is infected."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"nINSTREAM\n"
        data = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(length)
        self.wfile.write(b"stream: Eicar-Test FOUND\n" if b"EICAR" in data else b"stream: OK\n")


@pytest.fixture
def scanner() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_scanner_that_was_ordered_is_asked(scanner: str, settings: Settings) -> None:
    settings.CLAMAV = scanner
    assert taken(b"harmless", "a.txt")
    with pytest.raises(errors.NotKept, match="Eicar-Test"):
        taken(b"EICAR", "a.txt")


def test_without_the_scanner_that_was_ordered_nothing_is_taken(settings: Settings) -> None:
    settings.CLAMAV = "127.0.0.1:9"
    with pytest.raises(errors.ScannerAway):
        taken(b"harmless", "a.txt")
