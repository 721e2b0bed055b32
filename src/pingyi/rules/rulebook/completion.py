"""What shows that a task is done: an act, rows of a register, papers, the ledger, or what people hand in (R185).

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
    APPRAISAL_TEAM = "appraisal_team"
    INSPECTION_TEAMS = "inspection_teams"


class LedgerWork(StrEnum):
    """How far every item in a unit's rectification ledger has to be (R120-R127)."""

    ANALYSED = "analysed"
    PLANNED = "planned"
    IMMEDIATE = "immediate"
    DEFERRED = "deferred"
    RECTIFIED = "rectified"


LEDGER = "ledger"
"""What a task rests on that is shown done by the rectification ledger."""


class Record(StrEnum):
    """What else a room holds that shows a task done: posts that are filled (R63, R80), prohibitions that everybody
    signed (R190), packages that both sides signed (R116, R117), marks that inspectors gave (R138), marks that their
    teams settled (R141).
    """

    FORMED = "formed"
    ACKNOWLEDGED = "acknowledged"
    FEEDBACK = "fed_back"
    STATEMENT = "attitude_stated"
    INSPECTED = "inspected"
    DELIBERATED = "deliberated"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that must be there; exactly one of `act`, `register`, `paper`, `ledger`, `record` and `files` is named.

    `act`: its last signature settles the task (SHEETS: that under the last inspection sheet; INSPECTION_TEAMS: the
    appointment of the last unit's team). `register`: the figure
    `count` reaches its target for whoever owes the task, or without a figure there are `least` rows of theirs.
    `paper`: so many papers of this kind were sent by whoever owes the task; with a `phase`, while that one
    was open (R78). `ledger`: every item in the ledger of the unit that owes the task is so far.
    `record`: every ranked unit has it, or the unit that owes the task; FORMED: somebody holds every post of the
    leading group and its office, or every post of the unit's own; ACKNOWLEDGED: everybody with a role has signed.
    `files`: handed in by people, in words and with at least so many files.
    """

    act: Settling | None = None
    register: Code | None = None
    count: Code | None = None
    least: Annotated[int, Whole(1, 10_000)] = 1
    paper: Code | None = None
    phase: Code | None = None
    ledger: LedgerWork | None = None
    record: Record | None = None
    files: Annotated[int, Whole(0, 100)] | None = None
