"""The only way to a report of wrongdoing: by those who hand it over, receive it, or watch over that."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.clues.errors import ClueHidden
from pingyi.records.clues.queries import ClueLine, clues
from pingyi.rules.mandate import Actor, Power, check


def access_clue(actor: Actor, number: str, campaign: CurrentCampaign) -> ClueLine:
    """One of them. Raises ClueHidden."""
    check(actor, Power.CLUE_READ, phase=campaign.phase)
    found = next(iter(clues(campaign, [number])), None)
    if found is None:
        raise ClueHidden(hidden=True)
    return found
