"""Change between years with independent samples, and the trend over several (statistics: Trend)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from pingyi.rules.sampling.errors import BadFigure
from pingyi.rules.sampling.interval import Interval, quantile_t, quantile_z


@dataclass(frozen=True, slots=True)
class YearScore:
    """A published score with its standard error and degrees of freedom.

    `breaks` marks a year whose frame or wording is not comparable with the years before it. Raises BadFigure.
    """

    year: int
    value: float
    se: float
    df: float = math.inf
    breaks: bool = False

    def __post_init__(self) -> None:
        if self.se < 0 or self.df <= 0 or not math.isfinite(self.value) or not math.isfinite(self.se):
            raise BadFigure(f"year {self.year}: the standard error must not be negative and df must be above 0")


@dataclass(frozen=True, slots=True)
class Change:
    """Difference after - before with its standard error, t, df, two-sided p and interval."""

    difference: float
    se: float
    t: float | None
    df: float
    p: float
    interval: Interval


def change(before: YearScore, after: YearScore, *, confidence: float = 0.95) -> Change:
    """SE = √(SE1² + SE2²), t with df1 + df2. Two scores without error are compared as they are (t None).

    Raises BadFigure when the later year breaks the series.
    """
    if after.breaks:
        raise BadFigure(f"the series breaks in {after.year}: frame or wording changed, so no change can be stated")
    difference, se, df = after.value - before.value, math.hypot(before.se, after.se), before.df + after.df
    half = quantile_t(confidence, df) * se
    interval = Interval(difference - half, difference + half)
    if se == 0:
        return Change(difference, se, None, df, 0.0 if difference else 1.0, interval)
    t = difference / se
    return Change(difference, se, t, df, float(2 * stats.t.sf(abs(t), df)), interval)


@dataclass(frozen=True, slots=True)
class Trend:
    """Weighted least squares line with known variances: slope per year, its z and p, and the heterogeneity test Q."""

    years: tuple[int, ...]
    slope: float
    slope_se: float
    intercept: float
    z: float
    p: float
    interval: Interval
    q: float
    q_df: int
    q_p: float | None


def trend(series: Sequence[YearScore], *, confidence: float = 0.95) -> Trend:
    """The line through the years since the last break, weights 1/SE² taken as known (SE not rescaled).

    Q = Σ w (y - fit)² on k - 2 degrees of freedom. The intercept is the fit at year 0 of the first year used.
    Raises BadFigure for fewer than two comparable years, repeated years or a standard error of 0.
    """
    ordered = sorted(series, key=lambda own: own.year)
    start = max((index for index, own in enumerate(ordered) if own.breaks), default=0)
    used = ordered[start:]
    if len(used) < 2 or len({own.year for own in used}) < len(used):
        raise BadFigure("a trend needs at least two different years since the last break of the series")
    if any(own.se == 0 for own in used):
        raise BadFigure("a trend needs a standard error above 0 for every year")
    weights = [1 / own.se**2 for own in used]
    times = [float(own.year - used[0].year) for own in used]
    whole = math.fsum(weights)
    centre = math.fsum(w * x for w, x in zip(weights, times, strict=True)) / whole
    level = math.fsum(w * own.value for w, own in zip(weights, used, strict=True)) / whole
    spread = math.fsum(w * (x - centre) ** 2 for w, x in zip(weights, times, strict=True))
    slope = math.fsum(w * (x - centre) * own.value for w, x, own in zip(weights, times, used, strict=True)) / spread
    residuals = [own.value - level - slope * (x - centre) for own, x in zip(used, times, strict=True)]
    q = math.fsum(w * r * r for w, r in zip(weights, residuals, strict=True))
    slope_se = math.sqrt(1 / spread)
    half = quantile_z(confidence) * slope_se
    return Trend(
        years=tuple(own.year for own in used),
        slope=slope,
        slope_se=slope_se,
        intercept=level - slope * centre,
        z=slope / slope_se,
        p=float(2 * stats.norm.sf(abs(slope / slope_se))),
        interval=Interval(slope - half, slope + half),
        q=q,
        q_df=len(used) - 2,
        q_p=float(stats.chi2.sf(q, len(used) - 2)) if len(used) > 2 else None,
    )


def places_differ(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """A change of place is reported only when both years' rank sets are disjoint."""
    return before[1] < after[0] or after[1] < before[0]
