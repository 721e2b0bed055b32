"""The beginning: the leader signs the plan, and with it every duty of the plan is handed out."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import hand_out
from pingyi.rules.mandate import Actor


@transaction.atomic
def approve_plan(*, actor: Actor, at: datetime, digest: str) -> CurrentCampaign:
    """Sign the plan with this digest and hand out its duties. Raises NotNow, PlanChanged, UnitsUnknown."""
    _, at = actions.turn(queries.required(), at=at)
    campaign = actions.approve_plan(actor=actor, at=at, digest=digest)
    hand_out(actor=actor, at=at)
    return campaign
