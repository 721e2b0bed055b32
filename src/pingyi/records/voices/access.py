"""The only way to an opinion: with its receipt code, or by those who take down and answer what citizens say."""

from django.core.exceptions import ValidationError

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.errors import OpinionHidden, OpinionUnknown
from pingyi.records.voices.lookup import lookup_of
from pingyi.records.voices.models import Opinion
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import read_code


def access_by_code(typed: str, campaign: CurrentCampaign) -> Opinion:
    """The opinion of whoever has its code. Raises NotAReceiptCode, OpinionUnknown."""
    found = Opinion.objects.filter(lookup=lookup_of(read_code(typed), campaign.code), campaign=campaign.code).first()
    if found is None:
        raise OpinionUnknown
    return found


def access_opinion(actor: Actor, number: str, campaign: CurrentCampaign) -> Opinion:
    """An opinion, for its readers. Raises OpinionHidden."""
    check(actor, Power.OPINION_READ, phase=campaign.phase)
    try:
        return Opinion.objects.get(campaign=campaign.code, number=number)
    except (Opinion.DoesNotExist, ValidationError):
        raise OpinionHidden(hidden=True) from None
