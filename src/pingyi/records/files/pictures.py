"""Pictures are drawn anew: what the camera wrote beside the picture, and what else lay in the file, stays behind."""

import warnings
from typing import IO

from PIL import Image, ImageOps

from pingyi.records.files.errors import Bomb, Damaged
from pingyi.records.files.kinds import Kind

MOST_PIXELS = 100_000_000
FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
QUALITY = 90


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
