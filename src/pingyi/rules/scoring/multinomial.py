"""Rank sets when units are ranked by how often they were chosen (one multinomial count vector).

Bazylik, Mogstad, Romano, Shaikh & Wilhelm: given two counts' sum, either count is binomial with 1/2 under equality,
so every pair has an exact one-sided p-value; Holm (or Bonferroni) makes them simultaneous.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from scipy import stats

from pingyi.rules.sampling.errors import BadCounts
from pingyi.rules.scoring.certainty import Flags, Floats, RankSet, holm_adjusted, sets_of_wins


class Correction(StrEnum):
    """How the many comparisons are paid for."""

    HOLM = "holm"
    BONFERRONI = "bonferroni"


def pair_p(counts: Mapping[str, int]) -> Floats:
    """p[j, k] of "j is chosen more often than k": P(X ≥ x_j) for X ~ Bin(x_j + x_k, 1/2). Raises BadCounts."""
    if len(counts) < 2 or min(counts.values()) < 0:
        raise BadCounts("a comparison needs at least two units and no negative count")
    own = np.array(list(counts.values()))
    p: Floats = stats.binom.sf(own[:, None] - 1, own[:, None] + own[None, :], 0.5)
    return p


def multinomial_sets(
    counts: Mapping[str, int], *, confidence: float = 0.95, correction: Correction = Correction.HOLM
) -> list[RankSet]:
    """Simultaneous rank sets of all units; the largest count is first. Raises BadCounts."""
    p = pair_p(counts)
    cells = ~np.eye(len(p), dtype=bool)
    return sets_of_wins(list(counts), _wins(p, cells, 1 - confidence, correction))


def marginal_sets(
    counts: Mapping[str, int], *, confidence: float = 0.95, correction: Correction = Correction.HOLM
) -> list[RankSet]:
    """Each unit's set when it asks about itself: only its own pairs are corrected for. Raises BadCounts."""
    p = pair_p(counts)
    return [_marginal(list(counts), index, p, 1 - confidence, correction) for index in range(len(counts))]


def _marginal(units: list[str], index: int, p: Floats, alpha: float, correction: Correction) -> RankSet:
    cells = np.zeros(p.shape, dtype=bool)
    cells[index, :] = cells[:, index] = True
    cells[index, index] = False
    return sets_of_wins(units, _wins(p, cells, alpha, correction))[index]


def _wins(p: Floats, cells: Flags, alpha: float, correction: Correction) -> Flags:
    own = p[cells]
    wins = np.zeros(p.shape, dtype=bool)
    wins[cells] = (holm_adjusted(own) if correction is Correction.HOLM else own * len(own)) <= alpha
    return wins
