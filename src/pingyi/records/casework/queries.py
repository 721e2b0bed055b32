"""What pages may know of cases, as frozen values."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.access import IN_HAND
from pingyi.records.casework.errors import HandledAsCase
from pingyi.records.casework.models import Case, Step
from pingyi.records.organisation.models import Unit
from pingyi.records.organisation.terms import OrgType
from pingyi.rules.casework import LIMITS, Answers, Course, Done, HandledByTheAccused, ensure_may_handle
from pingyi.rules.casework.course import AFTERCARE, CALLS
from pingyi.rules.lifecycle import CASE, CaseState
from pingyi.rules.lifecycle.case import OPEN
from pingyi.rules.rulebook.calendar import DayKind, TimeLimit
from pingyi.rules.timetable import UnknownYear
from pingyi.rules.voices import Kind

HANDLERS = (OrgType.OFFICE, OrgType.CITY_BUREAU, OrgType.COUNTY_BUREAU)
"""Kinds of bodies that cases are given to."""
ASKS = ("assign", "send_back", "urge")
LONGEST_BREAK = 60
"""Days that cannot be worked in a row, and more."""
SORTING, WRONG_TRANSFER, REOPENING = "sorting", "wrong-transfer", "reopening"
"""Time limits for a decision, for an objection by whom it was given to, and for the raiser to have it taken up."""
CHOICES = (*dict.fromkeys(LIMITS.values()), "major-complaint")
"""Time limits among which whoever accepts a case chooses."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step, as those who handle cases read it."""

    verb: str
    handler: str
    at: datetime
    text: str
    body: str
    due: date | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class CaseView:
    """How a case stands. `due`: by when the office has to act next, None when nothing runs or nobody knows the day."""

    number: str
    state: CaseState
    limit: str
    due: date | None
    body: str
    protected: bool
    course: Course
    steps: tuple[StepLine, ...]

    def is_late(self, today: date) -> bool:
        """Whether the day is over on which it had to be decided or answered."""
        return self.due is not None and today > self.due


def limit_of(campaign: CurrentCampaign, code: str) -> TimeLimit | None:
    """A time limit of the plan, None where it has none of this code."""
    return next((each for each in campaign.book.calendar.time_limits if each.code == code), None)


def ends(campaign: CurrentCampaign, code: str, day: date, *, extended: bool = False) -> date | None:
    """The last day of a time limit that starts on `day`, or of its extension after `day`.

    None where the plan has no such limit, or where nobody knows yet which days are worked.
    """
    limit = limit_of(campaign, code)
    if limit is None:
        return None
    days = limit.extension if extended else limit.days
    if limit.counts is not DayKind.WORKING:
        return day + timedelta(days=days)
    try:
        return campaign.work_calendar.add(day, days)
    except UnknownYear:
        return None


def latest_start(campaign: CurrentCampaign, code: str, last: date) -> date | None:
    """The last day on which a time limit may have started that ended on `last` or before; None where it never can."""
    limit = limit_of(campaign, code)
    if limit is None:
        return None
    days = (last - timedelta(days=limit.days + back) for back in range(LONGEST_BREAK))
    return next((day for day in days if (end := ends(campaign, code, day)) and end <= last), None)


def outcomes(cases: QuerySet[Case, Any]) -> Counter[bool | None]:
    """Whether raisers found solved what was replied last, None while they have not been asked; one query."""
    found: dict[int, bool | None] = {}
    rows = Step.objects.filter(case__in=cases, verb__in=("reply", "evaluate", *CALLS)).order_by("pk")
    for case, verb, solved in rows.values_list("case_id", "verb", "solved"):
        if verb == "reply":
            found[case] = None
        elif case in found:
            found[case] = solved
    return Counter(found.values())


def unsorted(number: str, received: date, campaign: CurrentCampaign) -> CaseView:
    """An opinion about which nobody has decided yet."""
    due = ends(campaign, SORTING, received)
    return CaseView(number, CaseState.NEW, "", due, "", protected=False, course=Course(), steps=())


def case_views(campaign: CurrentCampaign, numbers: Collection[str]) -> dict[str, CaseView]:
    """How the cases of these opinions stand, those that are cases: two queries."""
    rows = Case.objects.filter(campaign_id=campaign.code, number__in=numbers).prefetch_related("steps")
    return {row.number: _standing(row, campaign) for row in rows}


