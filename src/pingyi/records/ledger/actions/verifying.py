"""What somebody outside the unit does: verify, return, reopen, check; one item at a time, each in its own words."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.access import items_of
from pingyi.records.ledger.actions.steps import Seen, announce, given, held, move
from pingyi.records.ledger.errors import CallBackMissing, NotForCheck, OwnVerification
from pingyi.records.ledger.models import Item
from pingyi.records.ledger.queries import verifier
from pingyi.rules.ledger import Finding
from pingyi.rules.mandate import Actor, Power, check
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
    move(item, "reopen", _anew(item), actor=actor, at=at, reason=given(reason))
    announce("item-returned", item, at=at, unit=True)


@transaction.atomic
def draw(numbers: Iterable[int], *, campaign: CurrentCampaign, actor: Actor) -> None:
    """A spot check waits for these items; that they were drawn is recorded with the draw, and no unit is told."""
    check(actor, Power.POOL_DRAW, phase=campaign.phase)
    items_of(campaign).filter(number__in=list(numbers)).update(drawn=True)


@transaction.atomic
def spot_check(
    seen: Seen, finding: Finding, words: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """What somebody else than the verifier finds; what does not pass is worked on anew, and no longer published.

    A false rectification stands in the figures of the index as a deduction; the inspection decides about it (R141).
    Raises NotForCheck, OwnVerification, StepUnexplained, NotNow.
    """
    item = held(seen, campaign, Power.LEDGER_VERIFY, actor=actor)
    if not item.drawn:
        raise NotForCheck
    if verifier(item) == int(actor.ref):
        raise OwnVerification
    passed = finding is Finding.PASSED
    changes = {"drawn": False, "findings": [*item.findings, finding]} | ({} if passed else _anew(item))
    move(item, "confirm" if passed else "refute", changes, actor=actor, at=at, reason=given(words))
    if not passed:
        announce("item-returned", item, at=at, unit=True)


def _anew(item: Item) -> dict[str, object]:
    """What an item that was done says no longer."""
    return {
        "reopened": item.reopened + 1,
        "done_on": None,
        "submitted_on": None,
        "closed_on": None,
        "published": "",
    }
