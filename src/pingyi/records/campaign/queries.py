"""What everybody may know about the campaign, as frozen values. `current` is one query, its plan is parsed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import OuterRef, Subquery

from pingyi.records.campaign.errors import NoCampaign
from pingyi.records.campaign.models import Campaign, Decision, PhaseExtension, PhaseOpening, PlanVersion, RecordedYear
from pingyi.rules import rulebook
from pingyi.rules.lifecycle.campaign import APPROVED, ARCHIVED, CLOSED, DRAFT
from pingyi.rules.mandate import PhaseState
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.calendar import DayKind
from pingyi.rules.timetable import Announced, Extension, Phase, Timetable, UnknownYear, WorkCalendar, extend


@dataclass(frozen=True, slots=True)
class CurrentCampaign:
    """The campaign that is not archived: its plan, its dates with all extensions, and where it stands."""

    code: str
    state: str
    book: Rulebook
    digest: str
    timetable: Timetable
    recorded: tuple[Announced, ...] = ()
    opened: tuple[str, ...] = ()
    """Every phase that was opened, in order; after a blank the number of the decision it was opened on, if any."""

    @property
    def open_phase(self) -> Phase | None:
        """The phase that was opened last; None before the first and after the end."""
        return next((phase for phase in self.timetable.phases if phase.code == self.state), None)

    @property
    def phase(self) -> PhaseState:
        """What powers are tied to."""
        if self.open_phase:
            return self.open_phase.kind
        return PhaseState.AFTER if self.state in (CLOSED, ARCHIVED) else PhaseState.BEFORE

    @property
    def next_phase(self) -> Phase | None:
        """The phase to be opened next; None in a draft and after the last."""
        if self.state == APPROVED:
            return self.timetable.phases[0]
        return self.timetable.after(self.state) if self.open_phase else None

    @property
    def work_calendar(self) -> WorkCalendar:
        """Which days are worked, by the plan and by what was recorded since."""
        return self.book.work_calendar(self.recorded)

    @property
    def unknown_years(self) -> tuple[int, ...]:
        """The years of which working days count and nobody has recorded the holidays yet."""
        return self.book.unknown_years(self.recorded)

    def day_of(self, moment: datetime) -> date:
        """The day of a moment, where the campaign is."""
        return moment.astimezone(self.timetable.zone).date()

    def time_limit_ends(self, code: str, day: date) -> date:
        """The last day of a time limit of the plan that starts with what happened on `day`. Raises UnknownYear."""
        limit = next(each for each in self.book.calendar.time_limits if each.code == code)
        if limit.counts is DayKind.WORKING:
            return self.work_calendar.add(day, limit.days)
        return day + timedelta(days=limit.days)

    def last_day(self, code: str, day: date) -> date | None:
        """The same; None where the plan has no such limit, or nobody knows yet which days are worked."""
        if all(each.code != code for each in self.book.calendar.time_limits):
            return None
        try:
            return self.time_limit_ends(code, day)
        except UnknownYear:
            return None

    @property
    def approved(self) -> bool:
        """Whether the plan was signed."""
        return self.state != DRAFT


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the campaign's history: a version, its approval, a decision, an opening, an extension."""

    what: str
    about: str
    by: str
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision that nothing rests on yet."""

    number: str
    topic: str
    phase: str
    text: str


@dataclass(frozen=True, slots=True)
class PastCampaign:
    """An archived campaign."""

    code: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedCampaign:
    """A campaign that has ended, archived or not; from `contacts_until` on nobody needs to be reached any more."""

    code: str
    closed_at: datetime
    contacts_until: datetime


_CURRENT = """
SELECT c.code, c.state,
  (SELECT v.digest FROM campaign_plan_version v WHERE v.campaign_id = c.code ORDER BY v.number DESC LIMIT 1),
  ARRAY(SELECT e.phase || ' ' || e.ends FROM campaign_phase_extension e WHERE e.campaign_id = c.code ORDER BY e.id),
  ARRAY(SELECT w.year || '/' || w.off || '/' || w.worked FROM campaign_recorded_year w WHERE w.campaign_id = c.code
    ORDER BY w.id DESC),
  ARRAY(SELECT o.phase || coalesce(' ' || d.number, '') FROM campaign_phase_opening o
    LEFT JOIN campaign_decision d ON d.id = o.decision_id WHERE o.campaign_id = c.code ORDER BY o.id)
