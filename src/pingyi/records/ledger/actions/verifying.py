"""What somebody outside the unit does: verify, return, reopen; one item at a time, each with its own words."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.actions.steps import Seen, announce, given, held, move
from pingyi.records.ledger.errors import CallBackMissing
from pingyi.rules.mandate import Actor, Power
from pingyi.rules.writing import tidy


@transaction.atomic
def close(
    seen: Seen, called_back: str, published: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """It is done as the unit says; `published` is what everybody may read of it, without anybody's identity.

    Where somebody raised it, what they answered to the office stands beside it. Raises CallBackMissing.
    """
    item = held(seen, campaign, Power.LEDGER_VERIFY, actor=actor)
    words = tidy(called_back)
    if item.raisers and not words:
        raise CallBackMissing
    changes = {"closed_on": campaign.day_of(at), "published": tidy(published)}
    move(item, "close", changes, actor=actor, at=at, reason=words)
    announce("item-closed", item, at=at, unit=True)


@transaction.atomic
def send_back(seen: Seen, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """It is not done yet. Raises StepUnexplained."""
    item = held(seen, campaign, Power.LEDGER_VERIFY, actor=actor)
    changes = {"done_on": None, "submitted_on": None}
    move(item, "return", changes, actor=actor, at=at, reason=given(reason))
    announce("item-returned", item, at=at, unit=True)


@transaction.atomic
def reopen(seen: Seen, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """What was closed or put off is worked on anew, and no longer published as done. Raises StepUnexplained."""
    item = held(seen, campaign, Power.LEDGER_VERIFY, actor=actor)
    changes = {
        "reopened": item.reopened + 1,
        "done_on": None,
        "submitted_on": None,
        "closed_on": None,
        "published": "",
    }
    move(item, "reopen", changes, actor=actor, at=at, reason=given(reason))
    announce("item-returned", item, at=at, unit=True)
