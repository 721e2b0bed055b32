"""The index system: blocks, indicators and their scoring rules in points (C2, R137–R147, R159, R160)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.limits import AtLeast, Between, Whole
from pingyi.rules.rulebook.words import Code, Sources, Text

Points = Annotated[Decimal, Between(0, 100)]
Share = Annotated[Decimal, Between(0, 1)]


class Rule(StrEnum):
    """How an indicator is scored (C2). Floor 0 and ceiling `points` everywhere.

    ratio: points × Σ weight·counted ÷ out_of; full from `full_from`. deduct: start full, subtract.
    step: add the chosen option of every step. count: points for each thing counted. panel: the team's own mark.
    """

    RATIO = "ratio"
    DEDUCT = "deduct"
    STEP = "step"
    COUNT = "count"
    PANEL = "panel"


class Feed(StrEnum):
    """Where an indicator's figures come from; only `record` and `panel` are entered by people."""

    LEDGER = "ledger"
    INTAKE = "intake"
    TASKS = "tasks"
    RULES = "rules"
    RECORD = "record"
    PANEL = "panel"


class WhenEmpty(StrEnum):
    """What a ratio is worth when there is nothing to divide by."""

    FULL = "full"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Counted:
    """Something counted, with its weight in a ratio (0.5 for late) or its points in a count (0.5 per rule)."""

    code: Code
    name: Text
    weight: Points


@dataclass(frozen=True, slots=True)
class Option:
    """One outcome of a step and its points."""

    code: Code
    name: Text
    points: Points


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a step indicator: exactly one of its options applies; its best option is its worth."""

    code: Code
    name: Text
    options: Annotated[tuple[Option, ...], AtLeast(2)]

    @property
    def best(self) -> Decimal:
        """The points of the best option."""
        return max((option.points for option in self.options), default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for each occurrence."""

    code: Code
    name: Text
    points: Points


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; which of the lists it uses depends on `rule`, `deductions` may accompany any rule.

    In the binder of evidence stand the rows of `registers` and the `papers` of the unit (R146).
    """

    code: Code
    name: Text
    points: Points
    rule: Rule
    feed: Feed
    evidence: Text
    counted: tuple[Counted, ...] = ()
    out_of: Text | None = None
    full_from: Share = Decimal(1)
    when_empty: WhenEmpty = WhenEmpty.FULL
    steps: tuple[Step, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    mark_step: Points = Decimal("0.1")
    registers: tuple[Code, ...] = ()
    papers: tuple[Code, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of indicators whose points add up to `points`."""

    code: Code
    name: Text
    points: Points
    indicators: Annotated[tuple[Indicator, ...], AtLeast(1)]
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspection scheme of the ranked units: quorum of the team's discussion and the index system (R137, R141).

    `checklist` is the register in which a unit says of each indicator what evidence there is; `binder` the paper that
    opens the unit's binder to guests when it is sent to them (R145–R148).
    """

    unit_class: Code
    title: Text
    quorum: Share
    signed_by: Role
    override: Text
    sample_share: Share
    sample_least: Annotated[int, Whole(1, 1000)]
    blocks: Annotated[tuple[Block, ...], AtLeast(1)]
    checklist: Code | None = None
    binder: Code | None = None
    source: Sources = ()
