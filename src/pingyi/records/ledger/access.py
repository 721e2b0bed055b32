"""The only way to an item: a unit sees its own, the office and the overseers all; absent and not yours are the same."""

from django.db.models import QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.models import Item
from pingyi.rules.mandate import Actor, Power, ScopeRefused, UnitRef, check, reach


def access_item(actor: Actor, pk: int, campaign: CurrentCampaign) -> Item:
    """An item that the actor may read. Raises ScopeRefused (hidden)."""
    item = Item.objects.filter(campaign_id=campaign.code, pk=pk).first()
    if item is None:
        check(actor, Power.LEDGER_READ, phase=campaign.phase)
        raise ScopeRefused(hidden=True)
    check(actor, Power.LEDGER_READ, phase=campaign.phase, unit=UnitRef(item.unit))
    return item


def items_read(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Item]:
    """Every item that the actor may read."""
    check(actor, Power.LEDGER_READ, phase=campaign.phase)
    units = reach(actor, Power.LEDGER_READ)
    rows = items_of(campaign)
    return rows if units is None else rows.filter(unit__in=units)


def ensure_reads(actor: Actor, unit: str, campaign: CurrentCampaign) -> None:
    """Refuse who may not read this unit's ledger. Raises ScopeRefused."""
    check(actor, Power.LEDGER_READ, phase=campaign.phase, unit=UnitRef(unit))


def items_of(campaign: CurrentCampaign) -> QuerySet[Item]:
    """Every item of a campaign."""
    return Item.objects.filter(campaign_id=campaign.code)
