"""What people declared, and pools with their draw, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pingyi.records.people.models import Declaration, Pool
from pingyi.rules.people import draw as rules
from pingyi.rules.people.draw import Candidate, ticket


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


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A candidate of a closed pool; once it is drawn, with the ticket and the place in the turn."""

    code: str
    name: str
    category: str
    barred: bool
    ticket: str
    holds: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class PoolView:
    """A closed pool, and who of it was drawn; `seed` is "" until then. Lines by category, drawn ones in their turn."""

    purpose: str
    digest: str
    source: str
    known_at: datetime
    closed_at: datetime
    seed: str
    drawn_at: datetime | None
    lines: tuple[PoolLine, ...]


def pool(campaign: str, unit: str) -> PoolView | None:
    """The pool of a unit, if one was closed: two queries."""
    row = Pool.objects.select_related("draw").filter(campaign_id=campaign, unit=unit).first()
    return _view(row) if row else None


def pool_of(row: Pool) -> rules.Pool:
    """The pool as the rules read it."""
    return rules.Pool(
        row.purpose,
        dict(row.places),
        tuple(Candidate(**{**each, "also": tuple(each["also"])}) for each in row.candidates),
    )


def standing_of(row: Pool) -> tuple[list[str], list[str]]:
    """Who holds a drawn place now, and who gave one up: one query."""
    standing, gone = list(row.draw.drawn), []
    for each in row.successions.all():
        standing[standing.index(each.leaving)] = each.entering
        gone.append(each.leaving)
    return standing, gone


def _view(row: Pool) -> PoolView:
    draw = getattr(row, "draw", None)
    standing, gone = standing_of(row) if draw else ([], [])
    order = {category: place for place, (category, _) in enumerate(row.places)}
    lines = [
        PoolLine(
            each["code"],
            row.names[each["code"]],
            each["category"],
            each["barred"],
            ticket(draw.seed, row.purpose, each["code"]) if draw else "",
            each["code"] in standing,
            each["code"] in gone,
        )
        for each in row.candidates
    ]
    lines.sort(key=lambda line: (order.get(line.category, len(order)), line.ticket))
    return PoolView(
        row.purpose,
        row.digest,
        row.source,
        row.known_at,
        row.closed_at,
        draw.seed if draw else "",
        draw.at if draw else None,
        tuple(lines),
    )
