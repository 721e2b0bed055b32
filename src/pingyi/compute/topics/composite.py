"""Composite score, ranking with exact ties, effective weights and sensitivity to the weights."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from pingyi.compute.inputs import BadInput, Value, flag, whole
from pingyi.compute.topics.survey import read_counts, read_scale
from pingyi.rules.encoding import decimal_text
from pingyi.rules.scoring.composite import CompositeRule, Part, compose, mean_grade, rounded
from pingyi.rules.scoring.ranking import competition, dense, first_units, last_units
from pingyi.rules.scoring.sensitivity import (
    EffectiveWeight,
    Outcome,
    WeightChange,
    published_alternatives,
    smallest_change,
)
from pingyi.rules.scoring.sensitivity import effective_weights as weigh
from pingyi.rules.scoring.sensitivity import outcome as try_out


def exact_text(value: Fraction) -> str:
    """A decimal where it ends ("83.3"), a fraction where it does not ("281/350")."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    with localcontext() as context:
        context.prec = len(str(abs(value.numerator))) + 4 * len(str(value.denominator)) + 4
        return decimal_text(Decimal(value.numerator) / Decimal(value.denominator))


def composite_score(inputs: Value) -> dict[str, Any]:
    """One unit's total from one row of counts and its inspection points, exact (A6-2: 83.30)."""
    scale = read_scale(inputs)
    counts = read_counts(inputs, scale)
    given = [(code, part) for code, part in inputs.field("inspection").fields(most=20)]
    rule = CompositeRule(
        scale=scale,
        survey=Part("survey", inputs.field("survey_points").exact(0, 1000)),
        inspected=tuple(Part(code, part.field("of").exact(0, 1000)) for code, part in given),
    )
    mean = mean_grade(scale, counts)
    total = compose(rule, mean, {code: part.field("points").exact() for code, part in given})
    return {
        "n": sum(counts.values()),
        "survey_mean": exact_text(mean),
        "points": {code: exact_text(points) for code, points in total.points},
        "total_exact": exact_text(total.total),
        "total": str(rounded(total.total, whole(inputs, "decimals", 2, 0, 6))),
        "possible_range": [exact_text(end) for end in rule.possible_range],
    }


def composite_ranking(inputs: Value) -> dict[str, Any]:
    """Exact composites in percent weights; ranks on exact and on rounded values; disqualified units listed apart."""
    weights, units = percent_weights(inputs), inputs.field("units").rows(most=5000)
    rows = {name: _row(item, weights) for name, item in units}
    out = {name for name, item in units if flag(item, "disqualified", False)}
    totals = {name: _total(row, weights) for name, row in rows.items()}
    shown = {name: rounded(total) for name, total in totals.items()}
    breaks = _tie_break(inputs, weights)
    ranked = [name for name in rows if name not in out]
    exact = {name: (totals[name],) for name in ranked}
    near = {name: (Fraction(shown[name]),) for name in ranked}
    broken_key = "rank_2dp_tiebreak_" + "_then_".join(breaks)
    places = {
        "rank_exact_min": competition(exact),
        "rank_exact_dense": dense(exact),
        "rank_2dp_min": competition(near),
        broken_key: competition({name: (*near[name], *(rows[name][own] for own in breaks)) for name in ranked}),
    }
    decimals = _decimals([*weights.values(), *(score for row in rows.values() for score in row.values())])
    ordered = sorted(rows, key=lambda name: (name in out, -totals[name]))
    ends = ("rank_exact_min", "rank_2dp_min", broken_key)
    return {
        "ranked_units": len(ranked),
        "units": [
            {
                "id": name,
                "composite_exact": str(rounded(totals[name], decimals)),
                "composite_2dp_half_up": str(shown[name]),
                "disqualified": name in out,
                **{key: found.get(name) for key, found in places.items()},
            }
            for name in ordered
        ],
        "first": {key: sorted(first_units(places[key]), key=ordered.index) for key in ends},
        "last": {key: sorted(last_units(places[key]), key=ordered.index) for key in ends},
    }


