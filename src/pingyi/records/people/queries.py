"""What people declared, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pingyi.records.people.models import Declaration


@dataclass(frozen=True, slots=True)
class Declared:
    """A person's last word."""

    units: frozenset[str]
    facts: str
    at: datetime


def declared_by(campaign: str, refs: Collection[str]) -> dict[str, Declared]:
    """The last word of each of these people; nothing of whoever said none. One query."""
    wanted = [int(ref) for ref in refs if ref.isascii() and ref.isdigit()]
    rows = Declaration.objects.filter(campaign_id=campaign, account__in=wanted).order_by("account_id", "-pk")
    return {
        str(row.account_id): Declared(frozenset(row.units), row.facts, row.at) for row in rows.distinct("account_id")
    }
