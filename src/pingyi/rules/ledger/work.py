"""How far an item is, as tasks of the plan ask for it: analysed, planned, done at once, put off, rectified."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pingyi.rules.ledger.item import Milestone, Origin, Pace
from pingyi.rules.ledger.spot_check import Finding
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.rulebook.completion import LedgerWork
from pingyi.rules.rulebook.words import Text

WORKS = {
    LedgerWork.ANALYSED: Text("整改台账：已逐条分析的事项", "Ledger: items that are analysed"),
    LedgerWork.PLANNED: Text("整改台账：计划已获批准的事项", "Ledger: items whose plan is approved"),
    LedgerWork.IMMEDIATE: Text("整改台账：无待办立行立改任务的事项", "Ledger: items with nothing left to do at once"),
    LedgerWork.DEFERRED: Text("整改台账：暂难整改说明已齐备的事项", "Ledger: items put off with an approved reason"),
    LedgerWork.RECTIFIED: Text("整改台账：已按计划整改的事项", "Ledger: items rectified as planned"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What of an item is counted. `pace` None: nobody has planned it yet; `measures` is what is compared for copies.

    `findings`: of every spot check, in order.
    """

    number: int
    origin: Origin
    content: str
    state: ItemState
    found: date
    prominent: bool = False
    pace: Pace | None = None
    measures: str = ""
    due: date | None = None
    done: date | None = None
    closed: date | None = None
    milestones: tuple[Milestone, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_planned(self) -> bool:
        """Whether the leader has approved what is done about it, or that it is put off (R124, R125, R126)."""
        return self.state not in UNPLANNED


UNPLANNED = frozenset({ItemState.OPEN, ItemState.ANALYSED, ItemState.PLANNED, ItemState.REOPENED})
UNANALYSED = frozenset({ItemState.OPEN, ItemState.REOPENED})


class Progress(StrEnum):
    """How far an item is as the monthly report tells it (C3)."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


def progress(state: ItemState) -> Progress:
    """Whole is what was verified; begun is what is worked on, or was before it came back."""
    if state is ItemState.CLOSED:
        return Progress.WHOLE
    return Progress.PART if state in BEGUN else Progress.NONE


BEGUN = frozenset({ItemState.IN_PROGRESS, ItemState.SUBMITTED, ItemState.RETURNED, ItemState.REOPENED})


def is_as_far(work: LedgerWork, item: Matter, last: date) -> bool:
    """Whether an item is as far as a task asks. What is not planned yet may turn out to be of any pace.

    Rectified is what somebody outside the unit verified or what is put off; what is due after `last` has to have met
    its milestones until then (R126).
    """
    if work is LedgerWork.ANALYSED:
        return item.state not in UNANALYSED
    if not item.is_planned or work is LedgerWork.PLANNED:
        return item.is_planned
    if work is LedgerWork.DEFERRED:
        return True
    if work is LedgerWork.IMMEDIATE and item.pace is not Pace.IMMEDIATE:
        return True
    return item.state in (ItemState.CLOSED, ItemState.DEFERRED) or is_on_the_way(item, last)


def is_on_the_way(item: Matter, last: date) -> bool:
    """Whether an item that is due later has milestones until this day, and has met them all by then (R126)."""
    due = [each for each in item.milestones if each.on <= last]
    later = item.due is not None and item.due > last
    return later and bool(due) and all(each.met is not None and each.met <= last for each in due)
