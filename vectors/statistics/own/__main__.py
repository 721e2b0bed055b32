"""Recompute our own cases (own-*.json) by other methods than the product's: `cd vectors/statistics; python -m own`.

Nothing of pingyi is imported. Where the product uses a closed form, this uses enumeration, root finding, quadrature,
a linear programme or least squares; where the product counts, this expands the counts to single answers.
"""

import json
import re
from pathlib import Path

from own import places, screens, survey

HERE = Path(__file__).parent.parent
EXACT, CLOSE = "exact", {"abs": 1e-9}

CASES = {
    survey.allocation_floor: ("The default allocation: proportional with a floor", CLOSE, "bisection on the scale"),
    screens.anomaly_screen: ("Four units, one unanimous: exact tests", CLOSE, "enumeration of all tables; scipy BH"),
    screens.anomaly_screen_large: ("Three units with large counts", CLOSE, "scipy.stats.chi2_contingency"),
    screens.burst_scan: ("Arrivals with a burst beside night and deadline", CLOSE, "term-by-term Poisson sum"),
    places.composite_score: ("The worked example of the plan", EXACT, "pocket calculator"),
    places.county_table: (
        "Three ranked counties and a disqualified one",
        CLOSE,
        "single answers, quadrature, roots",
    ),
    places.county_table_percent: ("Percent weights and marks out of 100, everybody answered", CLOSE, "single answers"),
    places.effective_weights: ("Effective weights of four units", CLOSE, "numpy covariance and correlation"),
    screens.identical_vectors: ("Straight-lining in two of three strata", CLOSE, "binomial tails by hand"),
    places.last_place: ("The last place is real, the first is not", CLOSE, "complementary error function"),
    survey.nonresponse_bounds: ("What the missing could hide", CLOSE, "single answers"),
    survey.nonresponse_bounds_silent: (
        "A stratum in which nobody answered has bounds, no score",
        CLOSE,
        "single answers",
    ),
    places.rank_sets_multinomial: ("Ranks from one vote count", EXACT, "binomial coefficients and Holm's loop"),
    survey.response_rates: ("Two strata, one below 50 %", CLOSE, "counted by hand"),
    survey.share_interval: (
        "Nobody, everybody and nearly everybody of the kind asked about",
        CLOSE,
        "score test and binomial tail, root finding",
    ),
    survey.trend: ("Five comparable years after a break", CLOSE, "least squares on whitened rows; incomplete gamma"),
    places.weight_sensitivity: (
        "Alternatives and the smallest weight change",
        CLOSE,
        "scipy linear programme; pair counts",
    ),
    survey.year_change: ("Change between two years", CLOSE, "quadrature of the t density"),
    survey.year_change_counts: ("Change between two years of counts", CLOSE, "single answers, quadrature"),
}
VARIANTS = re.compile("_(counts|large|percent|silent)$")


def main():
    for function, (title, tolerance, method) in CASES.items():
        answers = list(function())
        for number, (inputs, expected) in enumerate(answers, start=1):
            name = function.__name__.replace("_", "-") + (f"-{number}" if len(answers) > 1 else "")
            name = "worked-example" if name == "composite-score" else f"own-{name}"
            case = {
                "id": name,
                "title": title,
                "topic": VARIANTS.sub("", function.__name__),
                "inputs": inputs,
                "expected": expected,
                "tolerance": tolerance,
                "source": "Invented numbers (ours).",
                "computed_with": [method, "vectors/statistics/own, which imports nothing of the product"],
            }
            text = json.dumps(case, ensure_ascii=False, indent=1, default=float)
            (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
