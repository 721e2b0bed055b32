"""Cases about one survey: shares, missing answers, allocation, response, and change over years."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np
from scipy import optimize, special

from own.methods import WEIGHTS, counts, expand, score_root, t_quantile, t_tail, two_sided_normal


def share_interval():
    strata = [("firms", 40, 12), ("parks", 9, 9), ("villages", 200, 20)]
    for hit in (False, True):
        rows = [{"id": name, "N": size, "n": n, "x": n if hit else 0} for name, size, n in strata]
        whole = sum(size for _, size, _ in strata)
        chance = sum((size / whole) ** 2 * (1 - n / size) / n for _, size, n in strata)
        n_eff, answers = 1 / chance, sum(n for *_, n in strata)
        df = answers - len(strata)
        t = t_quantile(0.95, df)
        bound = score_root(0.0, n_eff, t, 1e-6, 0.9)
        size = n_eff * (t_quantile(0.95, answers - 1) / t) ** 2
        upper = optimize.brentq(lambda q, size=size: (1 - q) ** size - 0.025, 1e-9, 0.9, xtol=1e-15)
        flip = (lambda low, high: [1 - high, 1 - low]) if hit else (lambda low, high: [low, high])
        yield (
            {"strata": rows, "confidence": 0.95},
            {
                "n": answers,
                "N": whole,
                "df_n_minus_H": df,
                "estimate": float(hit),
                "se": 0.0,
                "ci95_wilson_neff_t": flip(0.0, bound),
                "ci95_logit_t": None,
                "ci95_korn_graubard": flip(0.0, upper),
                "n_eff_wilson": n_eff,
            },
        )

    for found, answers in ((0, 40), (40, 40), (37, 40)):
        yield (
            {"n": answers, "x": found},
            {"estimate": found / answers, "ci95_simple_random_sample": textbook(found, answers)},
        )


def textbook(found, answers):
    """Every interval from its definition: where a test just rejects, or where a density leaves 2.5 %."""
    z = optimize.brentq(lambda z: two_sided_normal(z) - 0.05, 1, 3, xtol=1e-15)
    p = found / answers

    def at_least(q):
        return sum(math.comb(answers, k) * q**k * (1 - q) ** (answers - k) for k in range(found, answers + 1))

    def at_most(q):
        return sum(math.comb(answers, k) * q**k * (1 - q) ** (answers - k) for k in range(found + 1))

    def below(q):
        return special.betainc(found + 0.5, answers - found + 0.5, q)

    def root(function, aim):
        return optimize.brentq(lambda q: function(q) - aim, 1e-12, 1 - 1e-12, xtol=1e-15)

    low, high = found > 0, found < answers
    near = (found + z * z / 2) / (answers + z * z)
    half = z * math.sqrt(near * (1 - near) / (answers + z * z))
    return {
        "wilson": [
            score_root(p, answers, z, 1e-9, p - 1e-9) if low else 0.0,
            score_root(p, answers, z, p + 1e-9, 1 - 1e-9) if high else 1.0,
        ],
        "clopper_pearson": [root(at_least, 0.025) if low else 0.0, root(at_most, 0.025) if high else 1.0],
        "jeffreys": [root(below, 0.025) if low else 0.0, root(below, 0.975) if high else 1.0],
        "agresti_coull": [max(0.0, near - half), min(1.0, near + half)],
    }


def nonresponse_bounds():
    units = {
        "north": [("firms", 60, 20, counts(8, 5, 2, 1)), ("villages", 140, 30, counts(10, 9, 4, 2))],
        "south": [("firms", 50, 20, counts(9, 6, 3, 1)), ("villages", 150, 30, counts(2, 3, 1, 0))],
        "east": [("firms", 30, 30, counts(0, 0, 5, 25)), ("villages", 60, 10, counts(0, 0, 2, 8))],
    }
    rows = []
    for name, strata in units.items():
        whole = sum(size for _, size, _, _ in strata)
        found = {}
        for key, filler in (("estimate", None), ("worst", Fraction("0.5")), ("best", Fraction("0.9"))):
            total = Fraction(0)
            for _, size, drawn, table in strata:
                answers = expand(table)
                if filler is not None:
                    answers += [filler] * (drawn - len(answers))
                total += Fraction(size, whole) * sum(answers) / len(answers)
            found[key] = float(total)
        rows.append({"id": name, **found})
    inputs = {
        "grade_weights": WEIGHTS,
        "units": [
            {"id": name, "strata": [dict(zip(("id", "N", "n", "counts"), row, strict=True)) for row in strata]}
            for name, strata in units.items()
        ],
    }
    yield (
        inputs,
        {
            "units": rows,
            "overlaps": [{"units": ["north", "south"], "overlap": "whole"}],
            "order_depends_on_nonresponse": [["north", "south"]],
        },
    )


def nonresponse_bounds_silent():
    """Nobody of the parks answered: no score, but bounds."""
    strata = [("firms", 60, 20, counts(8, 5, 2, 1)), ("parks", 40, 4, counts(0, 0, 0, 0))]
    bounds = {}
    for key, filler in (("worst", Fraction("0.5")), ("best", Fraction("0.9"))):
        firms = expand(strata[0][3]) + [filler] * 4
        bounds[key] = float(Fraction(6, 10) * sum(firms) / 20 + Fraction(4, 10) * filler)
    rows = [dict(zip(("id", "N", "n", "counts"), row, strict=True)) for row in strata]
    parks = {"id": "parks", "drawn": 4, "answers": 0, "estimate": None, "worst": 0.5, "best": 0.9}
    firms = {"id": "firms", "drawn": 20, "answers": 16, "estimate": float(sum(expand(strata[0][3])) / 16)}
    yield {"grade_weights": WEIGHTS, "strata": rows}, {"estimate": None, **bounds, "strata": [firms, parks]}


def allocation_floor():
    sizes = {"institutes": 12, "firms": 60, "parks": 5, "towns": 25, "people": 150}
    held = {name: min(5, size) for name, size in sizes.items()}

    def total(scale):
        return sum(min(max(scale * size, held[name]), size) for name, size in sizes.items())

    scale = optimize.brentq(lambda s: total(s) - 40, 0.01, 1, xtol=1e-15)
    real = {name: min(max(scale * size, held[name]), size) for name, size in sizes.items()}
    yield (
        {"strata": [{"id": name, "N": size} for name, size in sizes.items()], "n": 40, "floor": 5},
        {
            "real": real,
            "allocation": {"institutes": 5, "firms": 7, "parks": 5, "towns": 5, "people": 18},
        },
    )


def response_rates():
    firms, villages = {"I": 30, "P": 2, "R": 3, "UO": 5}, {"I": 20, "R": 5, "UO": 35, "NE": 4}
    both = Counter(firms) + Counter(villages)

    def row(own):
        answered = sum(own.get(code, 0) for code in ("I", "P", "R"))
        e = answered / (answered + own.get("NE", 0))
        return {
            "complete": own["I"],
            "sampled": sum(own.values()),
            "RR1": own["I"] / (answered + own["UO"]),
            "RR3": own["I"] / (answered + e * own["UO"]),
            "e": e,
        }

    flags = ["villages: RR1 is below 50 %", "villages and firms differ by more than 20 points in RR1"]
    strata = [{"id": "firms", "dispositions": firms}, {"id": "villages", "dispositions": villages}]
    answers = [{"id": "firms", **row(firms)}, {"id": "villages", **row(villages)}]
    yield (
        {"units": [{"id": "north", "strata": strata}]},
        [{"id": "north", **row(both), "strata": answers, "flags": flags}],
    )


def year_change():
    before, after = (81.2, 0.9, 92), (83.6, 0.8, 118)
    difference, se, df = after[0] - before[0], math.sqrt(0.9**2 + 0.8**2), 210
    half = t_quantile(0.95, df) * se
    yield (
        {
            "before": {"year": 2024, "estimate": 81.2, "se": 0.9, "df": 92, "rank_set": [3, 6]},
            "after": {"year": 2025, "estimate": 83.6, "se": 0.8, "df": 118, "rank_set": [1, 3]},
        },
        {
            "difference": difference,
            "se": se,
            "t": difference / se,
            "df": df,
            "p_two_sided": 2 * t_tail(difference / se, df),
            "ci95_t": [difference - half, difference + half],
            "rank_change_reportable": False,
        },
    )


def year_change_counts():
    """Both years as counts: every answer expanded, the finite population taken off stratum by stratum."""
    years = {
        2024: [("firms", 60, (8, 5, 2, 1)), ("villages", 140, (10, 9, 4, 2))],
        2025: [("firms", 50, (9, 6, 3, 0)), ("villages", 150, (14, 6, 1, 1))],
    }
    values, variances, df = [], [], 0
    for strata in years.values():
        whole = sum(size for _, size, _ in strata)
        rows = [(size, np.array([float(own) for own in expand(counts(*row))])) for _, size, row in strata]
        values.append(sum(size / whole * own.mean() for size, own in rows))
        variances.append(
            sum((size / whole) ** 2 * (1 - len(own) / size) * own.var(ddof=1) / len(own) for size, own in rows)
        )
        df += sum(len(own) - 1 for _, own in rows)
    difference, se = values[1] - values[0], math.sqrt(sum(variances))
    half = t_quantile(0.95, df) * se
    items = [
        {"year": year, "strata": [{"id": name, "N": size, "counts": counts(*row)} for name, size, row in strata]}
        for year, strata in years.items()
    ]
    yield (
        {"grade_weights": WEIGHTS, "years": items},
        {
            "before": values[0],
            "after": values[1],
            "difference": difference,
            "se": se,
            "df": df,
            "p_two_sided": 2 * t_tail(difference / se, df),
            "ci95_t": [difference - half, difference + half],
            "p_two_sided_z": two_sided_normal(difference / se),
        },
    )


def trend():
    series = [(2021, 79.8, 1.1), (2022, 81.0, 0.9), (2023, 80.6, 0.8), (2024, 82.9, 0.9), (2025, 83.6, 0.7)]
    root = np.array([1 / se for _, _, se in series])
    design = np.array([[1.0, year - 2021] for year, _, _ in series]) * root[:, None]
    target = np.array([value for _, value, _ in series]) * root
    (intercept, slope), *_ = np.linalg.lstsq(design, target, rcond=None)
    se = math.sqrt(np.linalg.inv(design.T @ design)[1, 1])
    q = float(((target - design @ np.array([intercept, slope])) ** 2).sum())
    half = optimize.brentq(lambda z: two_sided_normal(z) - 0.05, 1, 3, xtol=1e-14) * se
    rows = [{"year": year, "estimate": value, "se": own} for year, value, own in series]
    old = {"year": 2019, "estimate": 95.0, "se": 1.0}
    yield (
        {"series": [old, {**rows[0], "break": True}, *rows[1:]]},
        {
            "years": [2021, 2022, 2023, 2024, 2025],
            "slope": slope,
            "se_slope": se,
            "intercept_at_first_year": intercept,
            "z": slope / se,
            "p_two_sided": two_sided_normal(slope / se),
            "ci95_z": [slope - half, slope + half],
            "Q": q,
            "Q_df": 3,
            "Q_p": float(special.gammaincc(1.5, q / 2)),
        },
    )
