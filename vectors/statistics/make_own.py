"""Recompute our own cases (own-*.json) by other methods than the product's: `python vectors/statistics/make_own.py`.

Nothing of pingyi is imported. Where the product uses a closed form, this uses enumeration, root finding, quadrature,
a linear programme or least squares; where the product counts, this expands the counts to single answers.
"""

import itertools
import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import integrate, optimize, special, stats

HERE = Path(__file__).parent
WEIGHTS = {"优秀": "0.9", "满意": "0.8", "基本满意": "0.7", "不满意": "0.5"}
VALUES = {grade: Fraction(weight) for grade, weight in WEIGHTS.items()}
EXACT, CLOSE = "exact", {"abs": 1e-9}


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


def last_place():
    units = [("a", 84.0, 0.6), ("b", 82.5, 0.7), ("c", 82.4, 0.9), ("d", 79.0, 0.8)]
    z = min(abs(score - 79.0) / math.sqrt(se**2 + 0.8**2) for name, score, se in units if name != "d")
    top = min(abs(score - 84.0) / math.sqrt(se**2 + 0.6**2) for name, score, se in units if name != "a")
    yield (
        {"units": [dict(zip(("id", "score", "se"), own, strict=True)) for own in units]},
        {
            "last": {"units": ["d"], "p_two_sided": two_sided_normal(z), "confirmed": True, "possible": ["d"]},
            "first": {
                "units": ["a"],
                "p_two_sided": two_sided_normal(top),
                "confirmed": False,
                "possible": ["a", "b", "c"],
            },
        },
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


def holm_by_hand(hypotheses, alpha):
    rejected = set()
    for index, (p, pair) in enumerate(sorted(hypotheses, key=lambda own: own[0])):
        if p > alpha / (len(hypotheses) - index):
            break
        rejected.add(pair)
    return rejected


def rank_sets_multinomial():
    chosen = {"a": 70, "b": 50, "c": 49, "d": 20, "e": 20, "f": 3}
    tests = []
    for j, k in itertools.permutations(chosen, 2):
        both = chosen[j] + chosen[k]
        tests.append((Fraction(sum(math.comb(both, i) for i in range(chosen[j], both + 1)), 2**both), (j, k)))

    def sets(wins):
        low = [1 + sum((other, unit) in wins for other in chosen) for unit in chosen]
        return {"L": low, "U": [len(chosen) - sum((unit, other) in wins for other in chosen) for unit in chosen]}

    alpha = Fraction(1, 20)
    marginal = {"L": [], "U": []}
    for index, unit in enumerate(chosen):
        own = sets(holm_by_hand([(p, pair) for p, pair in tests if unit in pair], alpha))
        marginal["L"].append(own["L"][index])
        marginal["U"].append(own["U"][index])
    yield (
        {"counts": chosen, "confidence": 0.95},
        {
            "ids": list(chosen),
            "rank": [1, 2, 3, 4, 4, 6],
            "simultaneous_holm": sets(holm_by_hand(tests, alpha)),
            "marginal_holm": marginal,
            "simultaneous_bonferroni": sets({pair for p, pair in tests if p <= alpha / len(tests)}),
        },
    )


POINTS = {
    "a": {"survey": 57.4, "A": 16.5, "BC": 8.1},
    "b": {"survey": 56.1, "A": 17.9, "BC": 9.2},
    "c": {"survey": 58.8, "A": 13.0, "BC": 7.0},
    "d": {"survey": 55.0, "A": 15.5, "BC": 9.6},
}
NOMINAL = {"survey": 70, "A": 20, "BC": 10}


def table_inputs():
    return {"parts": NOMINAL, "units": [{"id": unit, "points": row} for unit, row in POINTS.items()]}


def effective_weights():
    columns = {part: np.array([row[part] for row in POINTS.values()]) for part in NOMINAL}
    total = sum(columns.values())
    yield (
        table_inputs(),
        [
            {
                "part": part,
                "nominal": NOMINAL[part] / 100,
                "variance_share": np.cov(own, total)[0, 1] / np.var(total, ddof=1),
                "squared_correlation": np.corrcoef(own, total)[0, 1] ** 2,
                "sd": np.std(own, ddof=1),
            }
            for part, own in columns.items()
        ],
    )


def weight_sensitivity():
    shares = {unit: [row[part] / most for part, most in NOMINAL.items()] for unit, row in POINTS.items()}

    columns = np.array(list(shares.values()))
    stretched = (columns - columns.min(0)) / (columns.max(0) - columns.min(0))
    nominal = np.array([0.7, 0.2, 0.1])

    def ranks(scores):
        return {unit: 1 + int((scores > own + 1e-12).sum()) for unit, own in zip(POINTS, scores, strict=True)}

    official = ranks(columns @ nominal)
    tried = {
        "60/25/15": columns @ [0.6, 0.25, 0.15],
        "80/15/5": columns @ [0.8, 0.15, 0.05],
        "equal": columns.mean(1),
        "first_part_only": columns[:, 0],
        "geometric": np.exp(np.log(columns) @ nominal),
        "min_max_first": stretched @ nominal,
    }
    alternatives = []
    for name, scores in tried.items():
        own = ranks(scores)
        shifts = [abs(own[unit] - official[unit]) for unit in POINTS]
        pairs = list(itertools.combinations(POINTS, 2))
        signs = [(np.sign(own[j] - own[k]), np.sign(official[j] - official[k])) for j, k in pairs]
        tau = sum(x * y for x, y in signs) / math.sqrt(sum(x * x for x, _ in signs) * sum(y * y for _, y in signs))
        alternatives.append(
            {
                "name": name,
                "rank": own,
                "mean_rank_shift": sum(shifts) / 4,
                "max_rank_shift": max(shifts),
                "kendall_tau_b": float(tau),
                "first_stays": own["b"] == 1,
                "last_stays": own["c"] == 4,
            }
        )
    best = None
    for rival in "abd":
        # d = u - v with u, v >= 0: minimise the weight moved so that c and the rival are level.
        gain = [x - y for x, y in zip(shares["c"], shares[rival], strict=True)]
        missing = -sum(w * g for w, g in zip([0.7, 0.2, 0.1], gain, strict=True))
        found = optimize.linprog(
            [0.5] * 6,
            A_ub=[[-g for g in gain] + gain],
            b_ub=[-missing],
            A_eq=[[1, 1, 1, -1, -1, -1]],
            b_eq=[0],
            bounds=[(0, None)] * 3 + [(0, 0.7), (0, 0.2), (0, 0.1)],
        )
        if found.success and (best is None or found.fun < best[1]):
            best = (rival, found.fun)
    yield (
        table_inputs(),
        {
            "rank": official,
            "alternatives": alternatives,
            "smallest_change_of_last_place": {"unit": "c", "rival": best[0], "moved_percent": 100 * best[1]},
        },
    )


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


COUNTIES = {
    "青禾县": ([(60, (8, 5, 2, 1)), (140, (10, 9, 4, 2))], 18.4, 8.7, False),
    "白石县": ([(40, (4, 4, 4, 2)), (90, (5, 6, 7, 3))], 17.5, 9.1, False),
    "云岭区": ([(50, (1, 2, 5, 6)), (100, (1, 3, 8, 9))], 12.0, 6.0, False),
    "南浦市": ([(30, (9, 1, 0, 0)), (80, (15, 4, 1, 0))], 19.0, 9.9, True),
}


def county_table():
    rows, ranking = [], {}
    for name, (strata, a, bc, out) in COUNTIES.items():
        whole = sum(size for size, _ in strata)
        mean, variance, smooth, df = 0.0, 0.0, 0.0, 0
        pooled = np.sum([row for _, row in strata], axis=0) + 0.5
        pooled = pooled / pooled.sum()
        for size, row in strata:
            answers = np.array([float(own) for own in expand(counts(*row))])
            share, n = size / whole, len(answers)
            mean += share * answers.mean()
            variance += share**2 * (1 - n / size) * answers.var(ddof=1) / n
            values = np.array([float(own) for own in VALUES.values()])
            mass = np.array(row) + pooled
            centre = (mass * values).sum() / (n + 1)
            smooth += share**2 * (1 - n / size) * (mass * (values - centre) ** 2).sum() / n / (n + 1)
            df += n - 1
        t, p = t_quantile(0.95, df), (mean - 0.5) / 0.4
        n_eff = p * (1 - p) / (variance / 0.16)
        low, high = score_root(p, n_eff, t, 0, p), score_root(p, n_eff, t, p, 1)
        ranking[name] = (70 * mean + a + bc, 70 * math.sqrt(smooth))
        rows.append(
            {
                "id": name,
                "status": "disqualified" if out else "ranked",
                "se": 70 * math.sqrt(variance),
                "se_for_ranking": ranking[name][1],
                "df": df,
                "interval": [70 * (0.5 + 0.4 * end) + a + bc for end in (low, high)],
                "rank": None if out else list(COUNTIES).index(name) + 1,
            }
        )
    gap = ranking["白石县"][0] - ranking["云岭区"][0]
    z = gap / math.hypot(ranking["白石县"][1], ranking["云岭区"][1])
    inputs = {
        "rule": {
            "grade_weights": WEIGHTS,
            "survey_points": 70,
            "parts": {"A": 20, "BC": 10},
            "tie_break": ["survey", "A"],
            "stratum_weighting": True,
        },
        "units": [
            {
                "id": name,
                "strata": [
                    {"id": f"s{index}", "N": size, "counts": counts(*row)} for index, (size, row) in enumerate(strata)
                ],
                "points": {"A": str(a), "BC": str(bc)},
                "disqualified": out,
            }
            for name, (strata, a, bc, out) in COUNTIES.items()
        ],
    }
    yield (
        inputs,
        {
            "ranked_units": 3,
            "possible_range": ["35", "93"],
            "units": rows,
            "last": {
                "units": ["云岭区"],
                "p_two_sided": two_sided_normal(z),
                "confirmed": True,
                "possible": ["云岭区"],
            },
            "last_bears": ["云岭区"],
        },
    )


def composite_score():
    yield (
        {
            "grade_weights": WEIGHTS,
            "counts": counts(120, 160, 50, 20),
            "survey_points": 70,
            "inspection": {"A": {"points": "18.4", "of": 20}, "BC": {"points": "8.7", "of": 10}},
        },
        {
            "n": 350,
            "survey_mean": "281/350",
            "points": {"survey": "56.2", "A": "18.4", "BC": "8.7"},
            "total_exact": "83.3",
            "total": "83.30",
            "possible_range": ["35", "93"],
        },
    )


CASES = {
    allocation_floor: ("The default allocation: proportional with a floor", CLOSE, "bisection on the scale"),
    anomaly_screen: ("Four units, one unanimous: exact tests", CLOSE, "enumeration of all tables; scipy BH"),
    anomaly_screen_large: ("Three units with large counts", CLOSE, "scipy.stats.chi2_contingency"),
    burst_scan: ("Arrivals with a burst beside night and deadline", CLOSE, "term-by-term Poisson sum"),
    composite_score: ("The worked example of the plan", EXACT, "pocket calculator"),
    county_table: ("Three ranked counties and a disqualified one", CLOSE, "single answers, quadrature, root finding"),
    effective_weights: ("Effective weights of four units", CLOSE, "numpy covariance and correlation"),
    identical_vectors: ("Straight-lining in two of three strata", CLOSE, "binomial tails by hand"),
    last_place: ("The last place is real, the first is not", CLOSE, "complementary error function"),
    nonresponse_bounds: ("What the missing could hide", CLOSE, "single answers"),
    rank_sets_multinomial: ("Ranks from one vote count", EXACT, "binomial coefficients and Holm's loop"),
    response_rates: ("Two strata, one below 50 %", CLOSE, "counted by hand"),
    share_interval: (
        "Nobody and everybody of the kind asked about",
        CLOSE,
        "score test and binomial tail, root finding",
    ),
    trend: ("Five comparable years after a break", CLOSE, "least squares on whitened rows; incomplete gamma"),
    weight_sensitivity: ("Alternatives and the smallest weight change", CLOSE, "scipy linear programme; pair counts"),
    year_change: ("Change between two years", CLOSE, "quadrature of the t density"),
}


def main():
    for function, (title, tolerance, method) in CASES.items():
        answers = list(function())
        for number, (inputs, expected) in enumerate(answers, start=1):
            name = function.__name__.replace("_", "-") + (f"-{number}" if len(answers) > 1 else "")
            name = "worked-example" if name == "composite-score" else f"own-{name}"
            case = {
                "id": name,
                "title": title,
                "topic": function.__name__.removesuffix("_large"),
                "inputs": inputs,
                "expected": expected,
                "tolerance": tolerance,
                "source": "Invented numbers (ours).",
                "computed_with": [method, "make_own.py, which imports nothing of the product"],
            }
            text = json.dumps(case, ensure_ascii=False, indent=1, default=float)
            (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
