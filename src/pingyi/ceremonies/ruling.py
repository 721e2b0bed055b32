"""The leading group's word on the result that all parties signed: approved as computed, or returned (R152)."""

from datetime import datetime
from functools import partial

from django.db import transaction

from pingyi.ceremonies.reckoning import checked, signed_reckoning
from pingyi.records.acts import actions as acts
from pingyi.records.acts.act import Approval, Awaited
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.results import actions as results
from pingyi.records.results import queries as results_queries
from pingyi.records.results.errors import NoReckoning
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.acts.kind import RESULT
from pingyi.rules.mandate import Actor


@transaction.atomic
def send_back(*, campaign: CurrentCampaign, digest: str, reason: str, actor: Actor, at: datetime) -> ReckoningView:
    """Return it to be checked again, saying why. Raises NoReckoning, RowsAltered, RuledAlready, ReturnUnexplained."""
    campaign, at = turn(campaign, at=at)
    kept = _signed(campaign, digest)
    return results.return_for_recheck(pk=kept.pk, reason=reason, actor=actor, at=at, phase=campaign.phase)


def _signed(campaign: CurrentCampaign, digest: str) -> ReckoningView:
    """The signed result, if it is the one that was shown."""
    kept = checked(campaign)
    if kept is None or kept.digest != digest:
        raise NoReckoning
    return kept


def _awaited(campaign: CurrentCampaign) -> Awaited | None:
    """The result that all parties signed, until there is a word on it, and none that must be computed anew."""
    kept = signed_reckoning(campaign)
    waits = kept and kept.ruling is None and not results_queries.outdated(kept)
    return Awaited(kept.digest, kept.reckoned_at) if kept and waits else None


def _approve(campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime) -> ReckoningView:
    """审定: the result with this digest stands as computed.

    Raises NoReckoning, RowsAltered, RuledAlready, ReckoningOutdated.
    """
    return results.approve(pk=_signed(campaign, digest).pk, actor=actor, at=at, phase=campaign.phase)


ACT = Approval(kind=RESULT, awaited=_awaited, done=_approve)
approve = partial(acts.approve, ACT)
