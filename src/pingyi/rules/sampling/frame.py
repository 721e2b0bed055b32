"""The sampling frame: who could be asked, in which stratum, and its published fingerprint (C1.6, R91).

The frame is published as a digest before the seed exists. Every id must read the same in every tool, so anything two
tools could spell differently is refused here, not repaired: the digest would otherwise depend on who repaired it.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pingyi.rules.encoding import sha256_hex
from pingyi.rules.sampling.errors import BadFrame


class Ambiguity(StrEnum):
    """What makes a text read differently in different tools, as the end of a sentence about it."""

    EMPTY = "is empty"
    BLANK = "begins or ends with a blank"
    BAR = 'contains "|", which separates seed, stratum and id'
    CONTROL = "contains a control character, a line break or an unusual blank"
    FORM = "is not in Unicode normal form C"
    DIGIT = "contains a digit other than 0-9 (full-width digits read alike and hash differently)"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One member of the frame: its stratum and an id that is unique in the whole frame. Raises BadFrame."""

    stratum: str
    id: str

    def __post_init__(self) -> None:
        for name, text in (("stratum", self.stratum), ("id", self.id)):
            fault = ambiguity(text)
            if fault:
                raise BadFrame(f"{name} {text!r} {fault}")


@dataclass(frozen=True, slots=True)
class Frame:
    """All members, each in exactly one stratum. Raises BadFrame for a repeated id."""

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        repeated = [own for own, times in Counter(member.id for member in self.members).items() if times > 1]
        if repeated:
            raise BadFrame(f"id {repeated[0]!r} appears more than once in the frame")

    @classmethod
    def of(cls, members: Iterable[tuple[str, str]]) -> "Frame":
        """The frame of (stratum, id) pairs."""
        return cls(tuple(Member(stratum, own) for stratum, own in members))

    @property
    def sizes(self) -> dict[str, int]:
        """N_h per stratum, strata in byte order."""
        return dict(sorted(Counter(member.stratum for member in self.members).items()))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the lines "stratum TAB id LF", sorted by bytes: `sort | sha256sum` with LC_ALL=C."""
        lines = sorted(f"{member.stratum}\t{member.id}\n".encode() for member in self.members)
        return sha256_hex(b"".join(lines))


def ambiguity(text: str) -> Ambiguity | None:
    """Why two tools could spell this text differently; None if they cannot."""
    if not text:
        return Ambiguity.EMPTY
    if text != text.strip():
        return Ambiguity.BLANK
    if "|" in text:
        return Ambiguity.BAR
    if any(unicodedata.category(letter).startswith(("C", "Z")) and letter != " " for letter in text):
        return Ambiguity.CONTROL
    if text != unicodedata.normalize("NFC", text):
        return Ambiguity.FORM
    if any(letter.isdigit() and not letter.isascii() for letter in text):
        return Ambiguity.DIGIT
    return None
