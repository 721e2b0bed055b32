"""Which state table a task follows, and which states count as settled."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pingyi.rules.lifecycle import COUNTY_PLAN, DUTY, REPORT, CountyPlanState, DutyState, ReportState, Table
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.duties import Decision, Task

TABLES: dict[str, Table[Any]] = {"duty": DUTY, "county_plan": COUNTY_PLAN, "report": REPORT}

SETTLED = frozenset(
    {
        DutyState.DONE,
        CountyPlanState.APPROVED,
        CountyPlanState.IN_FORCE,
        ReportState.RECEIVED,
        ReportState.ROLLED_UP,
        ReportState.DISPATCHED,
        ReportState.RECEIPTED,
        ReportState.ARCHIVED,
    }
)
"""Nothing is owed any more."""

WAITING = frozenset({"submitted", "under_review"})
"""Handed in; the office's turn."""

IN_HAND = SETTLED | WAITING
"""Not owed by the unit now."""


ACTS = {
    Settling.DRAW: _("the respondents are drawn"),
    Settling.FREEZE: _("both bodies have signed the survey"),
    Settling.SHEETS: _("every inspection sheet is signed"),
    Settling.RECKONING: _("all parties have signed the result"),
    Settling.APPROVAL: _("the leading group has approved the result"),
    Settling.RELEASE: _("the result is published"),
    Settling.APPRAISAL_TEAM: _("the drawn appraisers are appointed"),
    Settling.INSPECTION_TEAMS: _("every unit has its inspection team"),
}
"""What settles a task that nobody hands in."""

BY_RECORDS = _("everything on its checklist is there")


WITHIN = frozenset({"draw_up", "hand_back"})
"""Moves between the people of a unit, before anything is handed in."""


def table_of(book: Rulebook, task: Task) -> str:
    """A unit's plan awaits approval; a report that another line rolls up is a report; all else is a plain duty."""
    line = next((line for line in book.lines if line.task == task.code), None)
    classes = {unit_class.code for unit_class in book.unit_classes}
    if line and task.actor in classes:
        if line.decision is Decision.APPROVE:
            return "county_plan"
        if any(other.rolls_up == line.code for other in book.lines):
            return "report"
    return "duty"


def decided_by_paper(book: Rulebook, task: Task) -> bool:
    """Whether the recipients of its paper settle a task: who approves it, or in whose hands it is, is one of them."""
    kind = book.paper_of(task.code)
    return kind is not None and (task.approval is None or task.approval.by in kind.recipients)


def children_of(book: Rulebook, task: Task) -> str | None:
    """The task whose papers this task rolls up (R109)."""
    lines = {line.code: line for line in book.lines}
    parent = next((line for line in book.lines if line.task == task.code and line.rolls_up), None)
    return lines[parent.rolls_up].task if parent and parent.rolls_up else None
