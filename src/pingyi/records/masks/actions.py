"""Proposing what is hidden in a statement, and deciding about it as the second person.

The statement itself stands in another room: `ceremonies.masking` brings it, and holds it meanwhile.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.masks.errors import MaskingChanged, MaskingWaits, MaskUnexplained, NoMaskingWaits, SamePerson
from pingyi.records.masks.models import Countersign, Masking
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.masks import Span, checked, covered
from pingyi.rules.voices import pairs


@dataclass(frozen=True, slots=True)
class Source:
    """The statement: the number of its opinion and its own, its text as it came, its leaf."""

    opinion: str
    statement: int
    text: str
    leaf: bytes


@transaction.atomic
def propose(
    source: Source,
    spans: Collection[Span],
    reason: str,
    *,
    seen: int,
    actor: Actor,
    at: datetime,
    campaign: CurrentCampaign,
) -> Masking:
    """Propose all places that are to be hidden, or none, after `seen` versions.

    Raises MaskUnexplained, MaskingChanged, MaskingWaits, MaskCuts, MaskOutside.
    """
    check(actor, Power.MASK_DECIDE, phase=campaign.phase)
    if not reason.strip():
        raise MaskUnexplained
    newest = _newest(source.opinion, source.statement, seen, campaign)
    if newest and not hasattr(newest, "countersign"):
        raise MaskingWaits
    places = checked(source.text, spans)
    text = covered(source.text, places)
    return Masking.objects.create(
        campaign_id=campaign.code,
        opinion=source.opinion,
        statement=source.statement,
        version=seen + 1,
        leaf=source.leaf,
        spans=[[each.start, each.end, each.finding] for each in places],
        text=text,
        lost=sorted({*source.text, *pairs(source.text)} - {*text, *pairs(text)}),
        reason=reason,
        handler=actor.ref,
        at=at,
    )


@transaction.atomic
def countersign(
    source: Source, agreed: bool, reason: str, *, seen: int, actor: Actor, at: datetime, campaign: CurrentCampaign
) -> Masking:
    """Decide about the proposal that is version `seen`; from then on its text is what others read, if it is agreed.

    Raises NoMaskingWaits, MaskingChanged, SamePerson, MaskUnexplained.
    """
    check(actor, Power.MASK_DECIDE, phase=campaign.phase)
    newest = _newest(source.opinion, source.statement, seen, campaign)
    if newest is None or hasattr(newest, "countersign"):
        raise NoMaskingWaits
    if newest.handler == actor.ref:
        raise SamePerson
    if not agreed and not reason.strip():
        raise MaskUnexplained
    Countersign.objects.create(masking=newest, agreed=agreed, reason=reason, handler=actor.ref, at=at)
    return newest


def _newest(opinion: str, statement: int, seen: int, campaign: CurrentCampaign) -> Masking | None:
    rows = Masking.objects.filter(campaign_id=campaign.code, opinion=opinion, statement=statement)
    newest = rows.select_related("countersign").order_by("-version").first()
    if (newest.version if newest else 0) != seen:
        raise MaskingChanged
    return newest
