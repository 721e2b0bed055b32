"""Many analyses and plans of a unit at once, as its people wrote them in a table; closed or approved is nothing so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.access import items_of
from pingyi.records.ledger.actions import working
from pingyi.records.ledger.actions.steps import Seen
from pingyi.records.ledger.errors import LineRefused, NotOfTheUnit
from pingyi.rules.ledger import Analysis, Plan
from pingyi.rules.mandate import Actor
from pingyi.rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Written:
    """What a line says of an item that had taken so many steps; None: nothing else than it says already."""

    number: int
    steps: int
    analysis: Analysis | None = None
    plan: Plan | None = None


@transaction.atomic
def bring(lines: Iterable[Written], *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Each line is a step or two of its item, all or none. Raises LineRefused, NotOfTheUnit."""
    keys = dict(items_of(campaign).filter(unit=actor.appraised_unit).values_list("number", "pk"))
    for line in lines:
        if line.number not in keys:
            raise NotOfTheUnit
        try:
            _take(line, keys[line.number], campaign, actor, at)
        except Refusal as reason:
            raise LineRefused(number=str(line.number), reason=reason) from reason


def _take(line: Written, pk: int, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    if line.analysis:
        working.analyse(Seen(pk, line.steps), line.analysis, campaign=campaign, actor=actor, at=at)
    if line.plan:
        seen = Seen(pk, line.steps + (1 if line.analysis else 0))
        working.plan(seen, line.plan, campaign=campaign, actor=actor, at=at)
