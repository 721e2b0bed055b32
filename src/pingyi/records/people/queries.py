"""What people declared, and pools with their draw and appointments, as frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pingyi.records.people.models import Appointment, Declaration, Pool
from pingyi.rules.people import draw as rules
from pingyi.rules.people.aim import Aim, Work
from pingyi.rules.people.draw import Candidate, ticket


@dataclass(frozen=True, slots=True)
class Declared:
    """A person's last word."""

    units: frozenset[str]
    facts: str
    at: datetime


def declared_by(campaign_id: str, refs: Collection[str]) -> dict[str, Declared]:
    """The last word of each of these people; nothing of whoever said none. One query."""
    wanted = [int(ref) for ref in refs if ref.isascii() and ref.isdigit()]
    rows = Declaration.objects.filter(campaign_id=campaign_id, account__in=wanted).order_by("account_id", "-pk")
    return {
        str(row.account_id): Declared(frozenset(row.units), row.facts, row.at) for row in rows.distinct("account_id")
    }


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of appointment: to whom, for what, for which term, and when it was received; `own`: by the person.

    `ended`: somebody else took the place since.
    """

    number: str
    code: str
    name: str
    work: Work
    unit: str
    category: str
    row: int | None
    since: date
    until: date
    at: datetime
    received_at: datetime | None
    own: bool
    ended: bool


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
    letter: Letter | None


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
    accounts: Mapping[str, str]

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters of whoever holds a place, as they were numbered."""
        found = [line.letter for line in self.lines if line.letter and not line.letter.ended]
        return tuple(sorted(found, key=lambda letter: letter.at))

    @property
    def unappointed(self) -> tuple[PoolLine, ...]:
        """Who holds a place and has no letter yet."""
        return tuple(line for line in self.lines if line.holds and not line.letter)


def pool(campaign_id: str, aim: Aim) -> PoolView | None:
    """The pool that was closed for an aim, if one was: four queries."""
    row = Pool.objects.select_related("draw").filter(campaign_id=campaign_id, purpose=aim.purpose(campaign_id)).first()
    return _view(row) if row else None


def newest(campaign_id: str, work: Work) -> PoolView | None:
    """The last pool that the organiser closed for a work, if one was: four queries."""
    rows = Pool.objects.select_related("draw").filter(campaign_id=campaign_id, work=work, unit="")
    row = rows.order_by("-pk").first()
    return _view(row) if row else None


def rounds(campaign_id: str, work: Work) -> int:
    """How many pools the organiser closed for a work: one query."""
    return Pool.objects.filter(campaign_id=campaign_id, work=work, unit="").count()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A closed pool that is not drawn, or whose drawn places have no letters yet."""

    aim: Aim
    source: str
    known_at: datetime
    drawn_at: datetime | None


def unfinished(campaign_id: str) -> tuple[Unfinished, ...]:
    """Every pool of people that waits for its value, for the draw or for the appointment: one query."""
    rows = Pool.objects.filter(campaign_id=campaign_id, appointments=None).exclude(work=Work.SPOT_CHECK)
    return tuple(
        Unfinished(
            Aim(row.unit, Work(row.work)), row.source, row.known_at, row.draw.at if hasattr(row, "draw") else None
        )
        for row in rows.select_related("draw")
    )


def letters_of(campaign_id: str, ref: str) -> tuple[Letter, ...]:
    """Somebody's own letters of appointment, the newest first: two queries."""
    if not ref.isdigit():
        return ()
    rows = Appointment.objects.filter(pool__campaign_id=campaign_id, account=int(ref)).order_by("-pk")
    found = rows.select_related("pool", "receipt").prefetch_related("pool__successions")
    return tuple(_letter(row, {each.leaving for each in row.pool.successions.all()}) for row in found)


def pool_of(row: Pool) -> rules.Pool:
    """The pool as the rules read it."""
    candidates = tuple(Candidate(**{**each, "also": tuple(each["also"])}) for each in row.candidates)
    return rules.Pool(row.purpose, dict(row.places), candidates)


def standing_of(row: Pool) -> tuple[list[str], list[str]]:
    """Who holds a drawn place now, in the order of the places, and who gave one up: one query."""
    standing, gone = list(row.draw.drawn), []
    for each in row.successions.all():
        standing[standing.index(each.leaving)] = each.entering
        gone.append(each.leaving)
    return standing, gone


def _view(row: Pool) -> PoolView:
    draw = getattr(row, "draw", None)
    standing, gone = standing_of(row) if draw else ([], [])
    seats = dict(zip(standing, pool_of(row).seats, strict=True)) if draw else {}
    order = {category: place for place, (category, _) in enumerate(row.places)}
    letters = {each.code: _letter(each, gone) for each in row.appointments.select_related("receipt")}
    lines = [
        PoolLine(
            each["code"],
            row.names[each["code"]],
            seats.get(each["code"], each["category"]),
            each["barred"],
            ticket(draw.seed, row.purpose, each["code"]) if draw else "",
            each["code"] in standing,
            each["code"] in gone,
            letters.get(each["code"]),
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
        row.accounts,
    )


def _letter(row: Appointment, gone: Collection[str]) -> Letter:
    receipt = getattr(row, "receipt", None)
    return Letter(
        row.number,
        row.code,
        row.name,
        Work(row.pool.work),
        row.pool.unit,
        row.category,
        row.row,
        row.since,
        row.until,
        row.at,
        receipt.at if receipt else None,
        row.account_id is not None,
        row.code in gone,
    )
