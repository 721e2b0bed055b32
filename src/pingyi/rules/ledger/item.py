"""What an item of the ledger says: where it comes from, why it is so, what is done about it by whom until when (C3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pingyi.rules.ledger.errors import AnalysisMissing, BadMilestone, DueBeforeStart, DueTooLate, PlanIncomplete
from pingyi.rules.rulebook.words import Text
from pingyi.rules.writing import tidy


class Origin(StrEnum):
    """Where a problem became known (R118)."""

    FEEDBACK = "feedback"
    SELF_FOUND = "self_found"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    UPPER_LEVEL = "upper_level"


class Cause(StrEnum):
    """Of which kind the root of a problem is."""

    ATTITUDE = "attitude"
    RULES = "rules"
    STYLE = "style"
    ABILITY = "ability"
    CIRCUMSTANCES = "circumstances"


class Pace(StrEnum):
    """How soon a problem can be put right: at once, within a time, or not yet (R122, R123, R126)."""

    IMMEDIATE = "immediate"
    TIMED = "timed"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Why the problem is there (R120)."""

    analysis: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step that can be checked: until which day, what, and since when it is done."""

    on: date
    what: str
    met: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done about a problem: against it (纠), so that it does not come again (建), by whom, until when (R124).

    What is deferred has `deferral`, the reason, and `next_step` instead of measures; it is looked at again on `due`.
    """

    pace: Pace
    measures: str = ""
    building: str = ""
    target: str = ""
    leader: str = ""
    department: str = ""
    person: str = ""
    partners: str = ""
    start: date | None = None
    due: date | None = None
    milestones: tuple[Milestone, ...] = ()
    deferral: str = ""
    next_step: str = ""


ALWAYS = {"leader": Text("责任领导", "leader in charge"), "due": Text("整改期限", "due day")}
DONE = {"measures": Text("整改措施", "measures"), "target": Text("可衡量的目标", "measurable target")}
SOMEBODY = Text("责任科室或责任人", "department or person in charge")
OF_PACE = {
    Pace.IMMEDIATE: DONE,
    Pace.TIMED: DONE,
    Pace.DEFERRED: {
        "deferral": Text("暂难整改的原因和理由", "reason for deferring"),
        "next_step": Text("下一步安排", "next step"),
    },
}
"""What a plan must say, by the names that a refusal calls it."""


def ensure_analysed(analysis: Analysis) -> None:
    """Refuse an analysis that says nothing. Raises AnalysisMissing."""
    if not tidy(analysis.analysis):
        raise AnalysisMissing


def ensure_planned(plan: Plan, latest_immediate: date | None) -> None:
    """Refuse a plan that lacks what every plan of its pace must say (R123-R126).

    `latest_immediate`: the last day that “at once” may mean, None where the plan of the campaign sets none.
    Raises PlanIncomplete, DueBeforeStart, DueTooLate.
    """
    wanted = OF_PACE[plan.pace] | ALWAYS
    missing = [words for name, words in wanted.items() if not _there(getattr(plan, name))]
    if not (_there(plan.department) or _there(plan.person)):
        missing.append(SOMEBODY)
    if missing:
        raise PlanIncomplete(missing=tuple(missing))
    if plan.start and plan.due and plan.due < plan.start:
        raise DueBeforeStart
    if plan.pace is Pace.IMMEDIATE and latest_immediate and plan.due and plan.due > latest_immediate:
        raise DueTooLate(latest=latest_immediate)


def overdue(due: date | None, done: date | None, today: date) -> int:
    """Days by which something was done late, or is late by today; 0 in time or without a day. Unit: days."""
    return max(0, ((done or today) - due).days) if due else 0


def read_milestones(text: str) -> tuple[Milestone, ...]:
    """Milestones written one on a line, the day first: `2026-08-10 first draft`. Raises BadMilestone."""
    return tuple(_milestone(line) for line in text.splitlines() if tidy(line))


def write_milestones(milestones: Sequence[Milestone]) -> str:
    """The same text again."""
    return "\n".join(f"{each.on.isoformat()} {each.what}" for each in milestones)


def _milestone(line: str) -> Milestone:
    day, _, what = tidy(line).partition(" ")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise BadMilestone(line=line[:40]) from None
    if not tidy(what):
        raise BadMilestone(line=line[:40])
    return Milestone(on, tidy(what))


def _there(value: str | date | None) -> bool:
    return bool(tidy(value)) if isinstance(value, str) else value is not None
