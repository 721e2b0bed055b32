"""What an entry or a notice is about, spelled one way: `noun:reference`, or `noun` alone where there is only one."""

import re
from dataclasses import dataclass
from typing import Self

from pingyi.rules.journal.errors import BadEntry

BETWEEN = ":"
"""What stands between a noun and its reference."""

_NOUN = re.compile(r"[a-z][a-z_-]*")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing: what it is, and its reference among its like; no reference where there is only one."""

    noun: str
    reference: str = ""

    def __str__(self) -> str:
        return f"{self.noun}{BETWEEN}{self.reference}" if self.reference else self.noun

    @classmethod
    def of(cls, noun: str, reference: str | int = "") -> Self:
        """The thing with this number or code. Raises BadEntry for what is no noun."""
        if not _NOUN.fullmatch(noun):
            raise BadEntry(f"{noun!r} is not what an entry can be about: write one lower-case word")
        return cls(noun, str(reference))

    @classmethod
    def read(cls, text: str) -> Self:
        """The thing that `text` spells. Raises BadEntry."""
        noun, colon, reference = text.partition(BETWEEN)
        subject = cls.of(noun, reference)
        if colon and not reference:
            raise BadEntry(f"{text!r} does not say which {noun} it is about")
        return subject
