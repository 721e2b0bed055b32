"""The only way to a pool that was closed."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people.errors import NoSuchPool
from pingyi.records.people.models import Pool
from pingyi.rules.people.aim import Aim


def access_pool(campaign: CurrentCampaign, aim: Aim) -> Pool:
    """The pool that was closed for this aim. Raises NoSuchPool."""
    row = Pool.objects.filter(campaign_id=campaign.code, purpose=aim.purpose(campaign.code)).first()
    if row is None:
        raise NoSuchPool
    return row
