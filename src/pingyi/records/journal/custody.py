"""What lies beside the journal's key, out of the database's reach: the head signed last, and what was written since.

Whoever owns the database can change every row of it, and whoever restores it brings back an old one; neither changes
these files. So the sequencer sees an entry that is gone, and a database that is not the one it signed.

`<key>-head` holds the checkpoint signed last. It must never be copied to another machine: it is what makes this
database the one that is signed. `<key>-written` has a line for every entry that no head covers yet: its number, the
transaction and subtransaction that wrote it, its leaf hash. PostgreSQL itself knows whether that transaction came to
its end, so an entry that was taken back is told from one that was taken away.
"""

import errno
import fcntl
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import OperationalError

from pingyi import kept

_HALF = 1 << 32


class Written(NamedTuple):
    """An entry, the whole transaction that wrote it, the part of it that did (a savepoint's, or the same)."""

    ref: int
    whole: int
    part: int
    leaf: bytes

    @classmethod
    def of(cls, ref: int, part: str, whole: str, leaf: bytes) -> "Written":
        """From the numbers as PostgreSQL tells them."""
        return cls(ref, int(whole), full(int(whole), int(part)), leaf)

    @property
    def line(self) -> str:
        """As it stands in the list."""
        return f"{self.ref} {self.whole} {self.part} {self.leaf.hex()}\n"


def full(whole: int, part: int) -> int:
    """A 32-bit transaction number as PostgreSQL keeps it in a row, beside the 64-bit one of its whole transaction."""
    return whole + (part - whole) % _HALF


def head_file() -> Path:
    """Where the head signed last lies."""
    return _beside("head")


def written_file() -> Path:
    """Where the entries are listed that no head covers yet."""
    return _beside("written")


def head() -> str | None:
    """The checkpoint signed last; None on a machine that never signed this journal."""
    try:
        return head_file().read_text()
    except FileNotFoundError:
        return None


def keep_head(note: str) -> None:
    """Keep this checkpoint as the one signed last, whole or not at all, and on the disk before anybody sees it."""
    kept.write(head_file(), note.encode())


def forget() -> None:
    """Nothing signed, nothing written: another database takes this one's place."""
    head_file().unlink(missing_ok=True)
    written_file().unlink(missing_ok=True)
    kept.keep_names(head_file().parent)


def note_written(entries: Iterable[Written]) -> None:
    """List entries just written, on the disk before their transaction can end; it may still be taken back.

    Raises OperationalError when the disk takes no more: the action then fails as it does when the database's is full.
    """
    try:
        with _list() as file:
            _add(file, "".join(entry.line for entry in entries).encode())
            ours = os.dup(file)
        try:
            os.fsync(ours)  # without the lock: who comes meanwhile waits for the same disk at the same time
        finally:
            os.close(ours)
    except OSError as fault:
        raise OperationalError(f"{written_file()} cannot be written: {fault.strerror}") from fault


def _add(file: int, lines: bytes) -> None:
    """Behind a line that a crash or a full disk cut off, if there is one; whole or not at all."""
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        lines = b"\n" + lines
    if os.write(file, lines) < len(lines):
        os.ftruncate(file, size)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def written() -> list[Written]:
    """The entries that no head covers yet."""
    with _list():
        return _read()


def strike(refs: Collection[int]) -> None:
    """Take entries off the list."""
    if refs:
        with _list():
            left = [entry for entry in _read() if entry.ref not in refs]
            kept.write(written_file(), "".join(entry.line for entry in left).encode())


def _read() -> list[Written]:
    """A line that a crash cut off stands for a transaction that never ended."""
    found = []
    for line in written_file().read_text().splitlines(keepends=True):
        fields = line.split()
        if line.endswith("\n") and len(fields) == 4 and len(fields[3]) == 64:
            found.append(Written(int(fields[0]), int(fields[1]), int(fields[2]), bytes.fromhex(fields[3])))
    return found


@contextmanager
def _list() -> Iterator[int]:
    """The list, held against every other process; again when it was replaced while we waited."""
    path = written_file()
    while True:
        file = _opened(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if path.exists() and os.fstat(file).st_ino == path.stat().st_ino:
                yield file
                return
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # also where somebody has a copy of it
            os.close(file)


def _opened(path: Path) -> int:
    """The file to append to, made where there is none, and its name on the disk with it."""
    with suppress(FileNotFoundError):
        return os.open(path, os.O_RDWR | os.O_APPEND)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    kept.keep_names(path.parent)
    return file


def _beside(name: str) -> Path:
    key: Path = settings.JOURNAL_KEY_FILE
    return key.with_name(f"{key.name}-{name}")
