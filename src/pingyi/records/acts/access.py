"""The only way to an act on paper: absent, another campaign's and not yours are the same answer."""

from pingyi.records.acts import queries
from pingyi.records.acts.errors import NoSuchAct
from pingyi.records.acts.queries import ActView
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.acts import ACTS
from pingyi.rules.mandate import Actor, check


def access_act(actor: Actor, pk: int, campaign: CurrentCampaign) -> ActView:
    """An act that the actor may read. Raises NoSuchAct (hidden), RoleRefused where it tells a result."""
    try:
        view = queries.act(pk)
    except NoSuchAct as absent:
        raise NoSuchAct(hidden=True) from absent
    if view.campaign_id != campaign.code:
        raise NoSuchAct(hidden=True)
    if view.kind in ACTS:
        check(actor, ACTS[view.kind].reads, phase=campaign.phase)
    return view
