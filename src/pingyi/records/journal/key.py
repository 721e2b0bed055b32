"""The key that signs checkpoints. It lies beside the database, never in it: who can rewrite rows can't sign them."""

import base64
import binascii
import os
import secrets
from contextlib import suppress

from django.conf import settings

from pingyi.records.journal.custody import keep_names
from pingyi.records.journal.errors import KeyMissing

SEED_SIZE = 32


def make() -> bytes:
    """A new Ed25519 seed in a file that only its owner reads; the one already there when another process was faster.

    Written whole and then linked into place, so that a crash never leaves half a key.
    """
    path = settings.JOURNAL_KEY_FILE
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(SEED_SIZE)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
    keep_names(path.parent)
    return read()


def read() -> bytes:
    """The seed that signs this journal. Raises KeyMissing."""
    path = settings.JOURNAL_KEY_FILE
    try:
        seed = base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError:
        raise KeyMissing(f"The journal's key {path} is missing. Put the file back from your backup.") from None
    except binascii.Error:
        seed = b""
    if len(seed) != SEED_SIZE:
        raise KeyMissing(f"{path} is not a journal key. Put the file back from your backup.")
    return seed
