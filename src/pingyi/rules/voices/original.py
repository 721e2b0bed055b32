"""What somebody said, word for word, and the digest under which it can be proved. Protocol voices §2."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pingyi.rules.encoding import canonical, plain
from pingyi.rules.journal.tree import leaf_hash

LONGEST = 5000
"""Characters of one statement: ten handwritten pages."""

SALT_SIZE = 32


class Kind(StrEnum):
    """What somebody wants who says something (domain C4.1).

    A report of wrongdoing is sealed before it is sent: its statement is the digest of what was sealed (E-C C11).
    """

    CONSULT = "consult"
    SUGGESTION = "suggestion"
    REQUEST = "request"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    WRONGDOING = "wrongdoing"


class Side(StrEnum):
    """Who speaks in a conversation."""

    RAISER = "raiser"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Original:
    """One statement as it came; nothing of it is ever changed (R113, R191).

    `hour`: when it came, to the hour, as `batch.hour_of` spells it. `units`: codes of the units it is about, sorted;
    none where the raiser could not say. `number`: which statement of its conversation it is, 0 for the first.
    `side`: whose statement it is; what the office answers can be proved as well. `files`: SHA-256 of each file that
    came with it, as it is kept.
    """

    campaign: str
    hour: str
    kind: Kind
    units: tuple[str, ...]
    number: int
    side: Side
    text: str
    files: tuple[str, ...] = ()

    @property
    def value(self) -> dict[str, Any]:
        """Its public shape: what the digest is over, and what stands in a receipt."""
        files: dict[str, Any] = {"files": list(self.files)} if self.files else {}
        return files | {
            "campaign": self.campaign,
            "hour": self.hour,
            "kind": self.kind.value,
            "number": self.number,
            "side": self.side.value,
            "text": self.text,
            "units": list(self.units),
        }

    def leaf(self, salt: bytes) -> bytes:
        """Its leaf hash in the tree of its hour: without the salt nobody can guess which statement it is.

        Raises ValueError for a salt that is not 32 bytes.
        """
        return _leaf(salt, self.value)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody of the office did with an opinion, as it is committed to in the tree of its hour.

    It stands there and not in the journal: an entry of its own would tell everybody that somebody had complained.
    `opinion`: its number. `handler`: who. `verb`: what, such as `answer`. `leaf`: of the statement it made, if any.
    """

    campaign: str
    hour: str
    opinion: str
    handler: str
    verb: str
    leaf: bytes = b""

    def committed(self, salt: bytes) -> bytes:
        """Its leaf hash. Raises ValueError for a salt that is not 32 bytes."""
        return _leaf(salt, plain(self))


def _leaf(salt: bytes, value: Any) -> bytes:
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes")
    return leaf_hash(salt + hashlib.sha256(canonical(value)).digest())