def percent_weights(inputs: Value) -> dict[str, Fraction]:
    """`weights_percent`: part → percent, summing to 100."""
    given = inputs.field("weights_percent")
    weights = {name: weight.exact(0, 100) for name, weight in given.fields(least=1, most=20)}
    if sum(weights.values()) != 100:
        raise BadInput(f"{given.path}: must sum to 100, not {float(sum(weights.values())):g}")
    if any("/" in str(weight.raw) for _, weight in given.fields()):
        raise BadInput(f"{given.path}: must be decimal numbers, so that the composite has an exact decimal form")
    return weights


def _row(item: Value, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    row = {}
    for part in weights:
        score = item.field(part)
        if "/" in str(score.raw):
            raise score.refuse("a decimal number")
        row[part] = score.exact()
    return row


def _tie_break(inputs: Value, weights: Mapping[str, Fraction]) -> list[str]:
    given = inputs.maybe("tie_break")
    if given is None:
        return list(weights)[:2]
    return [item.choice(list(weights)) for item in given.items(least=1, most=20)]


def _total(row: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    return sum((weights[part] * score for part, score in row.items()), Fraction(0)) / 100


def _decimals(values: Sequence[Fraction]) -> int:
    """Places that hold every product of a percent weight and a score: at least the four of hundredths × percent."""
    places = 2
    while any((value * 10**places).denominator != 1 for value in values):
        places += 1
    return places + 2


def effective_weights(inputs: Value) -> list[dict[str, Any]]:
    """Real influence of each part: `parts` (part → nominal points) and `units` with points per part."""
    nominal, points = _points_table(inputs)
    whole_points = sum(nominal.values(), Fraction(0))
    columns = {part: [row[part] for row in points.values()] for part in nominal}
    return effective_rows(weigh(columns, {part: own / whole_points for part, own in nominal.items()}))


def effective_rows(found: Sequence[EffectiveWeight]) -> list[dict[str, Any]]:
    """Effective weights as JSON rows."""
    return [
        {
            "part": own.part,
            "nominal": own.nominal,
            "variance_share": own.variance_share,
            "squared_correlation": own.squared_correlation,
            "sd": own.sd,
        }
        for own in found
    ]


def _points_table(inputs: Value) -> tuple[dict[str, Fraction], dict[str, dict[str, Fraction]]]:
    nominal = {
        part: own.exact(Fraction(1, 10**6), 10**6) for part, own in inputs.field("parts").fields(least=1, most=20)
    }
    table = {
        name: {part: own_points(item).field(part).exact(0, most) for part, most in nominal.items()}
        for name, item in inputs.field("units").rows(least=2, most=1000)
    }
    return nominal, table


def own_points(item: Value) -> Value:
    """Where a unit's points stand: in `points`, or beside its id."""
    return item.maybe("points") or item


def weight_sensitivity(inputs: Value) -> dict[str, Any]:
    """Places under the published alternatives, and the smallest weight change that alters the last place."""
    nominal, points = _points_table(inputs)
    total = sum(nominal.values(), Fraction(0))
    weights = tuple(own / total for own in nominal.values())
    shares = {unit: tuple(row[part] / most for part, most in nominal.items()) for unit, row in points.items()}
    places = competition({unit: (sum(row.values(), Fraction(0)),) for unit, row in points.items()})
    outcomes = [try_out(alternative, shares, places) for alternative in published_alternatives(weights)]
    return {
        "rank": places,
        "alternatives": [outcome_row(own) for own in outcomes],
        "smallest_change_of_last_place": change_row(
            smallest_change(shares, weights, last_units(places)[0]), list(nominal)
        ),
    }


def outcome_row(own: Outcome) -> dict[str, Any]:
    """What one alternative does to the places, as JSON."""
    return {
        "name": own.name,
        "rank": dict(own.places),
        "mean_rank_shift": own.mean_shift,
        "max_rank_shift": own.largest_shift,
        "kendall_tau_b": own.tau_b,
        "first_stays": own.first_stays,
        "last_stays": own.last_stays,
    }


def change_row(own: WeightChange | None, parts: Sequence[str]) -> dict[str, Any] | None:
    """The smallest weight change, as JSON; null when no weights whatever change the last place."""
    if own is None:
        return None
    return {
        "unit": own.unit,
        "rival": own.rival,
        "moved_percent": 100 * own.moved,
        "weights_percent": {part: 100 * weight for part, weight in zip(parts, own.weights, strict=True)},
    }
