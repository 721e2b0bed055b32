"""How a duty stands on a list or on the overview: one standing, from its state, its day and the moment."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import SETTLED, WAITING, table_of
from pingyi.rules.mandate import PhaseState


class Standing(StrEnum):
    """The ten ways, most urgent first. LOCKED: the unit's own plan is not in force; LATER: its phase is not open."""

    __hash__ = str.__hash__  # Enum's own is interpreted, and a large overview asks ten thousand times

    OVERDUE = "overdue"
    RETURNED = "returned"
    SOON = "soon"
    WAITING = "waiting"
    OWED = "owed"
    LOCKED = "locked"
    LATER = "later"
    MISSING = "missing"
    LATE = "late"
    DONE = "done"


class Standings:
    """How the duties of one campaign stand at one moment."""

    def __init__(self, campaign: CurrentCampaign, at: datetime | None) -> None:
        self.today = campaign.day_of(at) if at else date.min
        self.soon = self.today + timedelta(days=max(campaign.book.calendar.reminders)) if at else date.min
        order = [phase.code for phase in campaign.timetable.phases]
        opened = {PhaseState.BEFORE: 0, PhaseState.AFTER: len(order)}.get(campaign.phase)
        self.shut = set(order[order.index(campaign.state) + 1 if opened is None else opened :])
        plans = [
            order.index(task.phase) for task in campaign.book.tasks if table_of(campaign.book, task) == "county_plan"
        ]
        self.behind_plan = set(order[min(plans) + 1 :]) if plans else set()

    def of(self, duty: Duty) -> Standing:
        """How a row stands; `held_back` counts where the query asked for it."""
        held_back = getattr(duty, "held_back", False)
        missing = duty.missing_at is not None
        return self.judge(duty.state, duty.due_on, duty.late, missing, duty.phase, held_back)

    def judge(self, state: str, due_on: date, late: bool, missing: bool, phase: str, held_back: bool) -> Standing:
        """`held_back`: the unit's own plan is not in force, which locks the phases after it (R81)."""
        if state in SETTLED:
            return Standing.LATE if late else Standing.DONE
        if state in WAITING:
            return Standing.WAITING
        if missing:
            return Standing.MISSING
        if due_on < self.today:
            return Standing.OVERDUE
        if state == "returned":
            return Standing.RETURNED
        if phase in self.shut:
            return Standing.LATER
        if held_back and phase in self.behind_plan:
            return Standing.LOCKED
        return Standing.SOON if due_on <= self.soon else Standing.OWED
