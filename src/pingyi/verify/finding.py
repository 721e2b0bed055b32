"""What a check found: one finding per check, one fault per wrong thing, with its place. Protocol verify §2.

Public: Check, Outcome, Fault, Wrong, Finding, MOST_FAULTS.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_FAULTS = 20
"""Faults kept per check; how many there are is told all the same."""


class Check(StrEnum):
    """What can be checked, in the order of Protocol verify §3."""

    FILES = "files"
    JOURNAL = "journal"
    PLAN = "plan"
    MINUTES = "minutes"
    BOARDS = "boards"
    KEYS = "keys"
    FORMS = "forms"
    SAMPLE = "sample"
    COUNTS = "counts"
    RESULT = "result"
    MENTIONS = "mentions"
    GROWTH = "growth"
    DRAWS = "draws"


class Outcome(StrEnum):
    """How a check ended. `SKIPPED`: what it needs was not given, or does not hold itself."""

    HOLDS = "holds"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which file, at which ballot (from 1) and byte where that can be told, and why."""

    file: str
    reason: str
    ballot: int | None = None
    byte: int | None = None

    @property
    def box(self) -> str | None:
        """The number of the box, when the file is a board."""
        return self.file.rpartition("/")[2][:-4] if self.file.endswith(".bel") else None


class Wrong(Exception):
    """A file that cannot be taken for what it should be; carries the fault."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.fault = Fault(file, reason)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `amount`: how many things were checked; `wrong`: how many of them do not hold."""

    check: Check
    outcome: Outcome
    amount: int = 0
    wrong: int = 0
    faults: tuple[Fault, ...] = ()
