"""How sure the places are: simultaneous rank sets, and whether the first and the last place are real.

Holm over all ordered pairs is the default: deterministic and valid under any dependence. The max-t step-down
(Mogstad, Romano, Shaikh & Wilhelm 2023) is sharper; it needs draws, so it needs a published seed (statistics: Rank
uncertainty). A higher score is better everywhere; negate scores for the opposite.
"""

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit's score and its standard error, same unit of measure; se 0 means known without sampling error."""

    unit: str
    score: float
    se: float


@dataclass(frozen=True, slots=True)
class RankSet:
    """The places the data allow a unit: from `low` (best) to `high` (worst)."""

    unit: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class MaxT:
    """The sharper method: a published seed (any text) and the number of draws (at least 100,000 for a publication)."""

    seed: str
    draws: int = 100_000


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """Whether the first or last place is real: what the simultaneous rank sets say, and nothing else.

    `units` stand at the place; `possible` are all units whose rank set holds it; `confirmed` when that is one unit of
    several. `p` is a test beside it that decides nothing: two-sided, of the closest other unit (None without another).
    """

    units: tuple[str, ...]
    p: float | None
    confirmed: bool
    possible: tuple[str, ...]


def rank_sets(units: Sequence[Measured], *, confidence: float = 0.95, method: MaxT | None = None) -> list[RankSet]:
    """Simultaneous rank sets for the whole table, by Holm unless `method` names the draws for max-t."""
    return sets_of_wins([unit.unit for unit in units], wins_by(units, confidence, method))


def wins_by(units: Sequence[Measured], confidence: float, method: MaxT | None) -> Flags:
    """wins[j, k]: "j beats k" holds simultaneously, by Holm or by max-t step-down."""
    if method is None:
        return holm_wins(units, confidence)
    return max_t_wins(units, confidence, max_t_noise(units, method))[0]


def sets_of_wins(units: Sequence[str], wins: Flags) -> list[RankSet]:
    """L = 1 + number of units that beat it; U = K - number it beats."""
    ahead, beaten = wins.sum(axis=0), wins.sum(axis=1)
    return [RankSet(unit, 1 + int(ahead[i]), len(units) - int(beaten[i])) for i, unit in enumerate(units)]


def z_matrix(units: Sequence[Measured]) -> Floats:
    """z[j, k] = (score_j - score_k) / √(se_j² + se_k²); two units without error compare as ±∞, or 0 when equal."""
    scores = np.array([unit.score for unit in units], dtype=np.float64)
    errors = np.array([unit.se for unit in units], dtype=np.float64)
    gap = scores[:, None] - scores[None, :]
    spread = np.hypot(errors[:, None], errors[None, :])
    with np.errstate(all="ignore"):
        z = gap / spread
    result: Floats = np.where(spread == 0, np.where(gap == 0, 0.0, np.copysign(np.inf, gap)), z)
    return result


def holm_wins(units: Sequence[Measured], confidence: float) -> Flags:
    """wins[j, k]: "j beats k" holds by Holm's step-down over all K(K-1) one-sided tests."""
    wins: Flags = holm_matrix(units) <= 1 - confidence
    return wins


def holm_matrix(units: Sequence[Measured]) -> Floats:
    """Holm-adjusted one-sided p-value of "j beats k" for every ordered pair; 1 on the diagonal."""
    p: Floats = special.ndtr(-z_matrix(units))
    cells = ~np.eye(len(units), dtype=bool)
    adjusted = np.ones(p.shape)
    adjusted[cells] = holm_adjusted(p[cells])
    return adjusted


def holm_adjusted(p: Floats) -> Floats:
    """Holm's adjusted p-values: running maximum of (m - i + 1) p_(i), at most 1."""
    order = np.argsort(p, kind="stable")
    factor = np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(factor * p[order])) if len(p) else p
    return adjusted


def max_t_wins(
    units: Sequence[Measured], confidence: float, noise: Floats, *, among: Callable[[int, int], bool] | None = None
) -> tuple[Flags, Flags, float]:
    """Step-down wins, single-step wins and the single-step critical value of the max-t procedure.

    `noise` comes from `max_t_noise`; `among(j, k)` restricts the ordered pairs that are tested together (a marginal
    set tests only a unit's own pairs).
    """
    z = z_matrix(units)
    size = len(units)
    tested = np.array([[j != k and (among is None or among(j, k)) for k in range(size)] for j in range(size)])
    wins = np.zeros((size, size), dtype=bool)
    single, critical = wins, math.nan
    while True:
        limit = _critical(noise, units, tested & ~wins, confidence)
        beyond = tested & ~wins & (z > limit)
        wins = wins | beyond
        if math.isnan(critical):
            single, critical = wins, limit
        if not beyond.any() or not (tested & ~wins).any():
            return wins, single, critical


def max_t_noise(units: Sequence[Measured], method: MaxT) -> Floats:
    """One row of normal errors per unit, from the seed alone.

    RandomState, because NumPy promises never to change its stream (NEP 19): a published seed must stay good for years.
    """
    words = np.frombuffer(hashlib.sha256(method.seed.encode()).digest(), dtype=">u4").astype(np.uint32)
    normal = np.random.RandomState(words).standard_normal((len(units), method.draws))
    errors: Floats = normal * np.array([[unit.se] for unit in units])
    return errors


def _critical(noise: Floats, units: Sequence[Measured], tested: Flags, confidence: float) -> float:
    largest = np.full(noise.shape[1], -np.inf)
    for j in range(len(units)):
        for k in range(j):
            spread = math.hypot(units[j].se, units[k].se)
            if not (tested[j, k] or tested[k, j]) or spread == 0:
                continue
            gap = (noise[j] - noise[k]) / spread
            if tested[j, k] and tested[k, j]:
                np.abs(gap, out=gap)
            elif tested[k, j]:
                np.negative(gap, out=gap)
            np.maximum(largest, gap, out=largest)
    # Without a pair that carries error every difference is decided by the scores alone.
    return 0.0 if np.isneginf(largest[0]) else float(np.quantile(largest, confidence))


def verdict(units: Sequence[Measured], sets: Sequence[RankSet], standing: Sequence[str], *, last: bool) -> PlaceVerdict:
    """Is the observed first or last place real? It is claimed for a unit when its simultaneous rank set holds no other.

    `standing` are the units observed at the place. The closest rival's p (Gutmann & Maymin 1987: unadjusted) is more
    powerful for this one claim, but can contradict the table beside it, so it is told and decides nothing.
    """
    edge = len(sets) if last else 1
    possible = tuple(own.unit for own in sets if own.low <= edge <= own.high)
    if len(units) < 2 or not standing:
        return PlaceVerdict(tuple(standing), None, False, possible)
    largest = max(rival_p(units, standing[0]).values())
    return PlaceVerdict(tuple(standing), largest, len(possible) == 1, possible)


def rival_p(units: Sequence[Measured], unit: str) -> dict[str, float]:
    """Two-sided p-value of the difference between `unit` and each other unit."""
    index = [own.unit for own in units].index(unit)
    z = z_matrix(units)[index]
    return {own.unit: float(2 * special.ndtr(-abs(z[i]))) for i, own in enumerate(units) if i != index}
