"""Who owes what to whom by when: tasks and reporting lines (A1, A3, A4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.words import Code, Sources, Text


class Decision(StrEnum):
    """What the receiver of a paper does with it (A4)."""

    APPROVE = "approve"
    RECEIVE = "receive"
    ACKNOWLEDGE = "acknowledge"
    LOCK = "lock"
    FINAL_APPROVE = "final_approve"
    ACCEPT = "accept"
    VERIFY = "verify"
    REFER = "refer"


class Settling(StrEnum):
    """What the programme itself does that settles a task, so that nobody reports it twice (R185)."""

    DRAW = "draw"
    FREEZE = "freeze"
    SHEETS = "sheets"
    RECKONING = "reckoning"
    APPROVAL = "approval"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Approval:
    """Which body must approve the work before it counts as done."""

    by: Code
    returnable: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """One duty of a body, or of every unit of a class.

    `actor` is a body or a unit class (then each unit owes it); `joint` bodies must act together,
    `supports` only help (R181). The due date is `due`; or else `within` names a time limit counted from the event
    that starts the task; or else it is the last day of the phase.
    `until` names a later phase that may hold the due date (R134). `settled_by` is the act that does the task: its last
    signature settles it (SHEETS: that under the last inspection sheet).
    """

    code: Code
    title: Text
    phase: Code
    level: Code
    actor: Code
    role: Role
    due: date | None = None
    until: Code | None = None
    within: Code | None = None
    evidence: tuple[Text, ...] = ()
    approval: Approval | None = None
    recipients: tuple[Code, ...] = ()
    joint: tuple[Code, ...] = ()
    supports: tuple[Code, ...] = ()
    contents: tuple[Code, ...] = ()
    settled_by: Settling | None = None
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """A paper that goes from a task's actor to the task's recipients; `rolls_up` is the line it merges (R109)."""

    code: Code
    name: Text
    task: Code
    decision: Decision
    rolls_up: Code | None = None
    copies: tuple[Code, ...] = ()
    source: Sources = ()
