"""Opening, extending and ending: the campaign moves by its dates and by what the duties say is done (R60)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language

from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import reschedule
from pingyi.records.duties.queries import gate_items
from pingyi.rules.mandate import Actor
from pingyi.rules.timetable import GateItem


@transaction.atomic
def open_phase(code: str, *, actor: Actor, at: datetime, decision: str | None = None) -> CurrentCampaign:
    """Open the next phase when its day has come and the checklist of the one before is done, or on a decision.

    Raises GateShut, ChecklistOpen with everything that is missing, DecisionUnknown.
    """
    return actions.open_phase(code, _checklist(), actor=actor, at=at, decision=decision)


@transaction.atomic
def extend_phase(code: str, ends: date, decision: str, *, actor: Actor, at: datetime) -> CurrentCampaign:
    """Give a phase a later last day, and its duties with it. Raises ExtensionRefused, DecisionUnknown."""
    was = queries.required().timetable.phase(code).ends
    campaign = actions.extend_phase(code, ends, decision, actor=actor, at=at)
    reschedule(code, was=was, actor=actor, at=at)
    return campaign


@transaction.atomic
def close(*, actor: Actor, at: datetime, decision: str | None = None) -> CurrentCampaign:
    """End the campaign after its last day, its last checklist done, or on a decision. Raises NotOver."""
    return actions.close(_checklist(), actor=actor, at=at, decision=decision)


def _checklist() -> list[GateItem]:
    """The gates of the open phase; nothing before the first."""
    campaign = queries.required()
    if campaign.open_phase is None:
        return []
    return gate_items(campaign, campaign.open_phase.code, get_language() or "zh")
