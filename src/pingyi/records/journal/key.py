"""The key that signs checkpoints. It lies beside the database, never in it: who can rewrite rows can't sign them."""

import base64
import binascii
import secrets

from django.conf import settings

from pingyi import kept
from pingyi.records.journal.errors import KeyMissing

SEED_SIZE = 32


def make() -> bytes:
    """A new Ed25519 seed in a file that only its owner reads; the one already there when another process was faster.

    Written whole and then linked into place, so that a crash never leaves half a key.
    """
    kept.make(settings.JOURNAL_KEY_FILE, base64.b64encode(secrets.token_bytes(SEED_SIZE)) + b"\n")
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
