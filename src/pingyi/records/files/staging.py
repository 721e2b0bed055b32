"""Where pieces of a file lie until it is whole: one growing file for each upload, on this machine's disk."""

import fcntl
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from pingyi.records.files.errors import InUse, Misplaced

KEY = re.compile(r"[0-9a-f]{32}")


def new() -> str:
    """The key of an upload that begins; its file is there and empty."""
    key = secrets.token_hex(16)
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    os.close(os.open(_path(key), os.O_CREAT | os.O_EXCL, 0o600))
    return key


def there(key: str) -> int:
    """How many bytes came; none where the file is gone."""
    path = _path(key)
    return path.stat().st_size if path.exists() else 0


def add(key: str, offset: int, pieces: Iterable[bytes], length: int) -> int:
    """Write the pieces behind what is there, and no more than `length` in all; answers how much is there then.

    What came stays, also when the line breaks off. Raises Misplaced, InUse.
    """
    with _path(key).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise InUse from busy
        at = file.seek(0, os.SEEK_END)
        if at != offset:
            raise Misplaced
        for piece in pieces:
            file.write(piece[: length - at])
            at = min(at + len(piece), length)
        file.flush()
        return at


def opened(key: str, name: str) -> "File[Any]":
    """The whole file, by the name it was announced with."""
    return File(_path(key).open("rb"), name)


def remove(key: str) -> None:
    """Forget what came."""
    with suppress(FileNotFoundError):
        _path(key).unlink()


def _path(key: str) -> Path:
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of ours")
    folder: Path = settings.UPLOADS
    return folder / key
