"""The rectification ledger: what an item must say, what is alike, what is overdue, what the index counts (C3, R118).

Public: Analysis, Finding, Matter, Milestone, Origin, Pace, Plan, Cause, ensure_analysed, ensure_planned,
overdue, repeated.
"""

from pingyi.rules.ledger.item import (
    Analysis,
    Cause,
    Milestone,
    Origin,
    Pace,
    Plan,
    ensure_analysed,
    ensure_planned,
    overdue,
    read_milestones,
)
from pingyi.rules.ledger.repeated import repeated
from pingyi.rules.ledger.spot_check import Finding
from pingyi.rules.ledger.work import Matter

__all__ = [
    "Analysis",
    "Cause",
    "Finding",
    "Matter",
    "Milestone",
    "Origin",
    "Pace",
    "Plan",
    "ensure_analysed",
    "ensure_planned",
    "overdue",
    "read_milestones",
    "repeated",
]
