"""Cases about anomalies: exact tests by enumeration, bursts term by term."""

import itertools
import math
from fractions import Fraction

import numpy as np
from scipy import special, stats

from own.methods import WEIGHTS, counts


def freeman_halton(row, rest):
    columns = [one + other for one, other in zip(row, rest, strict=True)]
    drawn = sum(row)

    def ways(table):
        return math.prod(math.comb(size, number) for size, number in zip(columns, table, strict=True))

    observed, below = ways(row), 0
    for table in itertools.product(*(range(size + 1) for size in columns)):
        if sum(table) == drawn and ways(table) <= observed:
            below += ways(table)
    return float(Fraction(below, math.comb(sum(columns), drawn)))


def anomaly_screen():
    units = {"a": (9, 6, 4, 1), "b": (8, 7, 5, 2), "c": (12, 0, 0, 0), "d": (7, 9, 3, 1)}
    whole = [sum(column) for column in zip(*units.values(), strict=True)]
    shares = [number / sum(whole) for number in whole]
    rows, p = [], []
    for name, row in units.items():
        rest = [total - own for total, own in zip(whole, row, strict=True)]
        p.append(freeman_halton(row, rest))
        table = np.array([row, rest], dtype=float)
        expected = stats.contingency.expected_freq(table)
        spread = expected * np.outer(1 - table.sum(1) / table.sum(), 1 - table.sum(0) / table.sum())
        residuals = ((table - expected) / np.sqrt(spread))[0]
        rows.append(
            {
                "id": name,
                "test": "fisher",
                "statistic": None,
                "df": 3,
                "p": p[-1],
                "standardised_residuals": counts(*residuals.tolist()),
                "unanimity_p": shares[0] ** 12 if name == "c" else None,
            }
        )
    for row, adjusted in zip(rows, stats.false_discovery_control(p), strict=True):
        row["p_bh"] = float(adjusted)
    yield {"grade_weights": WEIGHTS, "units": [{"id": n, "counts": counts(*row)} for n, row in units.items()]}, rows


def anomaly_screen_large():
    units = {"a": (90, 60, 40, 20), "b": (80, 70, 50, 25), "c": (160, 30, 10, 12)}
    whole = [sum(column) for column in zip(*units.values(), strict=True)]
    rows = []
    for name, row in units.items():
        rest = [total - own for total, own in zip(whole, row, strict=True)]
        found = stats.chi2_contingency(np.array([row, rest]), correction=False)
        rows.append({"id": name, "test": "chi2", "statistic": found.statistic, "df": 3, "p": found.pvalue})
    yield {"grade_weights": WEIGHTS, "units": [{"id": n, "counts": counts(*row)} for n, row in units.items()]}, rows


def burst_scan():
    arrivals = [0, 0, 2, 3, 1, 4, 2, 19, 3, 2, 1, 0, 40]
    kept = arrivals[2:12]
    mean = sum(kept) / len(kept)
    dispersion = float(np.var(kept, ddof=1)) / mean
    tail = 1 - math.fsum(math.exp(-2 * mean) * (2 * mean) ** k / math.factorial(k) for k in range(22))
    yield (
        {"arrivals": arrivals, "left_out": [0, 1, 12], "window": 2},
        {
            "buckets": 10,
            "arrivals": 37,
            "index_of_dispersion": dispersion,
            "dispersion_p": float(special.gammaincc(4.5, dispersion * 9 / 2)),
            "largest_window": {"start": 7, "count": 22, "expected": 2 * mean},
            "p_bonferroni": min(1.0, 9 * tail),
        },
    )


def identical_vectors():
    same, other = [[4, 3, 1, 0]] * 3, [[4, 3, 1, 0], [3, 4, 1, 0], [4, 3, 1, 0]]
    units = {"a": [same, same, other], "b": [other, other, same], "c": [other, other, other]}
    yield (
        {
            "units": [
                {"id": unit, "strata": [{"id": f"s{i}", "questions": rows} for i, rows in enumerate(strata)]}
                for unit, strata in units.items()
            ]
        },
        [
            {"id": "a", "identical_strata": 2, "strata": 3, "share_of_others": 1 / 6, "p_binomial": 16 / 216},
            {"id": "b", "identical_strata": 1, "strata": 3, "share_of_others": 1 / 3, "p_binomial": 19 / 27},
            {"id": "c", "identical_strata": 0, "strata": 3, "share_of_others": 1 / 2, "p_binomial": 1.0},
        ],
    )
