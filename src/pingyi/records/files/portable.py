"""A PDF is written anew without what runs, what is hidden in it, and what tells of its author."""

from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from pingyi.records.files.errors import Damaged, Locked, NotTaken, SealedWithScripts
from pingyi.records.files.pictures import bare_jpeg

ACTIONS = {
    *("/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Rendition", "/ResetForm"),
    *("/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Trans", "/GoTo3DView"),
}
"""What may happen at a click, and must not; turning pages and opening an address may."""

NOTES = frozenset(["/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"])
"""Kinds of annotations that carry what runs or is hidden."""

RUNNING = (
    "/AA",
    "/JS",
    "/OpenAction",
    "/XFA",
    "/EmbeddedFiles",
    "/AF",
    "/Collection",
    "/JavaScript",
    "/RichMediaContent",
)
TIMING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


def rewritten(data: BinaryIO, into: BinaryIO) -> bool:
    """Write the clean PDF into another file; False: it is signed and clean, and any change would break the signature.

    Raises Damaged, Locked, SealedWithScripts.
    """
    data.seek(0)
    try:
        with pikepdf.open(data) as pdf:
            if pdf.is_encrypted:
                raise Locked
            found = sum(_scrubbed(item) for item in pdf.objects) + _scrubbed(pdf.Root) + _scrubbed(pdf.trailer)
            if _signed(pdf):
                if found:
                    raise SealedWithScripts
                return False
            if Name.Info in pdf.trailer:
                del pdf.trailer.Info
            if not len(pdf.pages):
                raise Damaged
            for item in pdf.objects:
                _bare_photo(item)
            pdf.save(into, deterministic_id=True)
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except NotTaken:
        raise
    except Exception as fault:  # a document made to break its reader breaks it in any way
        raise Damaged from fault
    return True


def _bare_photo(item: Object) -> None:
    """A photo within loses what its camera wrote beside it; its points stay as they are."""
    if isinstance(item, pikepdf.Stream) and item.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
        photo = item.read_raw_bytes()
        bare = bare_jpeg(photo)
        if bare != photo:
            item.write(bare, filter=Name.DCTDecode)


def _signed(pdf: Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and int(form.get("/SigFlags", 0)) & 1:
        return True
    return any(isinstance(item, Dictionary) and Name.ByteRange in item for item in pdf.objects)


def _scrubbed(item: Object) -> int:
    """Take out of one object, and of what lies directly in it, what runs; answers how much that was."""
    if isinstance(item, Array):
        return sum(_scrubbed(each) for each in item if _inside(each))
    if not isinstance(item, Dictionary | pikepdf.Stream):
        return 0
    for name in TIMING:
        if name in item:
            del item[name]
    found = 0
    for name in [name for name in RUNNING if name in item]:
        if name == "/OpenAction" and isinstance(item[name], Array):
            continue  # only where to begin reading
        del item[name]
        found += 1
    if _acts(item):
        for name in list(item.keys()):
            del item[name]
        return found + 1
    if Name.Annots in item:
        found += _without_notes(item)
    return found + sum(_scrubbed(each) for each in _values(item) if _inside(each))


def _values(item: Object) -> list[Any]:
    return [item[name] for name in item.keys()]  # noqa: SIM118 - a pikepdf object iterates otherwise


def _inside(value: Any) -> bool:
    """Written within its owner; what stands by itself is met among the document's objects."""
    return isinstance(value, Object) and not value.is_indirect


def _acts(action: Any) -> bool:
    return isinstance(action, Dictionary) and str(action.get("/S")) in ACTIONS


def _without_notes(page: Object) -> int:
    notes = page.Annots
    if not isinstance(notes, Array):
        return 0
    kept = [note for note in notes if isinstance(note, Dictionary) and str(note.get("/Subtype")) not in NOTES]
    removed = len(notes) - len(kept)
    if removed:
        page.Annots = Array(kept)
    return removed
