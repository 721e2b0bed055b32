"""Screens for counts and arrivals that deserve a second look. Never verdicts: no score changes by itself.

Benford's law does not apply to counts this small and bounded; it is not used.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from pingyi.rules.sampling.errors import BadCounts, BadFigure

Floats: TypeAlias = npt.NDArray[np.float64]

LEAST_EXPECTED = 5
MOST_TABLES = 2_000_000


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two rows of grade counts compared: the test used, its statistic (None for Fisher), p, adjusted residuals.

    A residual beyond ±2 says which grade is over- or under-represented in the first row. `chi2` and `chi2_p` are
    Pearson's, without continuity correction, also where Fisher's test is the one used; None with a single grade.
    """

    test: str
    statistic: float | None
    df: int
    p: float
    residuals: tuple[float, ...]
    chi2: float | None = None
    chi2_p: float | None = None


def contrast(row: Sequence[int], rest: Sequence[int]) -> Contrast:
    """Chi-square of 2 × G; Fisher's exact test when an expected count is below 5. Empty grades are left out.

    Raises BadCounts when either row has no answer. With a single grade in use nothing can differ: p = 1.
    """
    if min(sum(row), sum(rest)) < 1 or min(*row, *rest) < 0:
        raise BadCounts("both rows of a comparison need at least one answer and no negative count")
    table = np.array([row, rest], dtype=np.float64)
    used = table.sum(axis=0) > 0
    table = table[:, used]
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    residuals = np.zeros(len(row))
    df = table.shape[1] - 1
    if df == 0:
        return Contrast("none", None, 0, 1.0, tuple(residuals.tolist()))
    factor = np.outer(1 - table.sum(axis=1) / table.sum(), 1 - table.sum(axis=0) / table.sum())
    residuals[used] = ((table - expected) / np.sqrt(expected * factor))[0]
    chi2 = float(((table - expected) ** 2 / expected).sum())
    chi2_p = float(stats.chi2.sf(chi2, df))
    if expected.min() < LEAST_EXPECTED:
        p = _fisher([int(count) for count in table[0]], [int(count) for count in table.sum(axis=0)])
        if p is not None:
            return Contrast("fisher", None, df, p, tuple(residuals.tolist()), chi2, chi2_p)
    return Contrast("chi2", chi2, df, chi2_p, tuple(residuals.tolist()), chi2, chi2_p)


def _fisher(row: Sequence[int], columns: Sequence[int]) -> float | None:
    """Freeman-Halton: probability of all tables with these margins that are no likelier than the observed one.

    None when there are too many tables to list; the chi-square is good enough there.
    """
    drawn = sum(row)
    axes = sorted(columns)[:-1]
    if math.prod(min(size, drawn) + 1 for size in axes) > MOST_TABLES:
        return None
    grids = np.meshgrid(*(np.arange(min(size, drawn) + 1) for size in axes), indexing="ij", sparse=True)
    rest = drawn - sum(grids[1:], grids[0])
    largest = max(columns)
    possible = (rest >= 0) & (rest <= largest)
    logs = sum((_log_choose(size, grid) for size, grid in zip(axes, grids, strict=True)), np.zeros(1))
    logs = np.where(possible, logs + _log_choose(largest, np.where(possible, rest, 0)), -np.inf)
    ordered = sorted(zip(columns, row, strict=True), key=lambda pair: pair[0])
    observed = sum(float(_log_choose(size, np.array(count))) for size, count in ordered)
    top = float(logs.max())
    weights = np.exp(logs - top)
    return min(1.0, float(weights[logs <= observed + 1e-7].sum() / weights.sum()))


