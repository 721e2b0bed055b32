"""Who sends a paper, who signs it there, and to whom it goes: units by class, bodies of the plan by their kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pingyi.records.duties.owners import owners
from pingyi.records.organisation.models import Unit
from pingyi.records.papers.models import Paper
from pingyi.rules.mandate import Actor, Grant, Role, UnitRef
from pingyi.rules.mandate.role import APPRAISED, LEADING_GROUP, OFFICE, STATISTICS
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import OUTSIDE, BodyKind
from pingyi.rules.rulebook.papers import PaperKind
from pingyi.rules.rulebook.words import Text

ELSEWHERE = frozenset({BodyKind.SUPERVISOR}) | OUTSIDE


@dataclass(frozen=True, slots=True)
class Seat:
    """Who writes papers of a kind of body, who signs them, and who takes those that come."""

    writers: frozenset[Role]
    signer: Role
    takers: frozenset[Role]


_OFFICE = Seat(OFFICE, Role.OFFICE_DIRECTOR, OFFICE)
_LEADERS = Seat(OFFICE, Role.LEADING_GROUP_LEADER, LEADING_GROUP)
SEATS: Mapping[BodyKind, Seat] = {
    BodyKind.LEADING_GROUP: _LEADERS,
    BodyKind.ORGANISER: _OFFICE,
    BodyKind.OFFICE: _OFFICE,
    BodyKind.PARTY_GROUP: _LEADERS,
    BodyKind.STATISTICS: Seat(STATISTICS, Role.STAT_LEAD, STATISTICS),
    BodyKind.TEAM: _OFFICE,
}
"""The office writes for whoever has no people of their own here."""


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, a body, or a unit's body outside; `copy`: it only gets a copy."""

    name: Text
    unit: UnitRef | None = None
    unit_pk: int | None = None
    body: str = ""
    outside: bool = False
    copy: bool = False

    @property
    def key(self) -> str:
        """How forms and entries call it."""
        return "/".join(part for part in (self.unit, self.body) if part)


class Parties:
    """Every unit that is appraised, and the bodies of the plan; the units are asked for when one is needed, once."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._classes = {unit_class.code for unit_class in book.unit_classes}

    def sender(self, paper: Paper) -> Party:
        """Whose paper it is: that of its unit, or of its body."""
        return unit_party(paper.unit) if paper.unit else Party(self.book.body(paper.body).name, body=paper.body)

    def appraised(self) -> list[Party]:
        """Every unit that is appraised. Raises UnitsUnknown."""
        return [unit_party(unit) for unit, _ in self._units]

    def senders(self, kind: PaperKind, actor: Actor) -> list[Party]:
        """As whom this person may write such a paper. Raises UnitsUnknown."""
        if kind.sender in self._classes:
            return [each for each in self._of_class(kind.sender) if writes(actor, each, self.book)]
        party = Party(self.book.body(kind.sender).name, body=kind.sender)
        return [party] if writes(actor, party, self.book) else []

    def recipients(self, kind: PaperKind) -> list[Party]:
        """Everybody to whom it goes, each once; copies last. Raises UnitsUnknown."""
        found: dict[str, Party] = {}
        for codes, copy in ((kind.recipients, False), (kind.copies, True)):
            for code in codes:
                for party in self._parties(code, copy):
                    found.setdefault(party.key, party)
        return list(found.values())

    def _parties(self, code: str, copy: bool) -> Iterator[Party]:
        if code in self._classes:
            yield from self._of_class(code, copy)
            return
        body = self.book.body(code)
        outside = body.kind in ELSEWHERE or any(
            level.external for level in self.book.levels if level.code == body.level
        )
        if not body.per_unit:
            yield Party(body.name, body=code, outside=outside, copy=copy)
            return
        for unit_class in self.book.unit_classes:
            for party in self._of_class(unit_class.code, copy) if unit_class.level == body.level else ():
                if not outside:
                    yield party
                else:
                    name = Text(f"{body.name.zh}（{party.name.zh}）", f"{body.name.en} ({party.name.en})")
                    yield Party(name, party.unit, party.unit_pk, code, outside=True, copy=copy)

    def _of_class(self, code: str, copy: bool = False) -> list[Party]:
        return [unit_party(unit, copy) for unit, unit_class in self._units if unit_class == code]

    @cached_property
    def _units(self) -> tuple[tuple[Unit, str], ...]:
        return owners(self.book).units


def unit_party(unit: Unit, copy: bool = False) -> Party:
    return Party(unit.name, UnitRef(unit.code), unit.pk, copy=copy)


def mark(party: Party, book: Rulebook) -> str:
    """What stands before year and number of its papers; its name where the plan gives none."""
    if party.unit:
        return next((unit.mark for unit in book.units if unit.code.lower() == party.unit), "") or party.name.zh
    return book.body(party.body).mark or party.name.zh


def writes(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor writes this sender's papers."""
    if party.unit:
        return any(grant.role in APPRAISED and grant.unit == party.unit for grant in actor.grants)
    seat = SEATS.get(book.body(party.body).kind)
    return seat is not None and actor.holds(*seat.writers)


def signs(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor signs this sender's papers."""
    if party.unit:
        leaders = (Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT)
        return any(Grant(role, party.unit) in actor.grants for role in leaders)
    seat = SEATS.get(book.body(party.body).kind)
    return seat is not None and actor.holds(seat.signer)


def takes(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor takes what comes to this recipient."""
    if party.outside:
        return False
    if party.unit:
        return writes(actor, party, book)
    seat = SEATS.get(book.body(party.body).kind)
    return seat is not None and actor.holds(*seat.takers)


def signing_roles(party: Party, book: Rulebook) -> tuple[Role, ...]:
    """The roles whose holders are told that a body's paper awaits them; a unit's people are told as the unit."""
    return () if party.unit else (SEATS[book.body(party.body).kind].signer,)


def taking_roles(party: Party, book: Rulebook) -> tuple[Role, ...]:
    """The roles whose holders are told of what came to a body."""
    return () if party.unit or party.outside else tuple(sorted(SEATS[book.body(party.body).kind].takers))
