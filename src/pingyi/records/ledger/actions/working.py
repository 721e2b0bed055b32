"""What the unit does: analyse, plan, have its leader approve, go on, hand in; one item at a time (R120, R121)."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.actions.steps import Seen, announce, given, held, move
from pingyi.records.ledger.at_once import latest_immediate
from pingyi.records.ledger.errors import DoneInFuture, NoProgress, ResultMissing
from pingyi.rules.encoding import plain
from pingyi.rules.ledger import Analysis, Pace, Plan, ensure_analysed, ensure_planned
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.writing import tidy


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
    seen: Seen, words: str, met: Collection[str], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """What was done since, and which milestones (by place, from 0) are met by that. Raises NoProgress."""
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    if not (log := tidy(words)):
        raise NoProgress
    day = campaign.day_of(at).isoformat()
    milestones = [
        each | {"met": day} if str(place) in met and not each["met"] else each
        for place, each in enumerate(item.milestones)
    ]
    move(item, "go_on", {"milestones": milestones}, actor=actor, at=at, reason=log)


@transaction.atomic
def submit(
    seen: Seen,
    result: str,
    done_on: date,
    rules: str = "",
    *,
    campaign: CurrentCampaign,
    actor: Actor,
    at: datetime,
) -> None:
    """Ask the office to verify it; `rules`: what was issued so that it does not come again.

    Raises ResultMissing, DoneInFuture.
    """
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    if not (words := tidy(result)):
        raise ResultMissing
    if done_on > (day := campaign.day_of(at)):
        raise DoneInFuture
    move(
        item,
        "submit",
        {"result": words, "rules": tidy(rules), "done_on": done_on, "submitted_on": day},
        actor=actor,
        at=at,
    )
    announce("item-submitted", item, at=at, roles=(Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR))
