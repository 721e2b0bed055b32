"""Who owes what to whom by when: tasks and reporting lines (A1, A3, A4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.completion import LEDGER, Completion, Settling
from pingyi.rules.rulebook.limits import AtLeast
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
    `until` names a later phase that may hold the due date (R134). `completion` is all that shows it done.
    """

    code: Code
    title: Text
    phase: Code
    level: Code
    actor: Code
    role: Role
    completion: Annotated[tuple[Completion, ...], AtLeast(1)]
    due: date | None = None
    until: Code | None = None
    within: Code | None = None
    evidence: tuple[Text, ...] = ()
    approval: Approval | None = None
    recipients: tuple[Code, ...] = ()
    joint: tuple[Code, ...] = ()
    supports: tuple[Code, ...] = ()
    contents: tuple[Code, ...] = ()
    source: Sources = ()

    @property
    def act(self) -> Settling | None:
        """The act of the programme that does it: its last signature settles it."""
        return next((each.act for each in self.completion if each.act), None)

    @property
    def by_hand(self) -> bool:
        """Whether somebody says that it is done and hands it in; else it settles itself (R185)."""
        return any(each.files is not None for each in self.completion)

    @property
    def rests_on(self) -> frozenset[str]:
        """The registers whose rows, and the kinds of papers, that show it done; records, the ledger by its name."""
        named = (
            each.register or each.paper or each.record or (each.ledger and LEDGER) or "" for each in self.completion
        )
        return frozenset(named) - {""}


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
