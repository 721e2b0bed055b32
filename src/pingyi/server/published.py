"""Published files where a reader has them: a folder, a zip of it, a single board. Nothing is ever unpacked to disk.

Public: Unreadable, opened.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from pingyi.verify.source import Source

MOST_FILES = 100_000
MOST_RATIO = 200
"""A member that would grow more than this is a bomb: nothing that is published shrinks to a hundredth."""

SMALL = 2**20
"""Below this size a member may shrink as it likes."""


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
    """A folder; links that lead out of it and whatever is not a file are not there."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._files = dict(self._found())
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
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            raise Unreadable(f"the zip has more than {MOST_FILES} files: it is not what a campaign publishes")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            _refuse_trick(member)
            if member.filename in self._members:
                raise Unreadable(f"the zip has {member.filename!r} twice: two readers could read two bundles")
            self._members[member.filename] = member
        outer = {PurePosixPath(name).parts[0] for name in self._members}
        if len(outer) == 1 and all("/" in name for name in self._members):
            around = len(outer.pop()) + 1
            self._members = {name[around:]: member for name, member in self._members.items()}
        self.names = self._members.keys()

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self._archive.open(self._members[name]))


def _refuse_trick(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
        raise Unreadable(f"the zip has a file {name!r}, which leads out of it")
    if member.flag_bits & 1:
        raise Unreadable(f"the zip's {name!r} is encrypted")
    if member.file_size > SMALL and member.file_size > MOST_RATIO * member.compress_size:
        raise Unreadable(f"the zip's {name!r} would unpack to {member.file_size} bytes: it is a bomb")
