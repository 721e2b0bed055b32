"""Requests for identities, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from pingyi.records.unsealings.models import Unsealing
from pingyi.rules.lifecycle import UnsealingState

OPEN_FOR = timedelta(hours=24)
"""So long after the last layer was approved it can be taken off; then a new request is needed (E-C C17)."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a request."""

    verb: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnsealingLine:
    """A request with its steps. `until`: how long what was unsealed can be read."""

    pk: int
    opinion: str
    state: UnsealingState
    quiet: str
    steps: tuple[StepLine, ...]
    until: datetime | None

    @property
    def asked(self) -> StepLine:
        """Who asked, and why."""
        return self.steps[0]


def unsealings(campaign_id: str, opinions: Collection[str] | None = None) -> list[UnsealingLine]:
    """Every request, or those about these opinions, the newest first: two queries."""
    rows = Unsealing.objects.filter(campaign_id=campaign_id).prefetch_related("steps__by")
    return [_line(row) for row in (rows if opinions is None else rows.filter(opinion__in=opinions))]


def waiting(campaign_id: str, states: Collection[UnsealingState]) -> int:
    """How many requests stand in one of these states: one query."""
    return Unsealing.objects.filter(campaign_id=campaign_id, state__in=states).count()


def _line(row: Unsealing) -> UnsealingLine:
    steps = tuple(StepLine(each.verb, each.by.name, each.reason, each.at) for each in row.steps.all())
    opened = next((each.at for each in steps if each.verb == "unseal"), None)
    return UnsealingLine(
        row.pk, row.opinion, UnsealingState(row.state), row.quiet, steps, opened + OPEN_FOR if opened else None
    )
