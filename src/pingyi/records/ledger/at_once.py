"""How soon “at once” is: a time limit of the plan, from the day on which an item came into the ledger (R122)."""

from datetime import date

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.models import Item
from pingyi.rules.timetable import UnknownYear

AT_ONCE = "immediate-rectification"
"""The time limit of a plan that says how soon “at once” is."""


def latest_immediate(item: Item, campaign: CurrentCampaign) -> date | None:
    """The last day that “at once” may mean for an item; None where the plan sets none, or nobody knows the year."""
    if AT_ONCE not in {each.code for each in campaign.book.calendar.time_limits}:
        return None
    try:
        return campaign.time_limit_ends(AT_ONCE, item.found_on)
    except UnknownYear:
        return None
