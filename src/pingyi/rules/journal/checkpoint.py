"""C2SP checkpoints (https://c2sp.org/tlog-checkpoint): a tree head as a signed note of three lines."""

import base64
import re
from dataclasses import dataclass

from pingyi.rules.journal.errors import BadCheckpoint, BadNote
from pingyi.rules.journal.note import VerifierKey, decode_base64, open_note, sign
from pingyi.rules.journal.tree import HASH_SIZE

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The journal `origin` had `size` entries with this root hash."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise BadCheckpoint("a checkpoint's origin is one line that is not empty")
        if not 0 <= self.size < 1 << 63:
            raise BadCheckpoint("a checkpoint's size is a number of entries")
        if len(self.root) != HASH_SIZE:
            raise BadCheckpoint(f"a checkpoint's root hash has {HASH_SIZE} bytes")

    @property
    def text(self) -> str:
        """The note text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """The checkpoint in a note's text; extension lines are passed over. Raises BadCheckpoint."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):
            raise BadCheckpoint("a checkpoint is at least three lines, none empty: origin, size, root hash")
        origin, size, encoded = lines[:3]
        if not _SIZE.fullmatch(size):
            raise BadCheckpoint("a checkpoint's size is decimal without leading zeros")
        try:
            return cls(origin, int(size), decode_base64(encoded))
        except BadCheckpoint:
            raise
        except BadNote:
            raise BadCheckpoint("a checkpoint's root hash is base64") from None


def sign_checkpoint(checkpoint: Checkpoint, seed: bytes) -> str:
    """The checkpoint as a note signed under its origin's name. Raises BadNote when the origin is no key name."""
    return sign(checkpoint.text, checkpoint.origin, seed)


def open_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """The checkpoint that `key` signed; its origin must be the key's name, so that no other log's head passes.

    Raises BadNote (unreadable), NoteUnsigned, BadCheckpoint.
    """
    checkpoint = Checkpoint.parse(open_note(note, key))
    if checkpoint.origin != key.name:
        raise BadCheckpoint(f"the checkpoint is of {checkpoint.origin}, not of {key.name}")
    return checkpoint
