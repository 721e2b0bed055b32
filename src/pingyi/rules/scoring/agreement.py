"""Do inspectors mean the same by the same points? Krippendorff's alpha and the six intraclass correlations.

Rule of thumb for alpha: .80 good, .667 tentative, below that re-train and publish no ranking on these points.
Without double-scored units no agreement can be computed, so the overlap is planned (e.g. 15 %).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import stats

from pingyi.rules.sampling.interval import Interval
from pingyi.rules.scoring.errors import BadRatings

Floats: TypeAlias = npt.NDArray[np.float64]
Ratings: TypeAlias = Sequence[Sequence[float | None]]
"""One row per rater, one column per unit; None where a rater did not score a unit."""

GOOD, TENTATIVE = 0.8, 2 / 3


class Level(StrEnum):
    """Level of measurement: how far apart two ratings are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Verdict(StrEnum):
    """What alpha allows one to do with the ratings."""

    GOOD = "good"
    TENTATIVE = "tentative"
    INSUFFICIENT = "insufficient"


def judge(alpha: float) -> Verdict:
    """Krippendorff's rule of thumb."""
    return Verdict.GOOD if alpha >= GOOD else Verdict.TENTATIVE if alpha >= TENTATIVE else Verdict.INSUFFICIENT


def krippendorff(ratings: Ratings, level: Level) -> float | None:
    """1 - D_o / D_e over units rated at least twice; None when all ratings are the same (nothing to disagree about).

    Raises BadRatings when rows differ in length or no unit has two ratings.
    """
    return _alpha(_coincidences(ratings), level)


def krippendorff_interval(
    ratings: Ratings, level: Level, rng: np.random.RandomState, *, draws: int = 2000, confidence: float = 0.95
) -> Interval | None:
    """Bootstrap interval over units (resampled with replacement); None when alpha itself is undefined."""
    values, per_unit = _coincidences(ratings)
    if _alpha((values, per_unit), level) is None:
        return None
    found = []
    for _ in range(draws):
        chosen = rng.randint(len(per_unit), size=len(per_unit))
        alpha = _alpha((values, per_unit[chosen]), level)
        # A resample without any variation shows perfect agreement.
        found.append(1.0 if alpha is None else alpha)
    tail = (1 - confidence) / 2
    return Interval(float(np.quantile(found, tail)), float(np.quantile(found, 1 - tail)))


def _coincidences(ratings: Ratings) -> tuple[Floats, Floats]:
    """The distinct values and one coincidence matrix per unit with at least two ratings."""
    if not ratings or len({len(row) for row in ratings}) != 1:
        raise BadRatings("every rater needs one entry per unit (null where nothing was scored)")
    units = [[value for value in column if value is not None] for column in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        raise BadRatings("no unit was scored by two inspectors, so no agreement can be computed")
    values = np.array(sorted({value for unit in units for value in unit}), dtype=np.float64)
    counts = np.array([[unit.count(float(value)) for value in values] for unit in units], dtype=np.float64)
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs -= counts[:, :, None] * np.eye(len(values))
    per_unit: Floats = pairs / (counts.sum(axis=1) - 1)[:, None, None]
    return values, per_unit


def _alpha(table: tuple[Floats, Floats], level: Level) -> float | None:
    values, per_unit = table
    coincidences = per_unit.sum(axis=0)
    margin = coincidences.sum(axis=0)
    distance = _DISTANCE[level](values, margin)
    expected = float((np.outer(margin, margin) * distance).sum())
    if expected == 0:
        return None
    return 1 - (float(margin.sum()) - 1) * float((coincidences * distance).sum()) / expected


def _nominal(values: Floats, margin: Floats) -> Floats:
    distance: Floats = 1 - np.eye(len(values))
    return distance


def _ordinal(values: Floats, margin: Floats) -> Floats:
    below = np.cumsum(margin) - margin / 2
    distance: Floats = (below[:, None] - below[None, :]) ** 2
    return distance


def _interval(values: Floats, margin: Floats) -> Floats:
    distance: Floats = (values[:, None] - values[None, :]) ** 2
    return distance


def _ratio(values: Floats, margin: Floats) -> Floats:
    if len(values) and values.min() < 0:
        raise BadRatings("the ratio level needs ratings of 0 or more")
    above, below = values[:, None] - values[None, :], values[:, None] + values[None, :]
    distance: Floats = np.divide(above, below, out=np.zeros_like(above), where=below > 0) ** 2
    return distance


_DISTANCE: dict[Level, Callable[[Floats, Floats], Floats]] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}


