"""The composite as the plan defines it: survey points plus the points of the inspection blocks (R153-R161, A6).

The rule is data. With the source plan's numbers T = 70·Σ w n / N + A + (B+C), between 35 and 93.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from pingyi.rules.sampling.counts import Exact, GradeScale
from pingyi.rules.sampling.errors import BadCounts
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.scoring.errors import BadPoints, BadRule

SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of inspection points and its maximum (R159: A 20; R160: BC 10)."""

    code: str
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class CompositeRule:
    """Everything that turns counts and block points into a place, frozen with the scheme.

    `tie_breaks` names parts ("survey" or a block code) compared, higher first, before a tie is declared (A2-8).
    `collapse` names for a stratum the one it is merged into when fewer than `collapse_below` answered (A6-8).
    `last_is_named_from`: with fewer ranked units the last place has no consequence (A2-11).
    `smallest_shown`: strata with fewer answers are withheld from display; they still count (E-S 9).
    `disqualified_takes_last`: disqualified units absorb the consequence of the last place (A2-10).
    Raises BadRule.
    """

    scale: GradeScale
    survey_points: Fraction
    blocks: tuple[Block, ...]
    tie_breaks: tuple[str, ...] = ()
    weighting: Weighting = Weighting.POOLED
    collapse: tuple[tuple[str, str], ...] = ()
    collapse_below: int = 1
    last_is_named_from: int = 3
    disqualified_takes_last: bool = False
    smallest_shown: int = 5
    decimals: int = 2
    confidence: float = 0.95

    def __post_init__(self) -> None:
        codes = [SURVEY, *(block.code for block in self.blocks)]
        if len(set(codes)) < len(codes):
            raise BadRule("a block is named twice, or is named survey")
        if self.survey_points <= 0 or any(block.maximum <= 0 for block in self.blocks):
            raise BadRule("the survey and every block need more than 0 points")
        for part in self.tie_breaks:
            if part not in codes:
                raise BadRule(f"unknown tie-break {part}; allowed: {', '.join(codes)}")
        if not 0 < self.confidence < 1:
            raise BadRule("the confidence must lie between 0 and 1, for example 0.95")

    @property
    def maxima(self) -> dict[str, Fraction]:
        """Nominal points of every part, the survey first."""
        return {SURVEY: self.survey_points} | {block.code: block.maximum for block in self.blocks}

    @property
    def possible_range(self) -> tuple[Fraction, Fraction]:
        """Smallest and largest total anybody can reach (A2-5: 35 and 93)."""
        blocks = sum((block.maximum for block in self.blocks), Fraction(0))
        return self.survey_points * self.scale.lowest, self.survey_points * self.scale.highest + blocks


@dataclass(frozen=True, slots=True)
class Composite:
    """One unit's exact points: the survey mean on the scale of the weights, the points per part, and their sum."""

    survey_mean: Fraction
    points: tuple[tuple[str, Fraction], ...]
    total: Fraction

    def part(self, name: str) -> Fraction:
        """Points of one part, "survey" or a block code."""
        return dict(self.points)[name]


def compose(rule: CompositeRule, survey_mean: Fraction, blocks: Mapping[str, Exact]) -> Composite:
    """Add survey points and block points exactly (R161).

    Raises BadPoints when a block is missing, unknown, below 0 or above its maximum.
    """
    unknown = sorted(set(blocks) - set(rule.maxima) | (set(blocks) & {SURVEY}))
    if unknown:
        raise BadPoints(f"unknown block {unknown[0]}; allowed: {', '.join(block.code for block in rule.blocks)}")
    points = [(SURVEY, rule.survey_points * survey_mean)]
    for block in rule.blocks:
        if block.code not in blocks:
            raise BadPoints(f"block {block.code} has no points")
        value = Fraction(blocks[block.code])
        if not 0 <= value <= block.maximum:
            raise BadPoints(f"block {block.code} must lie between 0 and {block.maximum}, not {value}")
        points.append((block.code, value))
    return Composite(survey_mean, tuple(points), sum((value for _, value in points), Fraction(0)))


def mean_grade(scale: GradeScale, counts: Mapping[str, int]) -> Fraction:
    """Σ w n / N over one count row, the pocket-calculator formula of A6-2. Raises BadCounts."""
    weights = scale.as_values()
    unknown = sorted(set(counts) - set(weights))
    if unknown:
        raise BadCounts(f"unknown grade {unknown[0]}; allowed: {', '.join(weights)}")
    answers = sum(counts.values())
    if answers < 1 or min(counts.values()) < 0:
        raise BadCounts("a score needs at least one answer and no negative count")
    return sum((weights[grade] * count for grade, count in counts.items()), Fraction(0)) / answers


def rounded(value: Fraction, decimals: int = 2) -> Decimal:
    """Round half up (away from zero), decided on the exact value: 70.675 → 70.68."""
    with localcontext() as context:
        scaled = abs(value) * 10**decimals
        whole = scaled.numerator // scaled.denominator
        remainder = scaled - whole
        whole += remainder >= Fraction(1, 2)
        context.prec = max(28, len(str(whole)) + 1)
        context.rounding = ROUND_HALF_UP
        return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