FROM campaign_campaign c WHERE
"""
"""Written out because every request of everybody begins with it: building it anew took longer than running it."""


BY_CODE = _CURRENT + "c.code = %s"
"""The campaign of a code, archived or not."""


def openings(campaign: CurrentCampaign) -> list[tuple[str, datetime]]:
    """Every phase that was opened, with the moment, in order."""
    rows = PhaseOpening.objects.filter(campaign_id=campaign.code).order_by("pk")
    return [(each.phase, each.at) for each in rows]


def current() -> CurrentCampaign | None:
    """The campaign that is not archived, None when there is none."""
    return _one(_CURRENT + "c.state <> %s", ARCHIVED)


def by_code(code: str) -> CurrentCampaign | None:
    """The campaign of this code, archived or not; None when there is none."""
    return _one(BY_CODE, code)


def _one(query: str, value: str) -> CurrentCampaign | None:
    with connection.cursor() as cursor:
        return read(cursor.execute(query, [value]).fetchone())


def read(row: Sequence[Any] | None) -> CurrentCampaign | None:
    """The campaign in a row of BY_CODE; None where there is none."""
    if row is None:
        return None
    code, state, plan, extended, years, opened = row
    timetable = timetable_of(plan, tuple(extended))
    recorded = announced(tuple(years))
    return CurrentCampaign(code, state, book_of(plan), plan, timetable, recorded, tuple(opened))


def required() -> CurrentCampaign:
    """The campaign that is not archived. Raises NoCampaign."""
    campaign = current()
    if campaign is None:
        raise NoCampaign
    return campaign


def phase() -> PhaseState:
    """What an action's first beat asks for: the kind of the open phase."""
    campaign = current()
    return campaign.phase if campaign else PhaseState.BEFORE


@lru_cache(maxsize=16)
def book_of(digest: str) -> Rulebook:
    """The rulebook with this digest, parsed once in a process: rows of plans never change."""
    version = PlanVersion.objects.filter(digest=digest).order_by("pk").first()
    if version is None:
        raise NoCampaign
    return rulebook.parse(version.text, year=version.year)


@lru_cache(maxsize=16)
def timetable_of(digest: str, extended: tuple[str, ...]) -> Timetable:
    """The days of a plan after these extensions, each a phase's code and its new last day."""
    calendar = book_of(digest).calendar
    timetable = Timetable.from_plan(calendar.phases, ZoneInfo(calendar.workdays.timezone))
    for code, _, ends in (each.partition(" ") for each in extended):
        timetable = extend(timetable, Extension(code, date.fromisoformat(ends), "recorded"))
    return timetable


@lru_cache(maxsize=16)
def announced(years: tuple[str, ...]) -> tuple[Announced, ...]:
    """What was recorded, the newest first: it is what counts."""
    rows = (each.split("/") for each in years)
    return tuple(Announced(int(year), _days(off), _days(worked)) for year, off, worked in rows)


def _days(text: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, text.split()))


def text_of(code: str) -> str:
    """The newest plan of a campaign by its code, archived or not. Raises NoCampaign."""
    campaign = by_code(code)
    if campaign is None:
        raise NoCampaign
    return plan_text(campaign)


def plan_text(campaign: CurrentCampaign) -> str:
    """The newest version of the plan as it was handed in."""
    return PlanVersion.objects.filter(campaign_id=campaign.code).order_by("-number").values_list("text", flat=True)[0]


def history(campaign: CurrentCampaign) -> list[Event]:
    """Everything that was done to the campaign, oldest first: five queries."""
    versions = PlanVersion.objects.filter(campaign_id=campaign.code).select_related("created_by", "approval__by")
    events = [Event("version", f"{v.number}", v.created_by.name, v.at, v.digest) for v in versions]
    events += [
        Event("approval", f"{v.number}", v.approval.by.name, v.approval.at, v.digest)
        for v in versions
        if hasattr(v, "approval")
    ]
    events += [
        Event(f"decision-{d.topic}", d.phase, d.recorded_by.name, d.at, f"{d.number}：{d.text}")
        for d in Decision.objects.filter(campaign_id=campaign.code).select_related("recorded_by")
    ]
    events += [
        Event("opening", o.phase, o.by.name, o.at, o.decision.number if o.decision else "")
        for o in PhaseOpening.objects.filter(campaign_id=campaign.code).select_related("by", "decision")
    ]
    events += [
        Event("extension", e.phase, e.by.name, e.at, f"{e.ends} ({e.decision.number})")
        for e in PhaseExtension.objects.filter(campaign_id=campaign.code).select_related("by", "decision")
    ]
    events += [
        Event("year", f"{y.year}", y.by.name, y.at, y.source)
        for y in RecordedYear.objects.filter(campaign_id=campaign.code).select_related("by")
    ]
    return sorted(events, key=lambda event: event.at)


def open_decisions(campaign: CurrentCampaign) -> list[OpenDecision]:
    """Decisions that were recorded and not used yet."""
    unused = Decision.objects.filter(campaign_id=campaign.code, opening=None, extension=None)
    return [OpenDecision(each.number, each.topic, each.phase, each.text) for each in unused]


def closed() -> list[ClosedCampaign]:
    """Every campaign that has ended, with the end of the days for which its plan keeps contacts (E-P P8)."""
    newest = PlanVersion.objects.filter(campaign=OuterRef("pk")).order_by("-number").values("digest")[:1]
    rows = Campaign.objects.exclude(closed_at=None).annotate(digest=Subquery(newest))
    return [
        ClosedCampaign(
            row.code,
            ended,
            ended + timedelta(days=book_of(row.digest).survey.privacy.contact_days),
        )
        for row in rows
        if (ended := row.closed_at)
    ]


def begun_at(campaign: CurrentCampaign) -> datetime:
    """When the first version of its plan was handed in."""
    return Campaign.objects.values_list("created_at", flat=True).get(code=campaign.code)


def past() -> list[PastCampaign]:
    """Archived campaigns, newest first."""
    archived = Campaign.objects.filter(state=ARCHIVED)
    return [PastCampaign(each.code, each.created_at) for each in archived]
