"""Published files where a reader has them: a folder, a zip of it, a single board. Nothing is ever unpacked to disk.

Public: Unreadable, opened.
"""

import stat
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from pingyi.commands.framing import hidden
from pingyi.verify.names import around, quarrel
from pingyi.verify.source import Source

FileT = TypeVar("FileT")

MOST_FILES = 100_000
MOST_RATIO = 200
"""A member that would grow more than this is a bomb: nothing that is published shrinks to a hundredth."""

SMALL = 2**20
"""Below this size a member may shrink as it likes."""


PARTS = ("boards", "journal", "minutes")
"""Folders of a bundle: one of them alone is a bundle from which everything else was taken away."""


class Unreadable(OSError):
    """There is nothing here that can be checked; the message is one sentence."""


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The files at a path. Raises Unreadable, OSError."""
    if path.is_dir():
        yield Folder(path)
    elif not path.is_file():
        raise Unreadable(f"there is no file or folder {path}")
    elif path.suffix == ".bel":
        yield Single(path)
    else:
        try:
            with zipfile.ZipFile(path) as archive:
                yield Zip(archive)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as fault:
            raise Unreadable(f"{path} is neither a folder, nor a .bel, nor a sound zip: {fault}") from fault


class Single:
    """One board."""

    def __init__(self, path: Path) -> None:
        self._path, self.names = path, (path.name,)

    def size(self, name: str) -> int:
        return self._path.stat().st_size

    def open(self, name: str) -> BinaryIO:
        return self._path.open("rb")


class Folder:
    """A folder, with or without others around it; links out of it and whatever is not a file are not there."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        found = dict(self._found())
        if reason := quarrel(found):
            raise Unreadable(f"{root}: {reason}")
        self._files = _unwrapped(found, keep=PARTS)
        self.names = self._files.keys()

    def _found(self) -> Iterator[tuple[str, Path]]:
        for number, path in enumerate(sorted(self._root.rglob("*"))):
            if number == MOST_FILES:
                raise Unreadable(f"{self._root} has more than {MOST_FILES} files: it is not what a campaign publishes")
            if path.is_file() and path.resolve().is_relative_to(self._root):
                yield path.relative_to(self._root).as_posix(), path

    def size(self, name: str) -> int:
        return self._files[name].stat().st_size

    def open(self, name: str) -> BinaryIO:
        return self._files[name].open("rb")


class Zip:
    """A zip of a bundle, with or without the bundle's own folder around it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise Unreadable(f"the zip has more than {MOST_FILES} files: it is not what a campaign publishes")
        if reason := quarrel(member.orig_filename for member in members):
            raise Unreadable(f"the zip: {reason}")
        for member in members:
            _refuse_trick(member)
        if reason := hidden(archive):
            raise Unreadable(f"the zip {reason}: two readers could read two bundles")
        self._members = _unwrapped({member.filename: member for member in members if not member.is_dir()})
        self.names = self._members.keys()

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self._archive.open(self._members[name]))


def _unwrapped(files: Mapping[str, FileT], keep: Collection[str] = ()) -> dict[str, FileT]:
    """The files without the folders around all of them, down to one that is to be kept."""
    wrapping = around(files)
    kept = [folder for folder in wrapping.split("/") if folder in keep]
    if kept:
        wrapping = wrapping[: f"/{wrapping}".index(f"/{kept[0]}/")]
    return {name.removeprefix(wrapping): file for name, file in files.items()}


def _refuse_trick(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable(f"the zip's {name!r} is a link")
    if member.flag_bits & 1:
        raise Unreadable(f"the zip's {name!r} is encrypted")
    if member.file_size > SMALL and member.file_size > MOST_RATIO * member.compress_size:
        raise Unreadable(f"the zip's {name!r} would unpack to {member.file_size} bytes: it is a bomb")
