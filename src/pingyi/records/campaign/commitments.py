"""What the journal says of the campaign's course, which its rows must say too before an act rests on them."""

from collections.abc import Mapping
from typing import Any

from pingyi.records.campaign import queries
from pingyi.records.campaign.errors import CourseAltered
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import queries as journal
from pingyi.rules.lifecycle.campaign import APPROVED, ARCHIVED, CLOSED, DRAFT

STATES = {"campaign:approve:1": APPROVED, "campaign:close:1": CLOSED, "campaign:archive:1": ARCHIVED}
PLANS = ("campaign:create:1", "campaign:revise:1", "campaign:approve:1")
OPEN, EXTEND, YEAR = "phase:open:1", "phase:extend:1", "workdays:record:1"
KINDS = (*STATES, *PLANS, OPEN, EXTEND, YEAR)


def ensure_course(campaign: CurrentCampaign) -> None:
    """State, plan, days, holidays and opened phases are those that were recorded: one query. Raises CourseAltered."""
    said = journal.said(f"campaign/{campaign.code}", KINDS)
    state, plan = DRAFT, ""
    for kind, public in said:
        state = public["phase"] if kind == OPEN else STATES.get(kind, state)
        plan = public["plan"] if kind in PLANS else plan
    extended = tuple(f"{public['phase']} {public['ends']}" for kind, public in said if kind == EXTEND)
    years = tuple(_year(public) for kind, public in reversed(said) if kind == YEAR)
    opened = tuple(_opening(public) for kind, public in said if kind == OPEN)
    rows = (campaign.state, campaign.digest, campaign.timetable, campaign.recorded, campaign.opened)
    if rows != (state, plan, queries.timetable_of(campaign.digest, extended), queries.announced(years), opened):
        raise CourseAltered


def ensure_decision(code: str, number: str, topic: str, phase: str, text: str) -> None:
    """The leading group's decision is the one that was recorded: one query. Raises CourseAltered."""
    said = journal.said(f"campaign/{code}", ("decision:record:1",))
    if {"number": number, "topic": topic, "phase": phase, "text": text} not in [public for _, public in said]:
        raise CourseAltered


def _opening(public: Mapping[str, Any]) -> str:
    """As `queries` reads an opening."""
    return " ".join(filter(None, (public["phase"], public["decision"])))


def _year(public: Mapping[str, Any]) -> str:
    """As `queries` reads a recorded year."""
    off, worked = (" ".join(f"{day}" for day in public[name]) for name in ("off", "worked"))
    return f"{public['year']}/{off}/{worked}"
