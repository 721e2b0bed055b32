"""What is appraised and why: basis, purpose, principles, contents, prohibitions (R2–R53, R190–R200)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pingyi.rules.rulebook.limits import AtLeast
from pingyi.rules.rulebook.words import Code, Days, Sources, Term, Text


class Polarity(StrEnum):
    """Whether a sub-point is a duty to be met, a wrong to be absent, or both (R18)."""

    DUTY = "+"
    WRONG = "-"
    BOTH = "±"


@dataclass(frozen=True, slots=True)
class Basis:
    """A document on which the campaign rests (R2); number and date may be entered when the paper is at hand."""

    code: Code
    title: Text
    issuer: Code
    number: str = ""
    issued: date | None = None
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    """The era-bound boilerplate: ideology, policy, aims, emphasis and standard (R3–R11)."""

    preamble: Text
    ideology: Text
    policy: Text
    aims: Text
    emphasis: Text
    standard: Text
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Subpoint:
    """One question inside a content, e.g. C1.4 conduct in project approval."""

    code: Code
    text: Text
    polarity: Polarity
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Content:
    """One of the contents to be appraised, e.g. C2 openness of government affairs (R18)."""

    code: Code
    name: Text
    subpoints: Annotated[tuple[Subpoint, ...], AtLeast(1)]
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """The prohibitions that everyone acknowledges before acting, and what follows a breach (R190–R200).

    `decides` is the body whose decision alone confirms a breach by a unit; `hearing_days` (working days)
    is the time in which the unit may be heard first.
    """

    prohibitions: Annotated[tuple[Term, ...], AtLeast(1)]
    person_breach: Text
    unit_breach: Text
    decides: Code
    hearing_days: Days
    suspends_person: bool
    source: Sources = ()
