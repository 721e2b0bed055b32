"""The beginning: the leader signs the plan, and with it every duty of the plan is handed out."""

from datetime import datetime

from pingyi.records.acts import actions as acts
from pingyi.records.acts.act import Approval, Awaited
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import hand_out
from pingyi.rules.acts.kind import PLAN
from pingyi.rules.mandate import Actor


def _awaited(campaign: CurrentCampaign) -> Awaited | None:
    return None if campaign.approved else Awaited(campaign.digest)


def _begin(campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime) -> CurrentCampaign:
    begun = actions.approve_plan(campaign, actor=actor, at=at, digest=digest)
    hand_out(actor=actor, at=at)
    return begun


ACT = Approval(kind=PLAN, awaited=_awaited, done=_begin)


def approve_plan(*, actor: Actor, at: datetime, digest: str) -> CurrentCampaign:
    """Sign the plan with this digest and hand out its duties. Raises NotNow, PlanChanged, UnitsUnknown."""
    return acts.approve(ACT, campaign=queries.required(), digest=digest, actor=actor, at=at)
