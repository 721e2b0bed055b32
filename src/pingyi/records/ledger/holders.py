"""Who reads and attaches the files of an item: whoever reads the item; the unit's own people, until it is closed."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import Holder, Place
from pingyi.records.ledger.access import access_item
from pingyi.records.ledger.models import Item
from pingyi.rules.journal.vocabulary.ledger import ITEM as NOUN
from pingyi.rules.lifecycle import ITEM
from pingyi.rules.mandate import Actor, Power, UnitRef, may
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    return _item(actor, reference, campaign) is not None


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    item = _item(actor, reference, campaign)
    if item is None or item.state in ITEM.terminal:
        return False
    return may(actor, Power.LEDGER_WRITE, phase=campaign.phase, unit=UnitRef(item.unit))


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    item = access_item(actor, int(reference), campaign)
    called = Text(f"整改台账第{item.number}号", f"ledger item {item.number}")
    return Place(campaign.book.unit(item.unit).name, called, "item", reference)


def _hold(reference: str) -> None:
    Item.objects.select_for_update().filter(pk=reference).first()


def _item(actor: Actor, reference: str, campaign: CurrentCampaign) -> Item | None:
    try:
        return access_item(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return None


ITEMS = Holder(NOUN, _may_read, _may_attach, _place, _hold)
