"""Sorting an opinion: what it is about, and where it ends. A later decision replaces an earlier one, and both stay."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.sorting.errors import (
    MergedInCircle,
    MergedNowhere,
    NoSuchTerm,
    SortedMeanwhile,
    SortingUnexplained,
    TakesOthersIn,
)
from pingyi.records.sorting.models import Sorting
from pingyi.records.sorting.queries import sorted_as
from pingyi.records.sorting.terms import contents, outcomes, priorities
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.sorting import Disposition


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided, and what the machine had proposed before."""

    content: str
    priority: str
    outcome: str
    disposition: Disposition
    into: str = ""
    reason: str = ""
    proposed_content: str = ""
    proposed_outcome: str = ""


@transaction.atomic
def sort(
    opinion: str, decided: Decided, *, seen: int, actor: Actor, at: datetime, campaign: CurrentCampaign
) -> Sorting:
    """Keep what was decided about the opinion with this number, after `seen` decisions.

    Raises SortedMeanwhile, NoSuchTerm, SortingUnexplained, MergedNowhere, MergedInCircle.
    """
    check(actor, Power.OPINION_SORT, phase=campaign.phase)
    _allow(opinion, decided, campaign)
    if Sorting.objects.filter(campaign_id=campaign.code, opinion=opinion).count() != seen:
        raise SortedMeanwhile
    return Sorting.objects.create(
        campaign_id=campaign.code,
        opinion=opinion,
        version=seen + 1,
        content=decided.content,
        priority=decided.priority,
        outcome=decided.outcome,
        disposition=decided.disposition,
        into=decided.into if decided.disposition is Disposition.MERGED else "",
        reason=decided.reason,
        proposed_content=decided.proposed_content,
        proposed_outcome=decided.proposed_outcome,
        handler=actor.ref,
        at=at,
    )


def _allow(opinion: str, decided: Decided, campaign: CurrentCampaign) -> None:
    book = campaign.book
    if (
        decided.content not in contents(book)
        or decided.priority not in {"", *priorities(book)}
        or decided.outcome not in {"", *outcomes(book)}
    ):
        raise NoSuchTerm
    if decided.disposition.explained and not decided.reason.strip():
        raise SortingUnexplained
    if decided.disposition is Disposition.MERGED:
        _allow_merging(opinion, decided.into, campaign)


def _allow_merging(opinion: str, into: str, campaign: CurrentCampaign) -> None:
    if not into:
        raise MergedNowhere
    taken_in = Sorting.objects.filter(campaign_id=campaign.code, opinion=into).order_by("-version").first()
    if into == opinion or (taken_in and taken_in.disposition == Disposition.MERGED):
        raise MergedInCircle(number=into)
    if any(each.into == opinion for each in sorted_as(campaign.code).values()):
        raise TakesOthersIn
