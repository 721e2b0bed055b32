"""What every step of an item is made of: held as it was on the page, moved by the state table, recorded, told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck
from pingyi.records.journal.actions import append
from pingyi.records.ledger import errors, models
from pingyi.records.ledger.models import Item
from pingyi.records.outbox.actions import post
from pingyi.rules.encoding import digest, plain
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.ledger import ITEM as NOUN
from pingyi.rules.journal.vocabulary.ledger import ItemMoved
from pingyi.rules.lifecycle import ITEM, ItemState
from pingyi.rules.mandate import Actor, Power, Role, UnitRef, check
from pingyi.rules.mandate.role import APPRAISED
from pingyi.rules.rulebook.completion import LEDGER
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as it was on the page: its key, and how many steps it had taken."""

    pk: int
    steps: int


def held(seen: Seen, campaign: CurrentCampaign, power: Power, *, actor: Actor) -> Item:
    """The item, locked, for somebody who may; work is done by the unit's own people, verified by nobody of the unit.

    Raises ScopeRefused (hidden), ItemMoved, NotOfTheUnit, OwnItem.
    """
    check(actor, power, phase=campaign.phase)
    item = Item.objects.select_for_update().get(campaign_id=campaign.code, pk=seen.pk)
    check(actor, power, phase=campaign.phase, unit=UnitRef(item.unit))
    own = any(grant.role in APPRAISED and grant.unit == item.unit for grant in actor.grants)
    if power in (Power.LEDGER_WRITE, Power.LEDGER_APPROVE) and not own:
        raise errors.NotOfTheUnit
    if power is Power.LEDGER_VERIFY and own:
        raise errors.OwnItem
    if item.steps_taken != seen.steps:
        raise errors.ItemMoved
    return item


def move(
    item: Item, verb: str, changes: Mapping[str, Any] | None = None, *, actor: Actor, at: datetime, reason: str = ""
) -> None:
    """The item takes the step, and says from now on what is changed. Raises NotNow."""
    item.state = ITEM.step(ItemState(item.state), verb).end
    note(item, verb, changes or {}, actor=actor, at=at, reason=reason)


def note(item: Item, verb: str, changes: Mapping[str, Any], *, actor: Actor, at: datetime, reason: str = "") -> None:
    """What is changed stands in the item, in its history and, as a digest, in the journal."""
    for name, value in changes.items():
        setattr(item, name, value)
    item.steps_taken += 1
    item.save()
    written = plain(dict(changes))
    models.Step.objects.create(
        item=item, number=item.steps_taken, verb=verb, written=written, reason=reason, by_id=int(actor.ref), at=at
    )
    append(
        ItemMoved(about=item.pk, step=verb, digest=digest([verb, written, reason]), reason=reason), actor=actor, at=at
    )
    recheck(records=[LEDGER], units=[item.unit], actor=actor, at=at)


def announce(kind: str, item: Item, *, at: datetime, unit: bool = False, roles: Iterable[Role] = ()) -> None:
    """Tell the unit, or the holders of these roles."""
    units = (UnitRef(item.unit),) if unit else ()
    values = {"unit": item.unit, "number": str(item.number)}
    post(kind, about=Subject.of(NOUN, item.pk), at=at, units=units, roles=roles, values=values)


def given(words: str) -> str:
    """The reason of a step that needs one. Raises StepUnexplained."""
    if not (reason := tidy(words)):
        raise errors.StepUnexplained
    return reason
