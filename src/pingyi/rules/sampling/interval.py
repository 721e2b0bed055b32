"""Intervals for a score or a share (statistics: Interval for a score).

Wilson with effective sample size is the default: Wald fails exactly where satisfaction surveys live, near the top of
the scale. Korn-Graubard is the conservative choice. Scores are rescaled with the smallest and largest weight of the
scheme; a share has the bounds 0 and 1.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from scipy import special

from pingyi.rules.sampling.errors import BadFigure
from pingyi.rules.sampling.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper confidence bound, in the unit of the estimate."""

    low: float
    high: float

    def scaled(self, factor: float, shift: float = 0.0) -> "Interval":
        """The interval of factor · x + shift."""
        return Interval(shift + factor * self.low, shift + factor * self.high)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Smallest and largest value the estimate can take."""

    low: Fraction
    high: Fraction


SHARE = Bounds(Fraction(0), Fraction(1))


def quantile_t(confidence: float, df: float) -> float:
    """Two-sided Student quantile; infinite without degrees of freedom."""
    if not 0 < confidence < 1:
        raise BadFigure("the confidence must lie between 0 and 1, for example 0.95")
    return float(special.stdtrit(df, (1 + confidence) / 2)) if df > 0 else math.inf


def quantile_z(confidence: float) -> float:
    """Two-sided normal quantile."""
    return quantile_t(confidence, math.inf)


def wald(estimate: Estimate, quantile: float) -> Interval | None:
    """value ± quantile · SE, unbounded; None when the quantile is infinite. For comparison with other tools only."""
    if math.isinf(quantile):
        return None
    centre, half = float(estimate.value), quantile * estimate.se
    return Interval(centre - half, centre + half)


def effective_size(estimate: Estimate, bounds: Bounds = SHARE) -> float | None:
    """n_eff = p(1-p)/v_p; without any observed spread 1/Σ W_h²(1-f_h)/r_h; None for a census.

    The fallback keeps an interval honest when every stratum is unanimous.
    """
    if estimate.is_census:
        return None
    p, variance = _rescaled(estimate, bounds)
    if variance == 0 or p in (0, 1):
        return float(1 / estimate.chance)
    return float(p * (1 - p) / variance)


def wilson(estimate: Estimate, bounds: Bounds = SHARE, *, confidence: float = 0.95) -> Interval:
    """Wilson interval with n_eff and the t quantile, scaled back to the bounds. A census gives the point."""
    t = quantile_t(confidence, estimate.df)
    n = effective_size(estimate, bounds)
    p = float(_rescaled(estimate, bounds)[0])
    if n is None:
        return _scale_back(p, p, bounds)
    if math.isinf(t):
        return _scale_back(0.0, 1.0, bounds)
    found = _wilson(p, n, t)
    return _scale_back(found.low, found.high, bounds)


def korn_graubard(estimate: Estimate, bounds: Bounds = SHARE, *, confidence: float = 0.95) -> Interval:
    """Clopper-Pearson with n_eff · (t(n-1)/t(df))² (Korn & Graubard 1998): conservative. A census gives the point."""
    n = effective_size(estimate, bounds)
    p = float(_rescaled(estimate, bounds)[0])
    if n is None:
        return _scale_back(p, p, bounds)
    t = quantile_t(confidence, estimate.df)
    if math.isinf(t):
        return _scale_back(0.0, 1.0, bounds)
    n *= (quantile_t(confidence, float(estimate.ballots) - 1) / t) ** 2
    tail = (1 - confidence) / 2
    low = float(special.betaincinv(n * p, n * (1 - p) + 1, tail)) if p > 0 else 0.0
    high = float(special.betaincinv(n * p + 1, n * (1 - p), 1 - tail)) if p < 1 else 1.0
    return _scale_back(low, high, bounds)


def logit(estimate: Estimate, bounds: Bounds = SHARE, *, confidence: float = 0.95) -> Interval | None:
    """Logit interval with the t quantile; None at the ends of the scale or without spread, where it is undefined."""
    exact, variance = _rescaled(estimate, bounds)
    t = quantile_t(confidence, estimate.df)
    if estimate.is_census:
        return _scale_back(float(exact), float(exact), bounds)
    if exact in (0, 1) or variance == 0 or math.isinf(t):
        return None
    p = float(exact)
    half = t * math.sqrt(variance) / (p * (1 - p))
    centre = math.log(p / (1 - p))
    return _scale_back(_expit(centre - half), _expit(centre + half), bounds)


def binomial(found: int, answers: int, *, confidence: float = 0.95) -> dict[str, Interval]:
    """The textbook intervals of `found` out of `answers`, as if drawn at random from a very large population.

    Wilson, Clopper-Pearson, Jeffreys and Agresti-Coull as Brown, Cai & DasGupta (2001) write them; Jeffreys with its
    end at 0 and 100 %. For comparison with other tools. Raises BadFigure.
    """
    if not 0 <= found <= answers or answers < 1:
        raise BadFigure("a share needs at least one answer, and x must lie between 0 and the answers")
    z, p, n = quantile_z(confidence), found / answers, float(answers)
    tail, half = (1 - confidence) / 2, 0.5
    below, above = float(found), float(answers - found)
    centre = (below + z * z / 2) / (n + z * z)
    spread = z * math.sqrt(centre * (1 - centre) / (n + z * z))
    return {
        "wilson": _wilson(p, n, z),
        "clopper_pearson": Interval(
            float(special.betaincinv(below, above + 1, tail)) if found else 0.0,
            float(special.betaincinv(below + 1, above, 1 - tail)) if above else 1.0,
        ),
        "jeffreys": Interval(
            float(special.betaincinv(below + half, above + half, tail)) if found else 0.0,
            float(special.betaincinv(below + half, above + half, 1 - tail)) if above else 1.0,
        ),
        "agresti_coull": Interval(max(0.0, centre - spread), min(1.0, centre + spread)),
    }


def _wilson(p: float, n: float, quantile: float) -> Interval:
    square = quantile * quantile
    centre = (p + square / (2 * n)) / (1 + square / n)
    half = quantile / (2 * n) * math.sqrt(4 * n * p * (1 - p) + square) / (1 + square / n)
    # At 0 % and 100 % the bound is the end of the scale itself; rounding must not move it past or short of it.
    return Interval(0.0 if p == 0 else max(0.0, centre - half), 1.0 if p == 1 else min(1.0, centre + half))


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def _rescaled(estimate: Estimate, bounds: Bounds) -> tuple[Fraction, Fraction]:
    width = bounds.high - bounds.low
    return (estimate.value - bounds.low) / width, estimate.variance / width**2


def _scale_back(low: float, high: float, bounds: Bounds) -> Interval:
    return Interval(low, high).scaled(float(bounds.high - bounds.low), float(bounds.low))