@dataclass(frozen=True, slots=True)
class Intraclass:
    """One form of the intraclass correlation with its F test and confidence interval.

    None where the ratings leave it undefined (no variation at all, or no error at all for F).
    """

    value: float | None
    f: float | None
    df1: int
    df2: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class _Squares:
    targets: int
    raters: int
    between: float
    within: float
    judges: float
    error: float


def intraclass(ratings: Sequence[Sequence[float]], *, confidence: float = 0.95) -> dict[str, Intraclass]:
    """ICC1, ICC2, ICC3 and their k-rater means after Shrout & Fleiss (1979), targets × raters, nothing missing.

    ICC2 (absolute agreement of a single inspector) is the one the plan asks for. Raises BadRatings.
    """
    table = np.array(ratings, dtype=np.float64)
    if table.ndim != 2 or min(table.shape) < 2:
        raise BadRatings("intraclass correlation needs at least two targets scored by the same two or more raters")
    squares = _squares(table)
    tail = 1 - (1 - confidence) / 2
    forms = {"ICC1": _one_way(squares, tail), "ICC2": _agreement(squares, tail), "ICC3": _consistency(squares, tail)}
    return forms | {f"{name}k": _stepped_up(form, squares.raters) for name, form in forms.items()}


def _squares(table: Floats) -> _Squares:
    n, k = table.shape
    mean = table.mean()
    between = k * float(((table.mean(axis=1) - mean) ** 2).sum())
    judges = n * float(((table.mean(axis=0) - mean) ** 2).sum())
    whole = float(((table - mean) ** 2).sum())
    # Differences of sums of squares that cancel leave rounding dust; it must not pass for error variance.
    dust = 1e-12 * whole
    within, error = (rest if rest > dust else 0.0 for rest in (whole - between, whole - between - judges))
    return _Squares(n, k, between / (n - 1), within / (n * (k - 1)), judges / (k - 1), error / ((n - 1) * (k - 1)))


def _one_way(own: _Squares, tail: float) -> Intraclass:
    df1, df2 = own.targets - 1, own.targets * (own.raters - 1)
    return _by_f(own.between, own.within, own.raters, df1, df2, tail)


def _consistency(own: _Squares, tail: float) -> Intraclass:
    df1 = own.targets - 1
    return _by_f(own.between, own.error, own.raters, df1, df1 * (own.raters - 1), tail)


def _by_f(between: float, error: float, k: int, df1: int, df2: int, tail: float) -> Intraclass:
    value = _ratio_of(between - error, between + (k - 1) * error)
    if error == 0:
        return Intraclass(value, None, df1, df2, None)
    f = between / error
    low, high = f / float(stats.f.ppf(tail, df1, df2)), f * float(stats.f.ppf(tail, df2, df1))
    return Intraclass(value, f, df1, df2, Interval((low - 1) / (low + k - 1), (high - 1) / (high + k - 1)))


def _agreement(own: _Squares, tail: float) -> Intraclass:
    n, k = own.targets, own.raters
    df1, df2 = n - 1, (n - 1) * (k - 1)
    below = own.between + (k - 1) * own.error + k * (own.judges - own.error) / n
    value = _ratio_of(own.between - own.error, below)
    if own.error == 0 or value is None:
        return Intraclass(value, None, df1, df2, None)
    return Intraclass(value, own.between / own.error, df1, df2, _agreement_interval(own, value, tail))


def _agreement_interval(own: _Squares, value: float, tail: float) -> Interval:
    """Satterthwaite's approximate degrees of freedom, as in Shrout & Fleiss."""
    n, k = own.targets, own.raters
    f_judges = own.judges / own.error
    rest = n * (1 + (k - 1) * value) - k * value
    above = (k - 1) * (n - 1) * (k * value * f_judges + rest) ** 2
    v = above / ((n - 1) * k**2 * value**2 * f_judges**2 + rest**2)
    upper, lower = float(stats.f.ppf(tail, n - 1, v)), float(stats.f.ppf(tail, v, n - 1))
    spread = k * own.judges + (k * n - k - n) * own.error
    return Interval(
        n * (own.between - upper * own.error) / (upper * spread + n * own.between),
        n * (lower * own.between - own.error) / (spread + n * lower * own.between),
    )


def _stepped_up(single: Intraclass, k: int) -> Intraclass:
    """Spearman-Brown: the reliability of the mean of k raters."""
    value = None if single.value is None else _ratio_of(k * single.value, 1 + (k - 1) * single.value)
    interval = single.interval
    if interval is not None:
        low, high = (_ratio_of(k * end, 1 + (k - 1) * end) for end in (interval.low, interval.high))
        interval = None if low is None or high is None else Interval(low, high)
    return Intraclass(value, single.f, single.df1, single.df2, interval)


def _ratio_of(above: float, below: float) -> float | None:
    return above / below if below else None
