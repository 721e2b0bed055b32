"""The text that everybody signs before acting: the prohibitions of the campaign's plan (R190–R198)."""

from functools import cache

from pingyi import plans
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules import rulebook
from pingyi.rules.encoding import digest
from pingyi.rules.rulebook.substance import Conduct


def conduct(campaign: CurrentCampaign | None) -> Conduct:
    """The prohibitions, and what follows a breach; before there is a campaign, those of the source plan."""
    return campaign.book.conduct if campaign else _of_the_source_plan()


def text_digest(campaign: CurrentCampaign | None) -> str:
    """The digest of exactly the text that was shown."""
    return digest(conduct(campaign))


@cache
def _of_the_source_plan() -> Conduct:
    return rulebook.parse(plans.read(plans.SCIENCE_BUREAU)).conduct
