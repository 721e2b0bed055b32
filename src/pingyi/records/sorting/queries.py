"""How opinions were sorted, as frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from pingyi.records.sorting.access import standing
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
    rows = standing(campaign_id)
    if opinions is not None:
        rows = rows.filter(opinion__in=opinions)
    return {row.opinion: _value(row) for row in rows}


def merged_into(campaign_id: str, opinions: Collection[str]) -> Mapping[str, str]:
    """The opinions that are merged into these now, each with the one that takes it in: one query."""
    ever = Sorting.objects.filter(campaign_id=campaign_id, into__in=opinions)
    rows = standing(campaign_id).filter(opinion__in=ever.values("opinion"))
    return {row.opinion: row.into for row in rows if row.disposition == Disposition.MERGED and row.into in opinions}


def latest(campaign_id: str, most: int) -> list[SortedAs]:
    """How opinions were sorted last, at most so many, the latest first, where that still holds: one query."""
    rows = Sorting.objects.filter(campaign_id=campaign_id)
    later = rows.filter(opinion=OuterRef("opinion"), version__gt=OuterRef("version"))
    return [_value(row) for row in rows.exclude(Exists(later)).order_by("-pk")[:most]]


def adoption(campaign_id: str) -> Adoption:
    """How far the machine's proposals were taken, of what holds now: one query."""
    counted = {}
    for name in ("content", "outcome"):
        proposed = ~Q((f"proposed_{name}", ""))
        counted[f"{name}_proposed"] = Count("pk", filter=proposed)
        counted[f"{name}_agreed"] = Count("pk", filter=proposed & Q((name, F(f"proposed_{name}"))))
    found = Sorting.objects.filter(pk__in=standing(campaign_id).values("pk")).aggregate(**counted)
    return Adoption(
        (found["content_agreed"], found["content_proposed"]), (found["outcome_agreed"], found["outcome_proposed"])
    )


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
