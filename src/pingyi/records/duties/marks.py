"""How a duty stands on a list or on the board: one mark, from its state, its day and the moment."""

from collections.abc import Hashable
from datetime import date, datetime, timedelta
from enum import StrEnum

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.mandate import PhaseState

from .models import Duty
from .tables import SETTLED, WAITING, table_of


class Mark(StrEnum):
    """The ten ways, most urgent first. LOCKED: the unit's own plan is not in force; LATER: its phase is not open."""

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


class Marker:
    """Marks the duties of one campaign at one moment; equal cases are decided once, so a big board costs little."""

    def __init__(self, campaign: CurrentCampaign, at: datetime | None) -> None:
        self.today = at.astimezone(campaign.timetable.zone).date() if at else date.min
        self.soon = self.today + timedelta(days=max(campaign.book.calendar.reminders)) if at else date.min
        order = [phase.code for phase in campaign.timetable.phases]
        opened = {PhaseState.BEFORE: 0, PhaseState.AFTER: len(order)}.get(campaign.phase)
        self.shut = set(order[order.index(campaign.state) + 1 if opened is None else opened :])
        self.behind_plan = {code for code in order if _after_plan(campaign, order, code)}
        self.known: dict[Hashable, Mark] = {}

    def mark(
        self, table: str, state: str, due_on: date, late: bool, missing: bool, phase: str, held_back: bool = False
    ) -> Mark:
        """`held_back`: the unit's own plan is not in force, which locks the phases after it (R81)."""
        key = (table, state, due_on, late, missing, phase, held_back)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._decide(state, due_on, late, missing, phase, held_back)
        return found

    def of(self, duty: Duty) -> Mark:
        """How a row stands; `held_back` counts where the query asked for it."""
        held_back = getattr(duty, "held_back", False)
        missing = duty.missing_at is not None
        return self.mark(duty.table, duty.state, duty.due_on, duty.late, missing, duty.phase, held_back)

    def _decide(self, state: str, due_on: date, late: bool, missing: bool, phase: str, held_back: bool) -> Mark:
        if state in SETTLED:
            return Mark.LATE if late else Mark.DONE
        if state in WAITING:
            return Mark.WAITING
        if missing:
            return Mark.MISSING
        if due_on < self.today:
            return Mark.OVERDUE
        if state == "returned":
            return Mark.RETURNED
        if phase in self.shut:
            return Mark.LATER
        if held_back and phase in self.behind_plan:
            return Mark.LOCKED
        return Mark.SOON if due_on <= self.soon else Mark.OWED


def _after_plan(campaign: CurrentCampaign, order: list[str], code: str) -> bool:
    """Whether this phase comes after one in which units owe a plan of their own."""
    book = campaign.book
    plans = [order.index(task.phase) for task in book.tasks if table_of(book, task) == "county_plan"]
    return any(order.index(code) > place for place in plans)
