"""What shows that a task is done: an act, rows of a register, or what people hand in (R185).

A duty is settled by what the records hold; nobody says twice what the programme knows. (Elsewhere this is called the
proof of a task; here a proof is a zero-knowledge proof of a ballot.)
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pingyi.rules.rulebook.limits import Whole
from pingyi.rules.rulebook.words import Code


class Settling(StrEnum):
    """What the programme itself does that settles a task, so that nobody reports it twice (R185)."""

    DRAW = "draw"
    FREEZE = "freeze"
    SHEETS = "sheets"
    RECKONING = "reckoning"
    APPROVAL = "approval"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that must be there; exactly one of `act`, `register` and `files` is named.

    `act`: its last signature settles the task (SHEETS: that under the last inspection sheet). `register`: the figure
    `count` reaches its target for whoever owes the task, or without a figure there are `least` rows of theirs.
    `files`: handed in by people, in words and with at least so many files.
    """

    act: Settling | None = None
    register: Code | None = None
    count: Code | None = None
    least: Annotated[int, Whole(1, 10_000)] = 1
    files: Annotated[int, Whole(0, 100)] | None = None
