"""The composite as the plan defines it: survey points plus inspection points (R153-R161, A6).

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


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the composite and its nominal points (R155: survey 70; R159: A 20; R160: BC 10)."""

    code: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class CompositeRule:
    """Everything that turns counts and inspection points into a place, frozen with the scheme.

    `survey` is the part the counts earn, `inspected` the parts that arrive as points.
    `tie_break` names parts compared, higher first, before a tie is declared (A2-8).
    `collapse` names for a stratum the one it is merged into when fewer than `collapse_below` answered (A6-8).
    `least_ranked`: with fewer ranked units the last place has no consequence (A2-11).
    `last_skips_disqualified`: the last place falls on the last ranked unit, not on a disqualified one (A2-10).
    `least_cell`: strata with fewer answers are withheld from display; they still count (E-S 9).
    `decimals` are published, up to `more_decimals` where different totals would look equal (A2-9).
    Raises BadRule.
    """

    scale: GradeScale
    survey: Part
    inspected: tuple[Part, ...]
    tie_break: tuple[str, ...] = ()
    weighting: Weighting = Weighting.POOLED
    collapse: tuple[tuple[str, str], ...] = ()
    collapse_below: int = 1
    least_ranked: int = 3
    last_skips_disqualified: bool = True
    least_cell: int = 5
    decimals: int = 2
    more_decimals: int = 4
    confidence: float = 0.95

    def __post_init__(self) -> None:
        codes = [part.code for part in self.parts]
        if len(set(codes)) < len(codes):
            raise BadRule("two parts have the same code")
        if any(part.points <= 0 for part in self.parts):
            raise BadRule("every part needs more than 0 points")
        for code in self.tie_break:
            if code not in codes:
                raise BadRule(f"unknown tie-break {code}; allowed: {', '.join(codes)}")
        if not 0 < self.confidence < 1:
            raise BadRule("the confidence must lie between 0 and 1, for example 0.95")
        if not 0 <= self.decimals <= self.more_decimals:
            raise BadRule("decimals must lie between 0 and more_decimals")

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, the survey first."""
        return (self.survey, *self.inspected)

    @property
    def whole(self) -> Fraction:
        """Nominal points of all parts together (100 in a percent system, R153)."""
        return sum((part.points for part in self.parts), Fraction(0))

    @property
    def possible_range(self) -> tuple[Fraction, Fraction]:
        """Smallest and largest total anybody can reach (A2-5: 35 and 93)."""
        inspected = self.whole - self.survey.points
        return self.survey.points * self.scale.lowest, self.survey.points * self.scale.highest + inspected


@dataclass(frozen=True, slots=True)
class Composite:
    """One unit's exact points: the survey mean on the scale of the weights, the points per part, and their sum."""

    survey_mean: Fraction
    points: tuple[tuple[str, Fraction], ...]
    total: Fraction

    def part(self, code: str) -> Fraction:
        """Points of one part. Raises KeyError."""
        return dict(self.points)[code]


def compose(rule: CompositeRule, survey_mean: Fraction, inspected: Mapping[str, Exact]) -> Composite:
    """Add survey points and inspection points exactly (R161).

    Raises BadPoints when a part is missing, unknown, below 0 or above its maximum.
    """
    allowed = [part.code for part in rule.inspected]
    unknown = sorted(set(inspected) - set(allowed))
    if unknown:
        raise BadPoints(f"unknown part {unknown[0]}; allowed: {', '.join(allowed) or 'none'}")
    points = [(rule.survey.code, rule.survey.points * survey_mean)]
    for part in rule.inspected:
        if part.code not in inspected:
            raise BadPoints(f"part {part.code} has no points")
        value = Fraction(inspected[part.code])
        if not 0 <= value <= part.points:
            raise BadPoints(f"part {part.code} must lie between 0 and {part.points}, not {float(value):g}")
        points.append((part.code, value))
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
