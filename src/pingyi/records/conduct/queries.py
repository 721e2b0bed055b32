"""Violations as pages show them, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.access import concerning, visible
from pingyi.records.conduct.models import Violation
from pingyi.rules.conduct import CLOCKS, DECIDED, Origin
from pingyi.rules.lifecycle import VIOLATION, ViolationState
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.rulebook.calendar import DayKind
from pingyi.rules.timetable import UnknownYear


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One step."""

    verb: str
    by: str
    at: datetime
    text: str
    document: str
    body: str


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """One violation in a list. `opinion`: the number of what its raiser is paid back for, "" where nobody is."""

    pk: int
    number: str
    prohibition: str
    origin: Origin
    accused: str
    unit: str
    person: str
    reported_on: date
    state: ViolationState
    due: date | None
    opinion: str

    def is_late(self, today: date) -> bool:
        """Whether the day of the next step is over."""
        return self.due is not None and today > self.due


@dataclass(frozen=True, slots=True)
class ViolationCard:
    """One in full. `reporter`: "" for whoever is not of the discipline body."""

    line: ViolationLine
    facts: str
    reporter: str
    steps: tuple[TakenStep, ...]

    def last(self, *verbs: str) -> TakenStep | None:
        """The newest of these steps."""
        return next((step for step in reversed(self.steps) if step.verb in verbs), None)


def lines(actor: Actor, campaign: CurrentCampaign) -> list[ViolationLine]:
    """All that exist for this person, those first in which a raiser is paid back: one query."""
    return sorted(_lines(visible(actor, campaign)), key=lambda line: not line.opinion)


def own_reports(actor: Actor, campaign: CurrentCampaign) -> list[ViolationLine]:
    """What this person reported: one query."""
    return _lines(Violation.objects.filter(campaign_id=campaign.code, reporter__pk=int(actor.ref)))


def own_cards(actor: Actor, campaign: CurrentCampaign) -> list[ViolationCard]:
    """What concerns this person: two queries."""
    rows = concerning(actor, campaign).select_related("person").prefetch_related("steps__by")
    return [_card(row, "") for row in rows]


def card(row: Violation, actor: Actor) -> ViolationCard:
    """One in full."""
    return _card(row, row.reporter.name if row.reporter and actor.holds(Role.DISCIPLINE_LIAISON) else "")


def waiting(actor: Actor, campaign: CurrentCampaign, states: Iterable[ViolationState]) -> tuple[int, date | None]:
    """How many stand in one of these states, and the first day by which something is due: one query."""
    rows = visible(actor, campaign).filter(state__in=list(states)).values_list("due", flat=True)
    days = list(rows)
    return len(days), min((day for day in days if day), default=None)


def to_answer(actor: Actor, campaign: CurrentCampaign) -> list[date | None]:
    """Until when this person may answer what concerns them: one query."""
    rows = concerning(actor, campaign).filter(state=ViolationState.NOTIFIED)
    return list(rows.values_list("due", flat=True))


def counted(actor: Actor, campaign: CurrentCampaign) -> dict[str, tuple[int, int]]:
    """Of each prohibition how many are in hand, and how many were found to be so: one query."""
    rows = visible(actor, campaign).order_by().values_list("prohibition", "state").annotate(n=Count("pk"))
    found: dict[str, tuple[int, int]] = {}
    for prohibition, state, many in rows:
        hand, proved = found.get(prohibition, (0, 0))
        found[prohibition] = (
            hand + (0 if state in VIOLATION.terminal else many),
            proved + (many if state in DECIDED else 0),
        )
    return found


def ends(campaign: CurrentCampaign, days: int, start: date) -> date | None:
    """The last of so many working days after `start`; None while nobody knows which days are worked."""
    try:
        return campaign.work_calendar.add(start, days)
    except UnknownYear:
        return None


def due_in(state: ViolationState, start: date, campaign: CurrentCampaign) -> date | None:
    """By when the next step has to be taken from a state that was reached on `start`, if a clock runs."""
    if state is ViolationState.NOTIFIED:
        return ends(campaign, campaign.book.conduct.hearing_days, start)
    limit = next((each for each in campaign.book.calendar.time_limits if each.code == CLOCKS.get(state)), None)
    if limit is None:
        return None
    if limit.counts is not DayKind.WORKING:
        return start + timedelta(days=limit.days)
    return ends(campaign, limit.days, start)


def _lines(rows: QuerySet[Violation]) -> list[ViolationLine]:
    return [_line(row) for row in rows.select_related("person")]


def _line(row: Violation) -> ViolationLine:
    return ViolationLine(
        pk=row.pk,
        number=row.number,
        prohibition=row.prohibition,
        origin=Origin(row.origin),
        accused=row.accused,
        unit=row.unit,
        person=row.person.name if row.person else "",
        reported_on=row.reported_on,
        state=ViolationState(row.state),
        due=row.due,
        opinion=row.opinion,
    )


def _card(row: Violation, reporter: str) -> ViolationCard:
    steps = tuple(
        TakenStep(each.verb, each.by.name if each.by else "", each.at, each.text, each.document, each.body)
        for each in row.steps.all()
    )
    return ViolationCard(_line(row), row.facts, reporter, steps)
