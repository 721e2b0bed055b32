"""Single answers, quadrature and root finding: the tools of the other methods."""

import math
from fractions import Fraction

import numpy as np
from scipy import integrate, optimize

WEIGHTS = {"优秀": "0.9", "满意": "0.8", "基本满意": "0.7", "不满意": "0.5"}


VALUES = {grade: Fraction(weight) for grade, weight in WEIGHTS.items()}


def counts(*numbers):
    return dict(zip(WEIGHTS, numbers, strict=True))


def expand(table):
    return [VALUES[grade] for grade, number in table.items() for _ in range(number)]


def two_sided_normal(z):
    return math.erfc(abs(z) / math.sqrt(2))


def t_tail(t, df):
    norm = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    return integrate.quad(lambda x: norm * (1 + x * x / df) ** (-(df + 1) / 2), t, np.inf, epsabs=1e-14)[0]


def t_quantile(confidence, df):
    return optimize.brentq(lambda t: t_tail(t, df) - (1 - confidence) / 2, 0.1, 200, xtol=1e-14)


def score_root(p, n, t, low, high):
    """A Wilson bound is where the score test just rejects."""
    return optimize.brentq(lambda q: (p - q) ** 2 * n - t * t * q * (1 - q), low, high, xtol=1e-15)
