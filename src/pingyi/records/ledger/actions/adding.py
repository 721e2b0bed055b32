"""An item comes into the ledger, from whatever made its problem known (R118)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck
from pingyi.records.journal.actions import append_all
from pingyi.records.ledger.access import items_of
from pingyi.records.ledger.actions.steps import announce
from pingyi.records.ledger.errors import NotOfTheUnit, ProblemMissing, TakenOver, TermNotInPlan, UnitNotAppraised
from pingyi.records.ledger.models import Item, Source
from pingyi.rules.encoding import digest
from pingyi.rules.journal.vocabulary.ledger import ItemAdded
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Actor, Power, UnitRef, check
from pingyi.rules.mandate.role import APPRAISED
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import LEDGER
from pingyi.rules.writing import tidy

LOCK = int.from_bytes(b"ledger")
PRIORITIES = "priorities"
"""The plan's vocabulary of what comes first; a plan without it has no priorities."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """What an item comes from: a row, an opinion."""

    noun: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A problem of a unit, in words of the plan; `verbatim` is what was said, where somebody said it."""

    unit: str
    origin: Origin
    content: str
    problem: str
    priority: str = ""
    prominent: bool = False
    raisers: int = 0
    verbatim: str = ""
    sources: tuple[SourceRef, ...] = ()


@transaction.atomic
def add(items: Sequence[NewItem], *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> list[int]:
    """Put items into the ledger, all or none; answers their keys. A unit adds to its own what it found itself.

    Raises UnitNotAppraised, NotOfTheUnit, ProblemMissing, TermNotInPlan, TakenOver.
    """
    for new in items:
        _ensure_fit(new, campaign, actor=actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    _ensure_new(items, campaign)
    last = items_of(campaign).aggregate(last=Max("number"))["last"] or 0
    rows = Item.objects.bulk_create(_row(new, number, campaign, at) for number, new in enumerate(items, last + 1))
    Source.objects.bulk_create(
        Source(item=row, noun=each.noun, reference=each.reference)
        for row, new in zip(rows, items, strict=True)
        for each in new.sources
    )
    entries = [
        ItemAdded(about=row.pk, unit=new.unit, origin=new.origin, digest=digest(new))
        for row, new in zip(rows, items, strict=True)
    ]
    append_all(entries, actor=actor, at=at)
    recheck(records=[LEDGER], units={new.unit for new in items}, actor=actor, at=at)
    if actor.appraised_unit is None:
        for row in rows:
            announce("item-added", row, at=at, unit=True)
    return [row.pk for row in rows]


def priorities(book: Rulebook) -> frozenset[str]:
    """The codes of what comes first."""
    found = (term.code for each in book.vocabularies if each.code == PRIORITIES for term in each.terms)
    return frozenset(found)


def _ensure_fit(new: NewItem, campaign: CurrentCampaign, *, actor: Actor) -> None:
    book = campaign.book
    if new.unit not in {unit.code for unit in book.units}:
        raise UnitNotAppraised
    check(actor, Power.LEDGER_ADD, phase=campaign.phase, unit=UnitRef(new.unit))
    if new.origin is not Origin.SELF_FOUND and actor.holds(*APPRAISED):
        raise NotOfTheUnit
    if not tidy(new.problem):
        raise ProblemMissing
    known = {each.code for each in book.contents}
    if new.content not in known or new.priority not in {"", *priorities(book)}:
        raise TermNotInPlan


def _ensure_new(items: Iterable[NewItem], campaign: CurrentCampaign) -> None:
    wanted = {(new.unit, each.noun, each.reference) for new in items for each in new.sources}
    rows = Source.objects.filter(item__campaign_id=campaign.code, reference__in=[each for _, _, each in wanted])
    for unit, noun, reference, number in rows.values_list("item__unit", "noun", "reference", "item__number"):
        if (unit, noun, reference) in wanted:
            raise TakenOver(number=str(number))


def _row(new: NewItem, number: int, campaign: CurrentCampaign, at: datetime) -> Item:
    return Item(
        campaign_id=campaign.code,
        number=number,
        unit=new.unit,
        origin=new.origin,
        content=new.content,
        priority=new.priority,
        prominent=new.prominent,
        raisers=new.raisers,
        verbatim=new.verbatim,
        problem=tidy(new.problem),
        phase=campaign.state,
        found_on=campaign.day_of(at),
    )
