"""What the unit does: analyse, plan, have its leader approve, go on, hand in; one item at a time (R120, R121)."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.actions.steps import Seen, announce, day_of, given, held, move
from pingyi.records.ledger.errors import DoneInFuture, NoProgress, ResultMissing
from pingyi.records.ledger.models import Item
from pingyi.rules.encoding import plain
from pingyi.rules.ledger import Analysis, Pace, Plan, ensure_analysed, ensure_planned
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.timetable import UnknownYear
from pingyi.rules.writing import tidy

AT_ONCE = "immediate-rectification"
"""The time limit of a plan that says how soon “at once” is."""


@transaction.atomic
def analyse(seen: Seen, analysis: Analysis, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Say why the problem is there. Raises AnalysisMissing, NotNow."""
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    ensure_analysed(analysis)
    move(item, "analyse", asdict(analysis), actor=actor, at=at)


@transaction.atomic
def plan(seen: Seen, plan: Plan, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Say what is done about it; the unit's leader approves it. Raises PlanIncomplete, DueBeforeStart, DueTooLate."""
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    ensure_planned(plan, latest_immediate(item, campaign))
    move(item, "plan", asdict(plan) | {"milestones": plain(plan.milestones)}, actor=actor, at=at)


@transaction.atomic
def approve(seen: Seen, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """The unit's leader takes responsibility for the plan, or for putting it off with the reason given (R123)."""
    item = held(seen, campaign, Power.LEDGER_APPROVE, actor=actor)
    move(item, "defer" if item.pace == Pace.DEFERRED else "approve", actor=actor, at=at)


@transaction.atomic
def hand_back(seen: Seen, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """The unit's leader wants another plan. Raises StepUnexplained."""
    item = held(seen, campaign, Power.LEDGER_APPROVE, actor=actor)
    move(item, "hand_back", actor=actor, at=at, reason=given(reason))


@transaction.atomic
def go_on(
    seen: Seen, words: str, met: Collection[int], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """What was done since, and which milestones (by place, from 0) are met by that. Raises NoProgress."""
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    if not (log := tidy(words)):
        raise NoProgress
    day = day_of(at, campaign).isoformat()
    milestones = [
        each | {"met": day} if place in met and not each["met"] else each for place, each in enumerate(item.milestones)
    ]
    move(item, "go_on", {"milestones": milestones}, actor=actor, at=at, reason=log)


@transaction.atomic
def submit(seen: Seen, result: str, done_on: date, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Ask the office to verify it. Raises ResultMissing, DoneInFuture."""
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    if not (words := tidy(result)):
        raise ResultMissing
    if done_on > (day := day_of(at, campaign)):
        raise DoneInFuture
    move(item, "submit", {"result": words, "done_on": done_on, "submitted_on": day}, actor=actor, at=at)
    announce("item-submitted", item, at=at, roles=(Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR))


def latest_immediate(item: Item, campaign: CurrentCampaign) -> date | None:
    """The last day that “at once” may mean for an item; None where the plan sets none, or nobody knows the year."""
    if AT_ONCE not in {each.code for each in campaign.book.calendar.time_limits}:
        return None
    try:
        return campaign.time_limit_ends(AT_ONCE, item.found_on)
    except UnknownYear:
        return None
