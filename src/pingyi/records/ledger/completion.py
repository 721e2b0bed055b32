"""What the ledger shows done of the tasks that ask how far its items are: each unit's own."""

from collections.abc import Mapping

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import Figures, Source, Wanted
from pingyi.records.ledger.matters import last_day, matters_by_unit
from pingyi.rules.completion import of_items
from pingyi.rules.rulebook.completion import Completion


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    """One query, for however many tasks and units."""
    units = {owner for owners in wanted.values() for owner in owners}
    items, last = matters_by_unit(campaign, units), last_day(campaign)
    return {
        each: {owner: of_items(each.ledger, items[owner], last) for owner in owners}
        for each, owners in wanted.items()
        if each.ledger
    }


ITEMS = Source(lambda completion: completion.ledger is not None, _figures)
