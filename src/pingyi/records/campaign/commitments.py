"""What the journal says of the campaign's course, which its rows must say too before an act rests on them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from pingyi.records.campaign import queries
from pingyi.records.campaign.errors import CourseAltered
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import commitments as journal
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.journal.vocabulary.campaign import (
    CAMPAIGN,
    CampaignApproved,
    CampaignArchived,
    CampaignClosed,
    CampaignCreated,
    DecisionRecorded,
    HolidaysRecorded,
    PhaseExtended,
    PhaseOpened,
    PlanRevised,
)
from pingyi.rules.lifecycle.campaign import APPROVED, ARCHIVED, CLOSED, DRAFT

STATES: dict[type[Statement], str] = {CampaignApproved: APPROVED, CampaignClosed: CLOSED, CampaignArchived: ARCHIVED}
PLANS: tuple[type[Statement], ...] = (CampaignCreated, PlanRevised, CampaignApproved)
COURSE: tuple[type[Statement], ...] = (*STATES, *PLANS, PhaseOpened, PhaseExtended, HolidaysRecorded)

Entries = Sequence[tuple[type[Statement], Mapping[str, Any]]]

_WHICH = "FROM campaign_campaign WHERE CASE %s WHEN '' THEN state <> %s ELSE code = %s END"
_STAY = f"""
SELECT code {_WHICH} FOR SHARE;
{queries.BY_CODE.replace("%s", f"(SELECT code {_WHICH})")};
{journal.ENTRIES_OF.format(subject=f"(SELECT format(%s, code) {_WHICH})")}
"""


def standing(code: str) -> CurrentCampaign | None:
    """The campaign of this code, archived or not, whose rows say what was recorded of its course; None: there is none.

    One trip to the database, for every act begins with it. Raises CourseAltered.
    """
    about, kinds = str(Subject.of(CAMPAIGN, code)), [str(kind.KIND) for kind in COURSE]
    with connection.cursor() as cursor:
        row = cursor.execute(f"{queries.BY_CODE}; {journal.ENTRIES_ABOUT}", [code, about, kinds]).fetchone()
        cursor.nextset()
        return _read(row, journal.read_entries(cursor.fetchall(), COURSE))


def staying(code: str = "") -> CurrentCampaign | None:
    """As `standing`, of this code or by default the campaign not archived, which stays so until the transaction ends.

    One trip: what is read is read after the waiting.
    """
    which, about, kinds = [code, ARCHIVED, code], str(Subject.of(CAMPAIGN, "%s")), [str(kind.KIND) for kind in COURSE]
    with connection.cursor() as cursor:
        cursor.execute(_STAY, [*which, *which, about, *which, kinds])
        cursor.nextset()
        row = cursor.fetchone()
        cursor.nextset()
        return _read(row, journal.read_entries(cursor.fetchall(), COURSE))


def ensure_course(campaign: CurrentCampaign) -> None:
    """State, plan, days, holidays and opened phases are those that were recorded: one query. Raises CourseAltered."""
    _ensure_course(campaign, journal.entries_about(Subject.of(CAMPAIGN, campaign.code), COURSE))


def _read(row: Sequence[Any] | None, entries: Entries) -> CurrentCampaign | None:
    campaign = queries.read(row)
    if campaign is not None:
        _ensure_course(campaign, entries)
    return campaign


def _ensure_course(campaign: CurrentCampaign, entries: Entries) -> None:
    state, plan = DRAFT, ""
    for kind, public in entries:
        state = public["phase"] if kind is PhaseOpened else STATES.get(kind, state)
        plan = public["plan"] if kind in PLANS else plan
    extended = tuple(f"{public['phase']} {public['ends']}" for kind, public in entries if kind is PhaseExtended)
    years = tuple(_year(public) for kind, public in reversed(entries) if kind is HolidaysRecorded)
    opened = tuple(_opening(public) for kind, public in entries if kind is PhaseOpened)
    rows = (campaign.state, campaign.digest, campaign.timetable, campaign.recorded, campaign.opened)
    if rows != (state, plan, queries.timetable_of(campaign.digest, extended), queries.announced(years), opened):
        raise CourseAltered


def ensure_decision(code: str, number: str, topic: str, phase: str, text: str) -> None:
    """The leading group's decision is the one that was recorded: one query. Raises CourseAltered."""
    entries = journal.entries_about(Subject.of(CAMPAIGN, code), [DecisionRecorded])
    if {"number": number, "topic": topic, "phase": phase, "text": text} not in [public for _, public in entries]:
        raise CourseAltered


def _opening(public: Mapping[str, Any]) -> str:
    """As `queries` reads an opening."""
    return " ".join(filter(None, (public["phase"], public["decision"])))


def _year(public: Mapping[str, Any]) -> str:
    """As `queries` reads a recorded year."""
    off, worked = (" ".join(f"{day}" for day in public[name]) for name in ("off", "worked"))
    return f"{public['year']}/{off}/{worked}"
