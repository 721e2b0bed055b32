"""What may be known of reports of wrongdoing, as frozen values: never what they say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.clues.models import Clue
from pingyi.rules.lifecycle import CLUE, CLUE_LIMITS, ClueState, advance
from pingyi.rules.voices.batch import begins


@dataclass(frozen=True, slots=True)
class ClueStepLine:
    """One step. `by`: who took it, "" for the raiser; `late`: whether its day was over by then."""

    verb: str
    by: str
    text: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class ClueLine:
    """A report as those see it who have to do with it. `slip`: number of its hand-over, None before.

    `due`: the last day for the next step, None where no time limit runs.
    """

    number: str
    received: datetime
    state: ClueState
    slip: int | None
    due: date | None
    steps: tuple[ClueStepLine, ...]

    @property
    def taken_late(self) -> int:
        """How many steps were taken after their day."""
        return [step.late for step in self.steps].count(True)

    def is_late(self, today: date) -> bool:
        """Whether the day of the next step is over, or was for one that was taken."""
        return self.is_overdue(today) or self.taken_late > 0

    def is_overdue(self, today: date) -> bool:
        """Whether the day of the next step is over."""
        return self.due is not None and today > self.due


def clues(campaign: CurrentCampaign, numbers: Collection[str] | None = None) -> list[ClueLine]:
    """All of them, or these, the oldest first: two queries."""
    rows = Clue.objects.filter(campaign_id=campaign.code).defer("sealed", "layer").prefetch_related("steps__by")
    return [_line(row, campaign) for row in (rows if numbers is None else rows.filter(number__in=numbers))]


def waiting(lines: Collection[ClueLine], states: Collection[ClueState]) -> tuple[int, date | None]:
    """How many of these stand in one of the states, and the first of their last days."""
    due = [line.due for line in lines if line.state in states]
    return len(due), min((day for day in due if day), default=None)


def overdue(lines: Collection[ClueLine], today: date) -> int:
    """How many of these are past the day of their next step."""
    return [line.is_overdue(today) for line in lines].count(True)


def envelope(number: str, campaign: CurrentCampaign) -> str:
    """What is opened next: the outer layer before it is handed over, the inner one after that; "" once it is erased."""
    row = Clue.objects.get(campaign_id=campaign.code, number=number)
    return row.layer or row.sealed


def _line(row: Clue, campaign: CurrentCampaign) -> ClueLine:
    state, since, steps = ClueState.LEFT, begins(row.hour), []
    for step in row.steps.all():
        due = _due(state, since, campaign)
        late = due is not None and campaign.day_of(step.at) > due
        steps.append(ClueStepLine(step.verb, step.by.name if step.by else "", step.text, step.at, late))
        state, since = advance(CLUE, state, step.verb), step.at
    return ClueLine(row.number, begins(row.hour), state, row.slip, _due(state, since, campaign), tuple(steps))


def _due(state: ClueState, since: datetime, campaign: CurrentCampaign) -> date | None:
    return campaign.last_day(CLUE_LIMITS.get(state, ""), campaign.day_of(since))
