"""How many answers a promise needs (statistics: Sample size). Round up once, at the end."""

import math

from pingyi.rules.sampling.errors import BadFigure
from pingyi.rules.sampling.interval import quantile_z


def size_for_share(margin: float, share: float, population: int, *, z: float) -> float:
    """n = z² pq N / (d² (N-1) + z² pq): answers for a share within ± margin, real-valued.

    Raises BadFigure unless margin and share lie strictly between 0 and 1 and there is a population.
    """
    if not (0 < margin < 1 and 0 < share < 1):
        raise BadFigure("margin and share must lie strictly between 0 and 1")
    if population < 1:
        raise BadFigure("the population must have at least one member")
    spread = z * z * share * (1 - share)
    return spread * population / (margin * margin * (population - 1) + spread)


def size_for_score(variance: float, target_se: float, population: int) -> float:
    """n0 = S²/e², n = n0 / (1 + n0/N): answers for a standard error of e, real-valued. Raises BadFigure."""
    if variance < 0 or target_se <= 0:
        raise BadFigure("S2 must not be negative and the target standard error must be above 0")
    if population < 1:
        raise BadFigure("the population must have at least one member")
    plain = variance / target_se / target_se
    return plain / (1 + plain / population) if math.isfinite(plain) else float(population)


def size_for_total(
    margin: float, deviation: float, survey_weight: float, population: int, *, confidence: float = 0.95
) -> float:
    """A6-7: answers per unit so that the total of the composite is within ± margin points.

    `deviation` of single answers in points of 100, `survey_weight` as a share of the total (0.7).
    n0 = (z SD w / e)², n = n0 / (1 + (n0-1)/N). Raises BadFigure.
    """
    if margin <= 0 or deviation <= 0 or not 0 < survey_weight <= 1 or population < 1:
        raise BadFigure("margin, deviation, weight and population must be above 0 and the weight at most 1")
    plain = (quantile_z(confidence) * deviation * survey_weight / margin) ** 2
    return plain / (1 + (plain - 1) / population)


def whole(size: float) -> int:
    """Round up, forgiving the last bits of floating point (79.000000000001 is 79)."""
    nearest = round(size)
    return nearest if abs(size - nearest) < 1e-9 else math.ceil(size)


def invitations(size: int, expected_response: float) -> int:
    """n / expected response rate, rounded up. Raises BadFigure."""
    if not 0 < expected_response <= 1:
        raise BadFigure("the expected response rate must lie above 0 and at most 1")
    return whole(size / expected_response)
