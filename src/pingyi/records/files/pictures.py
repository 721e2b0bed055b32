"""Pictures are drawn anew: what the camera wrote beside the picture, and what else lay in the file, stays behind."""

import warnings
from typing import IO

from PIL import Image, ImageOps

from pingyi.records.files.errors import Bomb, Damaged
from pingyi.records.files.kinds import Kind

MOST_PIXELS = 100_000_000
FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
QUALITY = 90
SCAN = b"\xda"
BESIDE = frozenset(bytes([mark]) for mark in (*range(0xE1, 0xEE), 0xEF, 0xFE))
"""Marks before what programmes and cameras add to a JPEG: EXIF, XMP, other pictures, remarks; not JFIF and Adobe's."""


def redrawn(data: IO[bytes], kind: Kind, into: IO[bytes]) -> None:
    """The first picture of the file, upright, written into another file. Raises Bomb, Damaged."""
    picture = opened(data, kind)
    try:
        upright = ImageOps.exif_transpose(picture)
        if kind is Kind.JPEG and upright.mode not in ("RGB", "L"):
            upright = upright.convert("RGB")
        bare = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            bare = upright.convert("RGBA")
        else:
            bare.paste(upright)
        bare.save(into, FORMATS[kind], quality=QUALITY)
    except Exception as fault:  # a picture made to break its reader breaks it in any way
        raise Damaged from fault


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without what stands beside its points: place, time, device, remarks. What is none comes back as it is."""
    kept, place = [data[:2]], 2
    while data[place : place + 1] == b"\xff" and (mark := data[place + 1 : place + 2]) and mark != SCAN:
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if mark not in BESIDE:
            kept.append(data[place:end])
        place = end
    return b"".join([*kept, data[place:]]) if data[place + 1 : place + 2] == SCAN else data


def opened(data: IO[bytes], kind: Kind) -> Image.Image:
    """A picture whose size was looked at before a point of it was unpacked. Raises Bomb, Damaged."""
    data.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(data, formats=[FORMATS[kind]])
    except Image.DecompressionBombError as fault:
        raise Bomb from fault
    except Exception as fault:
        raise Damaged from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise Bomb
    return picture
