"""Screens of counts and arrivals: advisory, never a verdict."""

from typing import Any

from pingyi.rules.sampling import anomaly
from pingyi.verify.inputs import BadInput, Value, named, whole
from pingyi.verify.topics.survey import read_counts, read_scale


def anomaly_screen(inputs: Value) -> list[dict[str, Any]]:
    """Every unit against the rest: chi-square or Fisher with BH, residuals, unanimity and low variance."""
    scale = read_scale(inputs)
    items = inputs.field("units").items(least=2, most=500)
    rows = {name: [read_counts(item, scale).get(grade, 0) for grade in scale.grades] for name, item in _named(items)}
    for item, row in zip(items, rows.values(), strict=True):
        if not sum(row):
            raise BadInput(f"{item.path}.counts: must have at least one answer")
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
            "standardised_residuals": dict(zip(scale.grades, found.residuals, strict=True)),
            "unanimity_p": anomaly.unanimity(rows[name], shares),
            "low_variance_p": anomaly.low_variance(rows[name], shares, weights),
        }
        for name, (found, adjusted) in anomaly.against_rest(rows).items()
    ]


def _named(items: list[Value]) -> list[tuple[str, Value]]:
    return list(zip(named(items), items, strict=True))


def identical_vectors(inputs: Value) -> list[dict[str, Any]]:
    """Strata in which every question has the same count vector, per unit, against the other units' frequency."""
    items = inputs.field("units").items(least=1, most=500)
    tables = {name: [_questions(stratum) for stratum in _strata(item)] for name, item in _named(items)}
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


def _strata(item: Value) -> list[Value]:
    strata = item.field("strata").items(least=1, most=500)
    named(strata)
    return strata


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
    return {"test": found.test, "statistic": found.statistic, "df": found.df, "p": found.p}
