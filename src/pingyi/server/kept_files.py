"""Files in a backup: beside the dump, under their digest, so that backups in one folder share them and add new ones.

A file's digest stands in the database, so each copy is judged by itself; none is ever written over.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files the database names, how many were copied now, and which could not be."""

    named: int
    new: int
    missing: tuple[str, ...]


def folder_beside(dump: Path) -> Path:
    """Where the files of this backup lie."""
    return dump.absolute().parent / "files"


def save(folder: Path) -> Copied:
    """Bring every file that the database names into the folder, as it was kept."""
    from pingyi.records.files import store

    new, missing = 0, list[str]()
    named = _named()
    for sha256 in named:
        copy = folder / store.place_of(sha256)
        if copy.exists():
            continue
        try:
            with store.opened(sha256) as file:
                _write(file, copy, sha256)
            new += 1
        except (FileNotFoundError, ValueError):
            missing.append(sha256)
    return Copied(len(named), new, tuple(missing))


def bring_back(folder: Path) -> Copied:
    """Bring every file that the database names back into the store."""
    from django.core.files.base import File

    from pingyi.records.files import store

    new, missing = 0, list[str]()
    named = _named()
    for sha256 in named:
        copy = folder / store.place_of(sha256)
        if not copy.exists() or _digest(copy) != sha256:
            missing.append(sha256)
            continue
        with copy.open("rb") as file:
            store.keep(File(file), sha256)
        new += 1
    return Copied(len(named), new, tuple(missing))


def _named() -> list[str]:
    from pingyi.records.files.queries import digests
    from pingyi.records.voices.queries import exhibit_digests

    return sorted({*digests(), *exhibit_digests()})


def _write(file: Any, copy: Path, sha256: str) -> None:
    """Raises ValueError where the bytes are not those of the digest."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = copy.with_name(f"{sha256}.unfinished")
    try:
        draft.touch(0o600)
        with draft.open("wb") as out:
            shutil.copyfileobj(file, out, PIECE)
        if _digest(draft) != sha256:
            raise ValueError(sha256)
        draft.rename(copy)
    finally:
        draft.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
