"""A package: everything that one unit gets to read, as one value with one digest (R116)."""

import json
import re
from dataclasses import dataclass
from typing import Self

from pingyi.rules.encoding import canonical, plain, sha256_hex
from pingyi.rules.masks import MASKED


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement as the unit reads it. `content`: code of a point of the plan's contents.

    `text` is the statement with its masks, never a paraphrase; "" where only what it is about is passed on, because no
    mask would protect who wrote it. `people`: how many raised the same.
    """

    number: int
    content: str
    text: str
    people: int = 1


@dataclass(frozen=True, slots=True)
class Package:
    """What one unit gets. `salt`: random, in hexadecimal, so that nobody guesses what has the digest.

    There is nothing in it that tells who wrote a passage, when, or by which way.
    """

    campaign: str
    unit: str
    number: int
    salt: str
    passages: tuple[Passage, ...]

    def write(self) -> bytes:
        """The bytes of its file, which have the digest: whoever got the file can check it with any program."""
        return canonical(plain(self))

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return sha256_hex(self.write())

    @classmethod
    def read(cls, data: str) -> Self:
        """A package from its file. Raises ValueError, KeyError, TypeError for what is none."""
        value = json.loads(data)
        return cls(**value | {"passages": tuple(Passage(**each) for each in value["passages"])})


def as_it_came(masked: str, original: str) -> bool:
    """Whether a masked text is the original with places hidden, and nothing else (R116)."""
    pieces = (re.escape(piece) for piece in masked.split(MASKED))
    return re.fullmatch(".+?".join(pieces), original, re.DOTALL) is not None
