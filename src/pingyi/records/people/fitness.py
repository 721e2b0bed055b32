"""What people's own declarations say of their fitness for work."""

from dataclasses import replace

from pingyi.records.campaign.fitness import Known, Source
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people.queries import declared_by


def _add(campaign: CurrentCampaign, known: Known) -> Known:
    words = declared_by(campaign.code, list(known))
    return {ref: replace(each, recused=words[ref].units) if ref in words else each for ref, each in known.items()}


DECLARATIONS = Source(_add)
