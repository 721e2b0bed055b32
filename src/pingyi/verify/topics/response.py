"""Who answered, what the missing could hide, and weighting by a second margin."""

from itertools import combinations
from typing import Any

from pingyi.rules.sampling.counts import GradeScale
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.sampling.response import (
    Dispositions,
    DrawnStratum,
    missing_bounds,
    overlap,
    rates,
    response_flags,
)
from pingyi.rules.sampling.weights import KISH_WARNING, Cell, Margins, Weighted
from pingyi.verify.inputs import Value, named
from pingyi.verify.topics.survey import read_counts, read_scale, read_stratum


def aapor(inputs: Value) -> list[dict[str, Any]]:
    """e and all rates of a list of cases with `id` and `dispositions`."""
    items = inputs.items(least=1)
    return [
        {"id": name, "e": (outcome := _dispositions(item)).eligibility, "rates": rates(outcome)}
        for name, item in zip(named(items), items, strict=True)
    ]


def _dispositions(item: Value) -> Dispositions:
    return Dispositions({code: count.whole() for code, count in item.field("dispositions").fields(most=20)})


def response_rates(inputs: Value) -> list[dict[str, Any]]:
    """RR1 with RR3 and e beside it, per unit and stratum, with the flags the office must see."""
    answers = []
    units = inputs.field("units").items(least=1)
    for name, unit in zip(named(units), units, strict=True):
        items = unit.field("strata").items(least=1)
        strata = {own: _dispositions(item) for own, item in zip(named(items), items, strict=True)}
        together = Dispositions({code: sum(own.of(code) for own in strata.values()) for code in _codes(strata)})
        rows = [{"id": own, **_row(outcome)} for own, outcome in strata.items()]
        answers.append({"id": name, **_row(together), "strata": rows, "flags": list(response_flags(strata))})
    return answers


def _codes(strata: dict[str, Dispositions]) -> list[str]:
    return sorted({code for outcome in strata.values() for code in outcome.counts})


def _row(outcome: Dispositions) -> dict[str, Any]:
    found = rates(outcome)
    return {
        "complete": outcome.of("I"),
        "sampled": sum(outcome.counts.values()),
        "RR1": found["RR1"],
        "RR3": found["RR3"],
        "e": outcome.eligibility,
    }


def nonresponse_bounds(inputs: Value) -> dict[str, Any]:
    """Scores if all missing drawn members had given the worst or the best grade, and whose order depends on them."""
    scale = read_scale(inputs)
    given = inputs.maybe("weighting")
    weighting = Weighting(given.choice([own.value for own in Weighting])) if given else Weighting.FRAME
    units = inputs.field("units").items(least=1, most=500)
    found = [
        missing_bounds(name, _drawn(unit, scale), scale, weighting)
        for name, unit in zip(named(units), units, strict=True)
    ]
    pairs = [(one, other, overlap(one, other)) for one, other in combinations(found, 2)]
    return {
        "units": [{"id": own.unit, "estimate": own.score, "worst": own.worst, "best": own.best} for own in found],
        "overlaps": [
            {"units": [one.unit, other.unit], "overlap": kind} for one, other, kind in pairs if kind != "none"
        ],
        "order_depends_on_nonresponse": [[one.unit, other.unit] for one, other, kind in pairs if kind == "whole"],
    }


def _drawn(unit: Value, scale: GradeScale) -> list[DrawnStratum]:
    items = unit.field("strata").items(least=1, most=2000)
    named(items)
    return [DrawnStratum(read_stratum(item, scale), item.field("n").whole()) for item in items]


def weighting(inputs: Value) -> dict[str, Any]:
    """Design weights, post-stratification on a second margin and raking on both."""
    scale = read_scale(inputs)
    strata = {name: size.whole() for name, size in inputs.field("stratum_sizes").fields(least=1, most=2000)}
    groups = {name: size.whole() for name, size in inputs.field("group_population_totals").fields(least=1, most=2000)}
    cells = [
        Cell(item.field("stratum").text(), item.field("group").text(), read_counts(item, scale))
        for item in inputs.field("cells").items(least=1, most=5000)
    ]
    margins = Margins(cells, scale, strata, groups)
    design, stratified, raked = margins.design(), margins.post_stratified(), margins.raked()
    answer: dict[str, Any] = {
        "design_only": {"estimate": design.value, "se": design.se},
        "post_stratified_on_group": _weighted(stratified, cells),
        "raked_on_stratum_and_group": _weighted(raked, cells) | {"kish_deff_of_weights": raked.kish},
    }
    if raked.kish > KISH_WARNING:
        answer["warnings"] = [f"the weights are very unequal: Kish factor above {KISH_WARNING}"]
    return answer


def _weighted(found: Weighted, cells: list[Cell]) -> dict[str, Any]:
    return {
        "estimate": found.value,
        "se": found.se,
        "weights": [
            {"stratum": cell.stratum, "group": cell.group, "weight_per_respondent": weight}
            for cell, weight in zip(cells, found.weights, strict=True)
        ],
    }
