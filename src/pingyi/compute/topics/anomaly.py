"""Screens of counts and arrivals: advisory, never a verdict."""

from typing import Any

from pingyi.compute.inputs import BadInput, Value, whole
from pingyi.compute.topics.survey import read_counts, read_scale
from pingyi.rules.sampling import anomaly
from pingyi.rules.sampling.counts import GradeScale


def anomaly_screen(inputs: Value) -> list[dict[str, Any]]:
    """Every unit against the rest: chi-square or Fisher with BH, residuals, unanimity and low variance."""
    scale = read_scale(inputs)
    rows = {name: _row(item, scale) for name, item in inputs.field("units").rows(least=2, most=500)}
    whole_row = [sum(column) for column in zip(*rows.values(), strict=True)]
    shares = [count / sum(whole_row) for count in whole_row]
    weights = [float(weight) for _, weight in scale.weights]
    return [
        {
            "id": name,
            "test": found.test,
            "statistic": found.statistic,
            "df": found.df,
            "p": found.p,
            "p_bh": adjusted,
            "chi2": found.chi2,
            "p_chi2": found.chi2_p,
            "standardised_residuals": dict(zip(scale.grades, found.residuals, strict=True)),
            "unanimity_p": anomaly.unanimity(rows[name], shares),
            "low_variance_p": anomaly.low_variance(rows[name], shares, weights),
        }
        for name, (found, adjusted) in anomaly.against_rest(rows).items()
    ]


def _row(item: Value, scale: GradeScale) -> list[int]:
    """The unit's counts per grade: its own `counts`, or those of its `strata` together."""
    given = item.maybe("strata")
    tables = [read_counts(own, scale) for own in ([item] if given is None else [own for _, own in given.rows()])]
    row = [sum(table.get(grade, 0) for table in tables) for grade in scale.grades]
    if not sum(row):
        raise BadInput(f"{item.path}.counts: must have at least one answer")
    return row


def identical_vectors(inputs: Value) -> list[dict[str, Any]]:
    """Strata in which every question has the same count vector, per unit, against the other units' frequency."""
    tables = {
        name: [_questions(stratum) for _, stratum in item.field("strata").rows(most=500)]
        for name, item in inputs.field("units").rows(most=500)
    }
    return [
        {
            "id": own.unit,
            "identical_strata": own.identical,
            "strata": own.strata,
            "share_of_others": own.others_share,
            "p_binomial": own.p,
        }
        for own in anomaly.identical_vectors(tables)
    ]


def _questions(stratum: Value) -> list[list[int]]:
    questions = stratum.field("questions").items(least=1, most=200)
    return [[count.whole() for count in question.items(least=1, most=50)] for question in questions]


def burst_scan(inputs: Value) -> dict[str, Any]:
    """Arrivals per coarse bucket without night and deadline; `inside` and `outside` compare the grade mix."""
    arrivals = [count.whole(0, 10**6) for count in inputs.field("arrivals").items(least=1)]
    out = inputs.maybe("left_out")
    left_out = [] if out is None else [own.whole(0, len(arrivals) - 1) for own in out.items()]
    found = anomaly.burst_scan(arrivals, window=whole(inputs, "window", 1, 1, 1000), left_out=left_out)
    answer: dict[str, Any] = {
        "buckets": found.buckets,
        "arrivals": found.arrivals,
        "index_of_dispersion": found.dispersion,
        "dispersion_p": found.dispersion_p,
        "largest_window": {"start": found.start, "count": found.count, "expected": found.expected},
        "p_bonferroni": found.p,
    }
    if inputs.maybe("inside") is not None:
        answer["grade_mix"] = _mix(inputs)
    return answer


def _mix(inputs: Value) -> dict[str, Any]:
    inside, outside = (
        [own.whole(0, 10**6) for own in inputs.field(name).items(least=2, most=50)] for name in ("inside", "outside")
    )
    if len(inside) != len(outside):
        raise BadInput(f"inputs.outside: must have the {len(inside)} grades of inputs.inside, not {len(outside)}")
    found = anomaly.contrast(inside, outside)
    return {
        "test": found.test,
        "statistic": found.statistic,
        "df": found.df,
        "p": found.p,
        "chi2": found.chi2,
        "p_chi2": found.chi2_p,
    }