def _log_choose(size: int, taken: npt.NDArray[np.int_]) -> Floats:
    logs: Floats = special.gammaln(size + 1) - special.gammaln(taken + 1) - special.gammaln(size - taken + 1)
    return logs


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjusted p-values that control the false discovery rate over the units screened together."""
    order = sorted(range(len(p)), key=lambda i: p[i], reverse=True)
    adjusted, lowest = [1.0] * len(p), 1.0
    for position, index in enumerate(order):
        lowest = min(lowest, p[index] * len(p) / (len(p) - position))
        adjusted[index] = lowest
    return adjusted


def against_rest(units: Mapping[str, Sequence[int]]) -> dict[str, tuple[Contrast, float]]:
    """Every unit against all others together: the contrast and its p adjusted over units. Raises BadCounts."""
    whole = [sum(column) for column in zip(*units.values(), strict=True)]
    found = {
        unit: contrast(row, [total - own for total, own in zip(whole, row, strict=True)]) for unit, row in units.items()
    }
    adjusted = benjamini_hochberg([own.p for own in found.values()])
    return dict(zip(found, zip(found.values(), adjusted, strict=True), strict=True))


def unanimity(counts: Sequence[int], shares: Sequence[float]) -> float | None:
    """Probability that as many answers all fall on the one grade seen, under the pooled shares; None if they differ."""
    answers = sum(counts)
    if not answers or max(counts) < answers:
        return None
    return float(shares[list(counts).index(answers)] ** answers)


def low_variance(counts: Sequence[int], shares: Sequence[float], weights: Sequence[float]) -> float | None:
    """Lower-tail p of (r-1)s²/σ² with σ² from the pooled shares: answers more alike than chance makes them.

    An approximation (the answers are discrete), good enough to sort by. None for fewer than two answers or no spread.
    """
    answers = sum(counts)
    expected = math.fsum(share * weight for share, weight in zip(shares, weights, strict=True))
    pooled = math.fsum(share * (weight - expected) ** 2 for share, weight in zip(shares, weights, strict=True))
    if answers < 2 or pooled <= 0:
        return None
    mean = math.fsum(count * weight for count, weight in zip(counts, weights, strict=True)) / answers
    squares = math.fsum(count * (weight - mean) ** 2 for count, weight in zip(counts, weights, strict=True))
    return float(stats.chi2.cdf(squares / pooled, answers - 1))


@dataclass(frozen=True, slots=True)
class Straightness:
    """How many strata of a unit have the same count vector for every question, against the other units' frequency."""

    unit: str
    identical: int
    strata: int
    others_share: float | None
    p: float | None


def identical_vectors(tables: Mapping[str, Sequence[Sequence[Sequence[int]]]]) -> list[Straightness]:
    """unit → strata → questions → counts: straight-lining shows as equal rows over all questions of a stratum.

    p is the binomial upper tail under the other units' share; None without other strata. Strata with fewer than two
    questions or without an answer say nothing and are left out.
    """
    found = {unit: [_alike(stratum) for stratum in strata if _informative(stratum)] for unit, strata in tables.items()}
    whole = sum(len(rows) for rows in found.values())
    alike = sum(sum(rows) for rows in found.values())
    result = []
    for unit, own in found.items():
        others = whole - len(own)
        share = (alike - sum(own)) / others if others else None
        p = float(stats.binom.sf(sum(own) - 1, len(own), share)) if own and share is not None else None
        result.append(Straightness(unit, sum(own), len(own), share, p))
    return result


def _informative(stratum: Sequence[Sequence[int]]) -> bool:
    return len(stratum) > 1 and any(any(question) for question in stratum)


def _alike(stratum: Sequence[Sequence[int]]) -> bool:
    rows: set[Hashable] = {tuple(question) for question in stratum}
    return len(rows) == 1


@dataclass(frozen=True, slots=True)
class Burst:
    """Arrivals per coarse bucket: index of dispersion with its p, and the fullest window against Poisson.

    `p` is multiplied by the number of windows looked at (Bonferroni). Deadlines and reminders make bursts too.
    """

    buckets: int
    arrivals: int
    dispersion: float | None
    dispersion_p: float | None
    start: int
    count: int
    expected: float
    p: float


def burst_scan(arrivals: Sequence[int], *, window: int = 1, left_out: Sequence[int] = ()) -> Burst:
    """Scan arrivals per bucket without the buckets of night and deadline (`left_out`, counted from 0).

    A window never spans a bucket that is left out. Raises BadFigure.
    """
    if any(count < 0 for count in arrivals) or window < 1:
        raise BadFigure("arrivals cannot be negative and a window is at least one bucket wide")
    out = set(left_out)
    kept = [index for index in range(len(arrivals)) if index not in out]
    inside = set(kept)
    starts = [start for start in kept if all(start + step in inside for step in range(window))]
    if not starts:
        raise BadFigure("no window of that width is left to scan")
    whole = sum(arrivals[index] for index in kept)
    mean = whole / len(kept)
    squares = math.fsum((arrivals[index] - mean) ** 2 for index in kept)
    known = mean > 0 and len(kept) > 1
    start = max(starts, key=lambda own: (sum(arrivals[own : own + window]), -own))
    count = sum(arrivals[start : start + window])
    return Burst(
        buckets=len(kept),
        arrivals=whole,
        dispersion=squares / mean / (len(kept) - 1) if known else None,
        dispersion_p=float(stats.chi2.sf(squares / mean, len(kept) - 1)) if known else None,
        start=start,
        count=count,
        expected=mean * window,
        p=min(1.0, float(stats.poisson.sf(count - 1, mean * window)) * len(starts)),
    )
