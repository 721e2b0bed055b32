"""Opening, extending and ending: the campaign moves by its dates and by what the duties say is done (R60)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language

from pingyi.ceremonies.commitments import ensure_duties
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck, reschedule
from pingyi.records.duties.gates import gate_items
from pingyi.rules.mandate import Actor
from pingyi.rules.timetable import GateItem


@transaction.atomic
def open_phase(code: str, *, actor: Actor, at: datetime, decision: str | None = None) -> CurrentCampaign:
    """Open the next phase when its day has come and the checklist of the one before is done, or on a decision.

    Raises GateShut, ChecklistOpen with everything that is missing, DecisionUnknown, RowsAltered.
    """
    campaign, moment = actions.turn(queries.required(), at=at)
    _ensure_checklist(campaign, decision)
    opened = actions.open_phase(
        campaign, code, _checklist(campaign), actor=actor, at=at, moment=moment, decision=decision
    )
    recheck(actor=actor, at=at)
    return opened


@transaction.atomic
def extend_phase(code: str, ends: date, decision: str, *, actor: Actor, at: datetime) -> CurrentCampaign:
    """Give a phase a later last day, and its duties with it. Raises ExtensionRefused, DecisionUnknown."""
    campaign, moment = actions.turn(queries.required(), at=at)
    extended = actions.extend_phase(campaign, code, ends, decision, actor=actor, at=moment)
    reschedule(code, was=campaign.timetable.phase(code).ends, actor=actor, at=moment)
    return extended


@transaction.atomic
def close(*, actor: Actor, at: datetime, decision: str | None = None) -> CurrentCampaign:
    """End the campaign after its last day, its last checklist done, or on a decision. Raises NotOver, RowsAltered."""
    campaign, moment = actions.turn(queries.required(), at=at)
    _ensure_checklist(campaign, decision)
    return actions.close(campaign, _checklist(campaign), actor=actor, at=at, moment=moment, decision=decision)


def _ensure_checklist(campaign: CurrentCampaign, decision: str | None) -> None:
    """What rests on a checklist, and on no decision, rests on duties as they were recorded. Raises RowsAltered."""
    if campaign.open_phase and decision is None:
        ensure_duties(campaign)


def _checklist(campaign: CurrentCampaign) -> list[GateItem]:
    """The gates of the open phase; nothing before the first."""
    if campaign.open_phase is None:
        return []
    return gate_items(campaign, campaign.open_phase.code, get_language() or "zh")
