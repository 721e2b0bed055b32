"""A mask on a statement, in two records: what is hidden, and that two people decided so, in the tree of the hour.

The opinion is held meanwhile, so that of two who work on the same statement the second is refused in words.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.masks import actions as masks
from pingyi.records.masks.actions import Source
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.actions import commit
from pingyi.records.voices.actions.stating import held, hold_hour
from pingyi.records.voices.errors import OpinionHidden
from pingyi.rules.mandate import Actor
from pingyi.rules.masks import Span
from pingyi.rules.voices import Side

PROPOSED, AGREED, DECLINED, UNCOVERED = "mask", "mask_agree", "mask_decline", "uncover"
"""The deeds, as they are committed to."""


@transaction.atomic
def propose(
    number: str,
    statement: int,
    spans: Collection[Span],
    reason: str,
    *,
    seen: int,
    actor: Actor,
    at: datetime,
    campaign: CurrentCampaign,
) -> None:
    """Propose what is hidden. Raises OpinionHidden, and what `masks.actions.propose` refuses."""
    source = _source(actor, number, statement, at, campaign)
    made = masks.propose(source, spans, reason, seen=seen, actor=actor, at=at, campaign=campaign)
    commit(number, PROPOSED, bytes(made.leaf), actor=actor, at=at, campaign=campaign)


@transaction.atomic
def countersign(
    number: str,
    statement: int,
    agreed: bool,
    reason: str,
    *,
    seen: int,
    actor: Actor,
    at: datetime,
    campaign: CurrentCampaign,
) -> None:
    """Decide as the second person. Raises OpinionHidden, and what `masks.actions.countersign` refuses."""
    source = _source(actor, number, statement, at, campaign)
    decided = masks.countersign(source, agreed, reason, seen=seen, actor=actor, at=at, campaign=campaign)
    commit(number, AGREED if agreed else DECLINED, bytes(decided.leaf), actor=actor, at=at, campaign=campaign)


@transaction.atomic
def uncover(number: str, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """Keep that somebody looks under the masks of an opinion. Raises OpinionHidden."""
    access_opinion(actor, number, campaign)
    commit(number, UNCOVERED, b"", actor=actor, at=at, campaign=campaign)


def _source(actor: Actor, number: str, statement: int, at: datetime, campaign: CurrentCampaign) -> Source:
    """What the raiser wrote, held until the transaction ends; the hour first, as every action of `voices` does."""
    opinion = access_opinion(actor, number, campaign)
    hold_hour(campaign.code, at=at)
    found = held(opinion).statements.filter(number=statement, side=Side.RAISER).first()
    if found is None:
        raise OpinionHidden(hidden=True)
    return Source(number, found.number, found.text, bytes(found.leaf))
