"""The only way to a case: by those who handle cases, or by the body that was given it."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.errors import CaseHidden
from pingyi.records.casework.models import Case
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Actor, Power, check, reach

IN_HAND = (CaseState.ASSIGNED, CaseState.HANDLED)


def access_given(actor: Actor, number: str, campaign: CurrentCampaign) -> Case:
    """A case that was given to a body of the actor, while it has it in hand. Raises CaseHidden."""
    check(actor, Power.CASE_WORK, phase=campaign.phase)
    found = Case.objects.filter(campaign_id=campaign.code, number=number, state__in=IN_HAND).exclude(body="").first()
    units = reach(actor, Power.CASE_WORK)
    if found is None or (units is not None and found.body not in units):
        raise CaseHidden(hidden=True)
    return found
