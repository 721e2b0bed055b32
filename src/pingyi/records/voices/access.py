"""The only way to an opinion: with its receipt code, or by those who take down and answer what citizens say."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from pingyi.records.campaign.fitness import concerned
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.errors import ExhibitHidden, OpinionHidden, OpinionUnknown
from pingyi.records.voices.lookup import lookup_of
from pingyi.records.voices.models import Deed, Exhibit, Opinion, Statement
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import Kind, Side, pairs, read_code

NOBODY = "\x01"
"""Stands in no statement: where an account has no name."""
RECUSAL = "recuse"
"""The deed by which somebody stands back from one opinion."""


def access_by_code(typed: str, campaign: CurrentCampaign) -> Opinion:
    """The opinion of whoever has its code. Raises NotAReceiptCode, OpinionUnknown."""
    found = Opinion.objects.filter(lookup=lookup_of(read_code(typed), campaign.code), campaign_id=campaign.code).first()
    if found is None:
        raise OpinionUnknown
    return found


def access_opinion(actor: Actor, number: str, campaign: CurrentCampaign) -> Opinion:
    """An opinion, for its readers; hidden from whoever it implicates. Raises OpinionHidden."""
    check(actor, Power.OPINION_READ, phase=campaign.phase)
    try:
        return visible(actor, campaign).get(number=number)
    except (Opinion.DoesNotExist, ValidationError):
        raise OpinionHidden(hidden=True) from None


def access_opinions(actor: Actor, numbers: Collection[str], campaign: CurrentCampaign) -> dict[str, Opinion]:
    """Several of them, by number. Raises OpinionHidden where one of them is."""
    check(actor, Power.OPINION_READ, phase=campaign.phase)
    found = {each.number: each for each in visible(actor, campaign).filter(number__in=numbers)}
    if len(found) < len(set(numbers)):
        raise OpinionHidden(hidden=True)
    return found


def access_exhibit(opinion: Opinion, key: str) -> Exhibit:
    """A file beside a statement of an opinion that whoever asks was given access to. Raises ExhibitHidden."""
    try:
        return Exhibit.objects.get(statement__opinion=opinion, key=key)
    except (Exhibit.DoesNotExist, ValidationError):
        raise ExhibitHidden(hidden=True) from None


def visible(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Opinion]:
    """The opinions that exist for this person: no page, count, search, export or notice looks at any other (R196).

    Hidden, as if they did not exist, are those about a unit with which the person has to do (works there, holds its
    post, declared a link or was found to have one), those in which their own name is written, and those from which
    they stood back. Hidden from everybody are reports of wrongdoing: nobody can know whom they implicate.
    """
    implicated = [Q(units__contains=[unit]) for unit in sorted(concerned(actor, campaign))]
    name = actor.name or NOBODY
    named = Statement.objects.filter(side=Side.RAISER, pairs__contains=pairs(name), text__contains=name)
    left = Deed.objects.filter(verb=RECUSAL, handler=actor.ref).values("opinion")
    sealed = Q(kind=Kind.WRONGDOING)
    hidden = reduce(or_, implicated, Q(pk__in=named.values("opinion")) | Q(pk__in=left) | sealed)
    return Opinion.objects.filter(campaign_id=campaign.code).exclude(hidden)
