"""The only way to one duty: absent and not yours are the same answer."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.mandate import Actor, Power, ScopeRefused, check, reach

from .models import Duty
from .queries import DutyCard, card


def access_duty(actor: Actor, pk: int, campaign: CurrentCampaign) -> DutyCard:
    """The duty with everything that happened to it. Raises ScopeRefused (hidden)."""
    check(actor, Power.DUTY_READ, phase=campaign.phase)
    duty = Duty.objects.filter(campaign_id=campaign.pk, pk=pk).select_related("unit", "submitted_by").first()
    units = reach(actor, Power.DUTY_READ)
    if duty is None or (units is not None and (duty.unit is None or duty.unit.code not in units)):
        raise ScopeRefused(hidden=True)
    return card(duty, campaign)
