"""Who takes part: levels, bodies with posts and aliases, classes of appraised units, units (R12, R17, R54–R68)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.limits import AtLeast, Whole
from pingyi.rules.rulebook.papers import Mark
from pingyi.rules.rulebook.words import Code, Sources, Text

Heads = Annotated[int, Whole(1, 500)]


class BodyKind(StrEnum):
    """What a body is for; a campaign has exactly one leading group, one office and one statistics body."""

    ORGANISER = "organiser"
    PARTY_GROUP = "party_group"
    LEADING_GROUP = "leading_group"
    OFFICE = "office"
    STATISTICS = "statistics"
    SUPERVISOR = "supervisor"
    DISCIPLINE = "discipline"
    SUPERIOR = "superior"
    GOVERNMENT = "government"
    TEAM = "team"
    PARTNER = "partner"


OUTSIDE = frozenset({BodyKind.SUPERIOR, BodyKind.GOVERNMENT, BodyKind.DISCIPLINE, BodyKind.PARTNER})
"""Bodies that write and read their papers elsewhere: what goes to them is dispatched, and their receipt recorded."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the organisation; an external level has no accounts here and only receives papers (R12)."""

    code: Code
    name: Text
    external: bool = False
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office held beside a post, e.g. 副局长 (R64, R65); `supervises` marks the discipline head."""

    name: Text
    count: Heads
    supervises: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a body and how many people hold it; `role` is what they may do here."""

    code: Code
    name: Text
    role: Role
    least: Heads
    most: Heads
    offices: tuple[Office, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or organ named by its function, never by its people.

    `aliases` are other names of the same body in the source paper (A2-16). `host` is where it sits (R67).
    `mark` stands before the year and number of its papers (发文机关代字); its name does where there is none.
    `per_unit` bodies exist once for every unit, such as a county's own leading group (R80).
    """

    code: Code
    name: Text
    kind: BodyKind
    level: Code
    parent: Code | None = None
    host: Text | None = None
    aliases: tuple[Text, ...] = ()
    per_unit: bool = False
    mark: Mark = ""
    posts: tuple[Post, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class UnitClass:
    """A class of appraised units; scores are compared only inside a ranked class (R17, R56)."""

    code: Code
    name: Text
    level: Code
    ranked: bool
    inspected_by: Code
    surveyed_by: Annotated[tuple[Code, ...], AtLeast(1)]
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """An appraised unit: what it may do (R79), who manages its cadres (R169); `mark` as a body's."""

    code: Code
    name: Text
    place: Text
    kind: Code
    unit_class: Code
    remit: Text
    cadre_authority: Text
    mark: Mark = ""
