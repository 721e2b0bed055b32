"""Cases about totals and places: composite, rank sets, weights, the whole county table."""

import itertools
import math
from fractions import Fraction

import numpy as np
from scipy import optimize

from own.methods import VALUES, WEIGHTS, counts, expand, score_root, t_quantile, two_sided_normal


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


def last_place():
    units = [("a", 84.0, 0.6), ("b", 82.5, 0.7), ("c", 82.4, 0.9), ("d", 79.0, 0.8)]

    def against(name, score, se):
        rows = [(other, abs(own - score) / math.sqrt(error**2 + se**2)) for other, own, error in units if other != name]
        p = [two_sided_normal(z) for _, z in rows]
        return {"ids": [other for other, _ in rows], "z": [z for _, z in rows], "p_two_sided": p}

    last, first = against("d", 79.0, 0.8), against("a", 84.0, 0.6)
    yield (
        {"units": [dict(zip(("id", "score", "se"), own, strict=True)) for own in units]},
        {
            "ids": ["a", "b", "c", "d"],
            "rank": [1, 2, 3, 4],
            "last": "d",
            "last_vs_others": last,
            "last_verification_p": max(last["p_two_sided"]),
            "last_confirmed": True,
            "possible_last": ["d"],
            "first": "a",
            "first_vs_others": first,
            "first_verification_p": max(first["p_two_sided"]),
            "first_confirmed": False,
            "possible_first": ["a", "b", "c"],
        },
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


COUNTIES = {
    "青禾县": ([(60, (8, 5, 2, 1)), (140, (10, 9, 4, 2))], 18.4, 8.7, False),
    "白石县": ([(40, (4, 4, 4, 2)), (90, (5, 6, 7, 3))], 17.5, 9.1, False),
    "云岭区": ([(50, (1, 2, 5, 6)), (100, (1, 3, 8, 9))], 12.0, 6.0, False),
    "南浦市": ([(30, (9, 1, 0, 0)), (80, (15, 4, 1, 0))], 19.0, 9.9, True),
}


def county_inputs():
    return {
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
    yield (
        county_inputs(),
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


def county_table_percent():
    """Marks out of 100 and percent weights, as in open-09; everybody answered, so nothing is left to chance."""
    grades, marks = {"a": (9, 1, 0, 0), "b": (2, 5, 2, 1), "c": (0, 1, 4, 5)}, {"a": 82, "b": 95, "c": 60}
    rows = []
    for name, row in grades.items():
        mean = sum(expand(counts(*row))) / Fraction(10)
        total = 70 * mean + Fraction(30 * marks[name], 100)
        rows.append({"id": name, "total": f"{float(total):.2f}", "se": 0.0, "survey": {"estimate": float(mean)}})
    rows.sort(key=lambda own: -float(own["total"]))
    yield (
        {
            "grade_weights": WEIGHTS,
            "weights_percent": {"satisfaction": 70, "inspection": 30},
            "units": [
                {"id": name, "strata": [{"id": "all", "N": 10, "counts": counts(*row)}], "inspection": marks[name]}
                for name, row in grades.items()
            ],
        },
        {"ranked_units": 3, "units": [{**row, "rank": place} for place, row in enumerate(rows, start=1)]},
    )
