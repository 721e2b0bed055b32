"""From parts to a place: composite, ties, objections, consequences, participation targets (R153–R172, A2-8…A2-27)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pingyi.rules.rulebook.inspection import Points, Share
from pingyi.rules.rulebook.limits import AtLeast, Between, Whole
from pingyi.rules.rulebook.words import Code, Days, Sources, Text


class Place(StrEnum):
    """The outcome to which a consequence is attached."""

    FIRST = "first"
    LAST = "last"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the composite: the survey (no blocks) or the sum of inspection blocks, in points of 100."""

    code: Code
    name: Text
    points: Points
    blocks: tuple[Code, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """The optional list of incidents that disqualify by themselves; off in the source plan (A2-24)."""

    enabled: bool
    incidents: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """An optional named band of totals, from `least` points upward (A2-25)."""

    code: Code
    name: Text
    least: Points


@dataclass(frozen=True, slots=True)
class Composite:
    """The arithmetic of the total and of the ranking; computed exactly, published with `decimals` places.

    `tie_break` lists parts compared, in order, before units share a place (A2-8). `more_decimals` is the most that
    may be shown where two units would look equal though ranked differently (A2-9). Below `least_ranked` ranked
    units nobody is last (A2-11). `last_skips_disqualified`: the last place falls on the last ranked unit (A2-10).
    """

    total: Points
    parts: Annotated[tuple[Part, ...], AtLeast(1)]
    tie_break: tuple[Code, ...]
    decimals: Annotated[int, Whole(0, 6)]
    more_decimals: Annotated[int, Whole(0, 6)]
    least_ranked: Annotated[int, Whole(1, 1000)]
    last_skips_disqualified: bool
    confidence: Annotated[Decimal, Between(Decimal("0.5"), Decimal("0.999"))]
    veto: Veto
    bands: tuple[Band, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """The window between the provisional result and its publication (A2-26)."""

    working_days: Days
    phase: Code
    grounds: Text


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows the first or last place or a disqualification.

    `needs_basis`: not published without a recorded legal basis; then `fallback` is the wording used (A2-27).
    `via_authority`: requested from the unit's cadre authority, never executed here (R169).
    """

    code: Code
    place: Place
    name: Text
    task: Code
    needs_basis: bool = False
    via_authority: bool = False
    fallback: Text | None = None
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A share of the appraisal representatives (A2-23)."""

    code: Code
    name: Text
    share: Share


@dataclass(frozen=True, slots=True)
class Trained:
    """The register whose rows say that the person in `person` was trained, where `passed` is yes (R83)."""

    register: Code
    person: Code
    passed: Code


@dataclass(frozen=True, slots=True)
class Linked:
    """The register whose rows link the person in `person` with the unit in `unit` (R195)."""

    register: Code
    person: Code
    unit: Code


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is asked of whoever is put to work on a unit, besides signed prohibitions and declared links."""

    training: Trained
    links: Linked


@dataclass(frozen=True, slots=True)
class Appointed:
    """The register into which those drawn are entered, once (R82, R185), and its columns that the appointment fills.

    Every other column that the candidates' register has too takes what stands there. `drawn` and `consent` become yes.
    """

    register: Code
    number: Code
    since: Code
    until: Code
    drawn: Code
    consent: Code


@dataclass(frozen=True, slots=True)
class Recruits:
    """The register of candidates from whom representatives are drawn, and its columns (R82).

    `category` is what the composition is of, of one `group` one is drawn while others are left, `linked` says yes of
    whoever has to do with the unit that recruits. `account`: the candidate's own, where they have one.
    """

    register: Code
    name: Code
    category: Code
    group: Code
    linked: Code
    account: Code
    appoints: Appointed


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part: minimums that the source plan leaves open, and who may be put to work (A2-18, A2-23, R195)."""

    least_categories: Annotated[int, Whole(1, 100)]
    least_symposia: Annotated[int, Whole(0, 100)]
    representatives: Annotated[int, Whole(1, 1000)]
    composition: Annotated[tuple[Target, ...], AtLeast(1)]
    composition_tolerance: Share
    fitness: Conditions | None = None
    recruits: Recruits | None = None
    source: Sources = ()


RestsOn = Trained | Linked | Recruits | Appointed


def resting(participation: Participation) -> Iterator[tuple[str, RestsOn]]:
    """What of it rests on a register, with its path."""
    if participation.fitness:
        yield "participation.fitness.training", participation.fitness.training
        yield "participation.fitness.links", participation.fitness.links
    if participation.recruits:
        yield "participation.recruits", participation.recruits
        yield "participation.recruits.appoints", participation.recruits.appoints
