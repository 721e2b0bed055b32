"""How opinions were sorted, as frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pingyi.records.sorting.models import Sorting
from pingyi.rules.sorting import Disposition


@dataclass(frozen=True, slots=True)
class SortedAs:
    """What an opinion is about and where it ends."""

    opinion: str
    version: int
    content: str
    priority: str
    outcome: str
    disposition: Disposition
    into: str
    reason: str
    handler: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Adoption:
    """How often people decided as the machine had proposed: `agreed` of the `proposed`, by content and by outcome."""

    content: tuple[int, int]
    outcome: tuple[int, int]


def sorted_as(campaign_id: str, opinions: Collection[str] | None = None) -> Mapping[str, SortedAs]:
    """How each of these opinions, or every one, is sorted now: one query."""
    rows = _newest(campaign_id)
    if opinions is not None:
        rows = rows.filter(opinion__in=opinions)
    return {row.opinion: _value(row) for row in rows}


def merged_into(campaign_id: str, opinions: Collection[str]) -> Mapping[str, str]:
    """The opinions that are merged into these now, each with the one that takes it in: one query."""
    ever = Sorting.objects.filter(campaign_id=campaign_id, into__in=opinions)
    rows = _newest(campaign_id).filter(opinion__in=ever.values("opinion"))
    return {row.opinion: row.into for row in rows if row.disposition == Disposition.MERGED and row.into in opinions}


def ended(campaign_id: str) -> Mapping[str, Disposition]:
    """Where every opinion that was sorted ends: one query."""
    return {number: Disposition(value) for number, value in _newest(campaign_id).values_list("opinion", "disposition")}


def adoption(campaign_id: str) -> Adoption:
    """How far the machine's proposals were taken, of what holds now: one query."""
    rows = list(_newest(campaign_id).values_list("content", "proposed_content", "outcome", "proposed_outcome"))
    contents = [(content, proposed) for content, proposed, *_rest in rows if proposed]
    outcomes = [(outcome, proposed) for *_rest, outcome, proposed in rows if proposed]
    return Adoption(_share(contents), _share(outcomes))


def _share(pairs: list[tuple[str, str]]) -> tuple[int, int]:
    return sum(decided == proposed for decided, proposed in pairs), len(pairs)


def _newest(campaign_id: str) -> QuerySet[Sorting]:
    return Sorting.objects.filter(campaign_id=campaign_id).order_by("opinion", "-version").distinct("opinion")


def _value(row: Sorting) -> SortedAs:
    return SortedAs(
        opinion=row.opinion,
        version=row.version,
        content=row.content,
        priority=row.priority,
        outcome=row.outcome,
        disposition=Disposition(row.disposition),
        into=row.into,
        reason=row.reason,
        handler=row.handler,
        at=row.at,
    )
