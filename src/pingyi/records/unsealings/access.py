"""The only way to a request for an identity."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.unsealings.errors import UnsealingHidden
from pingyi.records.unsealings.queries import UnsealingLine, unsealings
from pingyi.rules.mandate import Actor, Power, check


def access_unsealing(actor: Actor, pk: int, campaign: CurrentCampaign) -> UnsealingLine:
    """A request, for those who decide on it or watch over it. Raises UnsealingHidden."""
    check(actor, Power.UNSEALING_READ, phase=campaign.phase)
    found = next((each for each in unsealings(campaign.code) if each.pk == pk), None)
    if found is None:
        raise UnsealingHidden(hidden=True)
    return found
