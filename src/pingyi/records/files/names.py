"""The name a file goes by: what the sender called it, without path, tricks and signs that no other machine can keep."""

import re
import unicodedata

from pingyi.records.files.errors import Disguised
from pingyi.records.files.kinds import ENDINGS, Kind

LONGEST = 120
RUN = {
    *("app", "apk", "bat", "chm", "cmd", "com", "cpl", "dll", "docm", "dotm", "exe", "hta", "htm", "html", "jar", "js"),
    *("jse", "lnk", "mht", "msc", "msi", "pif", "potm", "pptm", "ps1", "py", "reg", "scr", "sh", "svg", "swf", "url"),
    *("vbe", "vbs", "wsf", "xlam", "xlsm", "xltm"),
}
"""Endings of what a machine runs or opens with scripts."""

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing: “gpj.exe” is shown as “exe.jpg”."""

UNFIT = re.compile(r'[\\/:*?"<>|]')
NAMELESS = "附件"


def proper_name(sent: str, kind: Kind) -> str:
    """The name to keep: the last part of a path, with the ending of what it is. Raises Disguised."""
    if TURNING.search(sent):
        raise Disguised
    base = unicodedata.normalize("NFC", re.split(r"[\\/]", sent)[-1])
    base = UNFIT.sub("_", "".join(sign for sign in base if unicodedata.category(sign)[0] != "C"))
    stem, *endings = (part.strip() for part in base.split("."))
    if any(ending.lower() in RUN for ending in endings):
        raise Disguised
    if endings and endings[-1].lower() in ENDINGS:
        endings.pop()
    whole = ".".join(filter(None, (stem, *endings))).strip(". ") or NAMELESS
    return f"{whole[:LONGEST].strip()}.{kind}"