def case_view(number: str, campaign: CurrentCampaign) -> CaseView | None:
    """How the case of one opinion stands, None when it is none: two queries."""
    return case_views(campaign, [number]).get(number)


def given_to(units: Collection[str] | None, campaign: CurrentCampaign) -> list[CaseView]:
    """What these units have in hand, None for all: two queries."""
    rows = Case.objects.filter(campaign_id=campaign.code, state__in=IN_HAND).exclude(body="").prefetch_related("steps")
    found = [_standing(row, campaign) for row in (rows if units is None else rows.filter(body__in=units))]
    return sorted(found, key=lambda each: (each.state, each.due or date.max, each.number))


def aftercare(standing: CaseView, campaign: CurrentCampaign) -> date | None:
    """The day from which the raiser is asked after next, None when that is not asked (R197)."""
    start, asked = standing.course.care_from, standing.course.asked
    if start is None or asked >= len(AFTERCARE):
        return None
    return ends(campaign, AFTERCARE[asked], start)


def _standing(row: Case, campaign: CurrentCampaign) -> CaseView:
    steps: list[Step] = list(row.steps.all())
    state = CaseState(row.state)
    due = ends(campaign, SORTING, row.received) if state is CaseState.NEW else row.due if state in OPEN else None
    return CaseView(
        number=row.number,
        state=state,
        limit=row.limit,
        due=due,
        body=row.body,
        protected=row.protected,
        course=course_of(steps),
        steps=tuple(
            StepLine(step.verb, step.handler, step.at, step.text, step.body, step.due, step.answers) for step in steps
        ),
    )


def course_of(steps: Collection[Step]) -> Course:
    """The course of a case by its rows."""
    return Course(tuple(Done(step.verb, step.day, step.answers) for step in steps))


def default_limit(kind: Kind, campaign: CurrentCampaign) -> str:
    """The time limit that whoever accepts a case of this kind finds chosen; the first offered where it has none."""
    code, offered = LIMITS.get(kind, "complaint"), limits_offered(campaign)
    return code if code in offered else next(iter(offered), "")


def limits_offered(campaign: CurrentCampaign) -> Mapping[str, TimeLimit]:
    """Time limits among which whoever accepts a case chooses, by code."""
    found = {code: limit_of(campaign, code) for code in CHOICES}
    return {code: limit for code, limit in found.items() if limit}


def offered(standing: CaseView, campaign: CurrentCampaign, today: date) -> tuple[str, ...]:
    """The steps that lead on from here today, in the order of the table."""
    limit = limit_of(campaign, standing.limit)
    care, course = aftercare(standing, campaign), standing.course
    last = ends(campaign, REOPENING, course.replied_on) if course.replied_on else None
    shut = {
        "extend": limit is None or course.extensions >= limit.extensions,
        "escalate": not standing.is_late(today) or course.escalated,
        "evaluate": course.is_evaluated,
        "reopen": last is not None and today > last,
        "ask_after": care is None or today < care,
    }
    return tuple(step.verb for step in CASE.possible(standing.state) if not shut.get(step.verb))


def bodies(kind: Kind, units: Collection[str], campaign: CurrentCampaign) -> dict[str, str]:
    """Whom a case of this kind about these units may be given to, by code: one query."""
    found = {}
    for row in Unit.objects.filter(kind__in=HANDLERS):
        with suppress(HandledByTheAccused):
            ensure_may_handle(row.code, kind, units, campaign.book)
            found[row.code] = row.name_zh
    return found


def body_names() -> dict[str, str]:
    """Every body that cases may be given to, by code: one query."""
    return dict(Unit.objects.filter(kind__in=HANDLERS).values_list("code", "name_zh"))


def asked_of_body(standing: CaseView) -> str:
    """What the office wrote when it gave the case away, sent it back or urged."""
    return next((each.text for each in reversed(standing.steps) if each.verb in ASKS and each.text), "")


def first_day(days: Iterable[date | None]) -> date | None:
    """The first of these days, None where there is none."""
    return min((day for day in days if day), default=None)


def ensure_no_case(number: str, campaign: CurrentCampaign) -> None:
    """What is handled as a case is answered as one. Raises HandledAsCase."""
    if Case.objects.filter(campaign_id=campaign.code, number=number).exists():
        raise HandledAsCase


def is_outside(body: str) -> bool:
    """Whether a body is not of the office: it reads what two people have masked, and nothing else. One query."""
    return not Unit.objects.filter(code=body, kind=OrgType.OFFICE).exists()
