"""The names of published files: which readers disagree about, which computers add on the way. Protocol verify §1.

A zip or a folder that two readers would take for two different sets of files is not read at all.
Public: quarrel, added_by_computers, alike, around.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from pingyi.rules.acts.kind import PUBLISHED

_ADDED = re.compile(
    r"(?:^|/)(?:\._[^/]*|__MACOSX|\.DS_Store|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|\.TemporaryItems"
    r"|\.apdisk|\.localized|Icon\r|(?:eh)?thumbs\.db|desktop\.ini|System Volume Information|\$RECYCLE\.BIN|\.directory"
    r"|@eaDir)(?:/|$)",
    re.IGNORECASE,
)
"""What macOS, Windows, KDE and network disks leave in folders that pass through them, and everything below it."""

_ALIKE = re.compile(
    r"index|readme|(?<!ex)plan|inputs|result|ranking|boards|journal|minutes|checkpoint|restored|(?:^|/)(?:tile/|key(?:$|[./]))"
    rf"|\.bel(?:$|[./])|[0-9]-(?:{'|'.join(kind.code for kind in PUBLISHED)})"
)
"""What names of published files, their folders and copies of them have in them."""


def quarrel(names: Iterable[str]) -> str | None:
    """Why two readers could find different files under these names; None when they cannot.

    `names` are those of files and folders as they are written, folders with a `/` at the end.
    """
    known: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        if reason := _ill_formed(name):
            return f"it has {name!r}, {reason}"
        plain = name.rstrip("/")
        if not name.endswith("/"):
            twin = known.get(_folded(plain))
            if twin == plain:
                return f"it has {name!r} twice: two readers could read two bundles"
            if twin is not None:
                return f"it has {twin!r} and {name!r}, which are one file on many computers"
            known[_folded(plain)] = plain
        for folder in _folders(name):
            if (twin := folders.setdefault(_folded(folder), folder)) != folder:
                return f"it has the folders {twin!r} and {folder!r}, which are one on many computers"
    for folded, folder in folders.items():
        if folded in known:
            return f"it has {known[folded]!r} both as a file and as a folder {folder!r}"
    return None


def _ill_formed(name: str) -> str | None:
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        return "which leads out of it"
    if "\0" in name:
        return "a name that some readers take to end earlier"
    parts = name.removesuffix("/").split("/")
    if "" in parts or "." in parts:
        return "a name that is not in its normal form"
    return None


def _folders(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: length + 1]) for length in range(len(parts))]


def _folded(name: str) -> str:
    """Equal for names that some computers write to one place: case, Unicode form, dots and spaces at the end."""
    parts = (part.rstrip(". ") for part in name.split("/"))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", "/".join(parts)).casefold())


def added_by_computers(name: str) -> bool:
    """Whether a file is one that computers add by themselves: it is listed as not read, and says nothing."""
    return _ADDED.search(name) is not None


def alike(name: str) -> bool:
    """Whether a reader could take a file for a published one: by its name in any case, width or form, by its folder.

    An auditor's own notes beside the files are no fault; a second result, a copy of minutes, a stray board would be.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _ALIKE.search("".join(mark for mark in plain if unicodedata.category(mark) != "Cf")) is not None


def around(names: Collection[str]) -> str:
    """The folders around all files but those that computers added, with a `/` at the end; "" when there are none."""
    parts = [name.split("/")[:-1] for name in names if not added_by_computers(name)]
    shared = parts[0] if parts else []
    for folders in parts[1:]:
        while shared != folders[: len(shared)]:
            shared = shared[:-1]
    return "".join(f"{part}/" for part in shared)
