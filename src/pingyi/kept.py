"""Small files that must outlive a crash: whole and on the disk, or not there at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
FOR_EVERYBODY = 0o644


class EmptySecret(RuntimeError):
    """A file that should hold a secret holds nothing; the message is for the person at the terminal."""


def write(path: Path, content: bytes, mode: int = OWNER_ONLY) -> None:
    """Put a whole file in the place of whatever is there."""
    draft = _draft(path, content, mode)
    draft.replace(path)
    keep_names(path.parent)


def make(path: Path, content: bytes) -> None:
    """Put a whole file there for its owner only, unless another process was faster: then that one's stays."""
    draft = _draft(path, content, OWNER_ONLY)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
    keep_names(path.parent)


def secret(path: Path) -> str:
    """A random secret made at first start and kept, readable by its owner only; the other's if two start at once.

    Raises EmptySecret when the file is there and empty: only a person can say whether it ever held a secret.
    """
    if not path.exists():
        make(path, secrets.token_urlsafe(48).encode() + b"\n")
    kept = path.read_text().strip()
    if not kept:
        raise EmptySecret(
            f"{path} is empty, as after a crash of the machine. Put it back from your backup, or delete it for a new "
            "one made: everybody is then signed out, and sets up the second factor anew. Nothing was changed."
        )
    return kept


def keep_names(folder: Path) -> None:
    """What was made, renamed or removed in this folder stays so when the power fails."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _draft(path: Path, content: bytes, mode: int) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
