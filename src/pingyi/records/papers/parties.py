"""Who sends a paper, who signs it there, and to whom it goes: units by class, bodies of the plan by their kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pingyi.records.duties.owners import owners
from pingyi.records.organisation.models import Unit
from pingyi.records.papers.models import Paper
from pingyi.rules.mandate import Actor, Role, UnitRef
from pingyi.rules.mandate.role import APPRAISED, INSPECTION, LEADING_GROUP, OFFICE, STATISTICS
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import OUTSIDE, BodyKind
from pingyi.rules.rulebook.papers import PaperKind
from pingyi.rules.rulebook.words import Text

ELSEWHERE = frozenset({BodyKind.SUPERVISOR}) | OUTSIDE


@dataclass(frozen=True, slots=True)
class Seat:
    """Who writes papers of a kind of body, who signs them, and who takes those that come."""

    writers: frozenset[Role]
    signers: frozenset[Role]
    takers: frozenset[Role]


_OFFICE = Seat(OFFICE, frozenset({Role.OFFICE_DIRECTOR}), OFFICE)
_LEADERS = Seat(OFFICE, frozenset({Role.LEADING_GROUP_LEADER}), LEADING_GROUP)
UNIT = Seat(APPRAISED, frozenset({Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT}), APPRAISED)
INSPECTORS = Seat(INSPECTION, frozenset({Role.INSPECTION_HEAD}), INSPECTION)
"""The team that inspects one unit: its members write, its head signs (R142)."""
SEATS: Mapping[BodyKind, Seat] = {
    BodyKind.LEADING_GROUP: _LEADERS,
    BodyKind.ORGANISER: _OFFICE,
    BodyKind.OFFICE: _OFFICE,
    BodyKind.PARTY_GROUP: _LEADERS,
    BodyKind.STATISTICS: Seat(STATISTICS, frozenset({Role.STAT_LEAD}), STATISTICS),
    BodyKind.TEAM: _OFFICE,
}
"""The office writes for whoever has no people of their own here."""
NOBODY = Seat(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, a body, or with both the team that inspects a unit, or a unit's body outside; `copy`: only a copy."""

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
        return party_of(paper.unit, paper.body, self.book)

    def appraised(self) -> list[Party]:
        """Every unit that is appraised. Raises UnitsUnknown."""
        return [party_of(unit, "", self.book) for unit, _ in self._units]

    def senders(self, kind: PaperKind, actor: Actor) -> list[Party]:
        """As whom this person may write such a paper. Raises UnitsUnknown."""
        if kind.sender in self._classes:
            found = self._of_class(kind.sender)
        elif inspected := {each.code for each in self.book.unit_classes if each.inspected_by == kind.sender}:
            found = [party_of(unit, kind.sender, self.book) for unit, own in self._units if own in inspected]
        else:
            found = [party_of(None, kind.sender, self.book)]
        return [each for each in found if writes(actor, each, self.book)]

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
            for unit, own in self._units if unit_class.level == body.level else ():
                if own == unit_class.code:
                    yield party_of(unit, code if outside else "", self.book, outside=outside, copy=copy)

    def _of_class(self, code: str, copy: bool = False) -> list[Party]:
        return [party_of(unit, "", self.book, copy=copy) for unit, unit_class in self._units if unit_class == code]

    @cached_property
    def _units(self) -> tuple[tuple[Unit, str], ...]:
        return owners(self.book).units


def party_of(unit: Unit | None, body: str, book: Rulebook, *, outside: bool = False, copy: bool = False) -> Party:
    """Whoever a row names: a unit, a body, or a body with the unit that it is of."""
    if unit is None:
        return Party(book.body(body).name, body=body, outside=outside, copy=copy)
    name = unit.name
    if body:
        own = book.body(body).name
        name = Text(f"{own.zh}（{name.zh}）", f"{own.en} ({name.en})")
    return Party(name, UnitRef(unit.code), unit.pk, body, outside=outside, copy=copy)


def mark(party: Party, book: Rulebook) -> str:
    """What stands before year and number of its papers; its name where the plan gives none."""
    if party.unit and party.body:
        return party.name.zh
    if party.unit:
        return next((unit.mark for unit in book.units if unit.code.lower() == party.unit), "") or party.name.zh
    return book.body(party.body).mark or party.name.zh


def writes(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor writes this sender's papers."""
    return _holds(actor, _seat(party, book).writers, party)


def signs(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor signs this sender's papers."""
    return _holds(actor, _seat(party, book).signers, party)


def takes(actor: Actor, party: Party, book: Rulebook) -> bool:
    """Whether the actor takes what comes to this recipient."""
    return not party.outside and _holds(actor, _seat(party, book).takers, party)


def signing_roles(party: Party, book: Rulebook) -> tuple[Role, ...]:
    """The roles whose holders are told that a body's paper awaits them; a unit's people are told as the unit."""
    return () if _is_unit(party) else tuple(sorted(_seat(party, book).signers))


def taking_roles(party: Party, book: Rulebook) -> tuple[Role, ...]:
    """The roles whose holders are told of what came to a body."""
    return () if _is_unit(party) or party.outside else tuple(sorted(_seat(party, book).takers))


def _seat(party: Party, book: Rulebook) -> Seat:
    if party.unit:
        return INSPECTORS if party.body else UNIT
    return SEATS.get(book.body(party.body).kind, NOBODY)


def _is_unit(party: Party) -> bool:
    return bool(party.unit and not party.body)


def _holds(actor: Actor, roles: frozenset[Role], party: Party) -> bool:
    return any(grant.role in roles and party.unit in (None, grant.unit) for grant in actor.grants)
