"""The score of a unit and its sampling variance from counts per stratum and grade (statistics: Score, Variance)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pingyi.rules.sampling.counts import StratumCounts
from pingyi.rules.sampling.errors import BadCounts, EmptyStratum


class Weighting(StrEnum):
    """How strata are put together (A2-2)."""

    FRAME = "frame"  # W_h = N_h / N: every member of the frame counts alike
    POOLED = "pooled"  # r_h / r: every answer counts alike, the pocket-calculator formula of the plan


class LoneRule(StrEnum):
    """What a stratum with one answer out of several members adds to the variance."""

    ADJUST = "adjust"  # centre the lone answer on the unit's score: conservative, our default
    REMOVE = "remove"
    CERTAINTY = "certainty"  # the same number as REMOVE, kept because survey packages name both
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class StratumMean:
    """One stratum: answers, ballots r_h, mean m_h and s² (divisor r_h - 1; None up to a single ballot), all exact."""

    stratum: str
    size: int
    answers: int
    ballots: Fraction
    share: Fraction
    mean: Fraction
    spread: Fraction | None

    @property
    def is_census(self) -> bool:
        """Every member answered, so nothing is left to chance."""
        return self.ballots == self.size

    @property
    def is_lone(self) -> bool:
        """One answer stands for several members: the variance cannot be estimated from it."""
        return self.ballots <= 1 and not self.is_census

    @property
    def chance(self) -> Fraction:
        """W_h² (1 - f_h) / r_h, the factor that turns s² into variance."""
        return self.share**2 * (1 - self.ballots / self.size) / self.ballots


@dataclass(frozen=True, slots=True)
class Estimate:
    """A stratified mean: exact value and variance, degrees of freedom r - H, and what should be said about it."""

    value: Fraction
    variance: Fraction
    answers: int
    population: int
    df: int
    strata: tuple[StratumMean, ...]

    @property
    def ballots(self) -> Fraction:
        """Ballots over all strata; the same as `answers` when one item is scored."""
        return sum((part.ballots for part in self.strata), Fraction(0))

    @property
    def se(self) -> float:
        """Standard error of the value, same unit."""
        return math.sqrt(self.variance)

    @property
    def is_census(self) -> bool:
        """All members of all strata answered."""
        return all(stratum.is_census for stratum in self.strata)

    @property
    def chance(self) -> Fraction:
        """Variance the design would give answers of unit variance; 0 for a census."""
        return sum((stratum.chance for stratum in self.strata), Fraction(0))

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence per stratum whose uncertainty the formula cannot see."""
        lone = [f"stratum {part.stratum}: one answer out of {part.size}" for part in self.strata if part.is_lone]
        if not self.variance and not self.is_census:
            lone.append("all answers of every stratum are equal: the standard error of 0 is not a certainty")
        return tuple(lone)


def estimate(
    strata: Sequence[StratumCounts],
    values: Mapping[str, Fraction],
    *,
    weighting: Weighting = Weighting.FRAME,
    lone: LoneRule = LoneRule.ADJUST,
) -> Estimate:
    """The mean of `values` over the members of all strata, with its variance.

    value = Σ W_h m_h; variance = Σ W_h² (1 - f_h) s²_h / r_h; df = Σ r_h - H, rounded down.
    Strata without members are left out.
    Raises EmptyStratum where nobody answered for existing members (FRAME only: POOLED has no weight to give them),
    BadCounts when there is no answer at all or a grade has no value.
    """
    means = _means([stratum for stratum in strata if stratum.size], values, weighting)
    value = sum((part.share * part.mean for part in means), Fraction(0))
    answers = sum(part.answers for part in means)
    return Estimate(
        value=value,
        variance=_variance(means, value, lone),
        answers=answers,
        population=sum(stratum.size for stratum in strata),
        df=math.floor(sum(part.ballots for part in means)) - len(means),
        strata=means,
    )


def _means(
    strata: Sequence[StratumCounts], values: Mapping[str, Fraction], weighting: Weighting
) -> tuple[StratumMean, ...]:
    answers = sum(stratum.answers for stratum in strata)
    if not answers:
        raise BadCounts("there is no valid answer, so there is no score")
    if weighting is Weighting.POOLED:
        strata = [stratum for stratum in strata if stratum.answers]
    population = sum(stratum.size for stratum in strata)
    means = []
    for stratum in strata:
        if not stratum.answers:
            raise EmptyStratum(
                f"stratum {stratum.stratum} has {stratum.size} members but no valid answer: "
                "name a stratum to collapse it with, or leave the unit without a score"
            )
        share = (
            Fraction(stratum.size, population) if weighting is Weighting.FRAME else Fraction(stratum.answers, answers)
        )
        means.append(_mean(stratum, share, values))
    return tuple(means)


def _mean(stratum: StratumCounts, share: Fraction, values: Mapping[str, Fraction]) -> StratumMean:
    ballots = stratum.ballots
    mean = stratum.total(values) / stratum.answers
    squares = sum((count * (values[grade] - mean) ** 2 for grade, count in stratum.counts.items()), Fraction(0))
    spread = squares / stratum.items / (ballots - 1) if ballots > 1 else None
    return StratumMean(stratum.stratum, stratum.size, stratum.answers, ballots, share, mean, spread)


def _variance(means: Sequence[StratumMean], value: Fraction, lone: LoneRule) -> Fraction:
    known = sum((part.chance * part.spread for part in means if part.spread is not None), Fraction(0))
    lonely = [part for part in means if part.is_lone]
    match lone:
        case LoneRule.ADJUST:
            return known + sum((part.chance * (part.mean - value) ** 2 for part in lonely), Fraction(0))
        case LoneRule.AVERAGE if len(means) > len(lonely):
            return known * len(means) / (len(means) - len(lonely))
    return known
