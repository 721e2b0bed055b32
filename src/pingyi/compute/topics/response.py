"""Who answered, what the missing could hide, and weighting by a second margin."""

from itertools import combinations
from typing import Any

from pingyi.compute.inputs import Value, each
from pingyi.compute.topics.survey import read_counts, read_scale, read_stratum
from pingyi.rules.sampling.counts import GradeScale
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.sampling.response import (
    Dispositions,
    DrawnStratum,
    MissingBounds,
    missing_bounds,
    overlap,
    rates,
    response_flags,
)
from pingyi.rules.sampling.weights import KISH_WARNING, Cell, Margins, Weighted


def aapor(inputs: Value) -> list[dict[str, Any]] | dict[str, Any]:
    """e and all rates of a list of cases with `id` and `dispositions`, or of one case alone."""
    return each(inputs, _rates)


def _rates(case: Value) -> dict[str, Any]:
    outcome = _dispositions(case)
    return {"e": outcome.eligibility, "rates": rates(outcome)}


def _dispositions(item: Value) -> Dispositions:
    given = item.field("dispositions")
    with given.blamed():
        return Dispositions({code: count.whole() for code, count in given.fields(most=20)})


def response_rates(inputs: Value) -> list[dict[str, Any]]:
    """RR1 with RR3 and e beside it, per unit and stratum, with the flags the office must see."""
    answers = []
    for name, unit in inputs.field("units").rows():
        strata = {own: _dispositions(item) for own, item in unit.field("strata").rows()}
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
    """Scores if all missing drawn members had given the worst or the best grade, and whose order depends on them.

    `units` with `strata`, or the `strata` of one unit alone.
    """
    scale = read_scale(inputs)
    given = inputs.maybe("weighting")
    weighting = Weighting(given.choice([own.value for own in Weighting])) if given else Weighting.FRAME
    if inputs.maybe("units") is None:
        strata = _drawn(inputs, scale)
        return _bounded(missing_bounds("all", strata, scale, weighting), strata, scale)
    units = {name: _drawn(unit, scale) for name, unit in inputs.field("units").rows(most=500)}
    found = [missing_bounds(name, strata, scale, weighting) for name, strata in units.items()]
    pairs = [(one, other, overlap(one, other)) for one, other in combinations(found, 2)]
    return {
        "units": [{"id": own.unit} | _bounded(own, units[own.unit], scale) for own in found],
        "overlaps": [
            {"units": [one.unit, other.unit], "overlap": kind} for one, other, kind in pairs if kind != "none"
        ],
        "order_depends_on_nonresponse": [[one.unit, other.unit] for one, other, kind in pairs if kind == "whole"],
    }


def _drawn(unit: Value, scale: GradeScale) -> list[DrawnStratum]:
    strata = []
    for name, item in unit.field("strata").rows(most=2000):
        with item.blamed():
            strata.append(DrawnStratum(read_stratum(name, item, scale), item.field("drawn").whole()))
    return strata


def _bounded(own: MissingBounds, strata: list[DrawnStratum], scale: GradeScale) -> dict[str, Any]:
    rows = []
    for stratum in strata:
        name, drawn = stratum.counts.stratum, {"drawn": stratum.drawn, "answers": stratum.counts.answers}
        if not stratum.drawn:
            continue
        alone = missing_bounds(name, [stratum], scale)
        rows.append({"id": name, **drawn, "estimate": alone.score, "worst": alone.worst, "best": alone.best})
    return {
        "estimate": own.score,
        "worst": own.worst,
        "best": own.best,
        "width": own.best - own.worst,
        "strata": rows,
    }


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
        "design_only": {"estimate": design.value, "se": design.se, "kish_deff_of_weights": design.kish},
        "post_stratified_on_group": _weighted(stratified, cells),
        "raked_on_stratum_and_group": _weighted(raked, cells),
    }
    if raked.kish > KISH_WARNING:
        answer["warnings"] = [f"the weights are very unequal: Kish factor above {KISH_WARNING}"]
    return answer


def _weighted(found: Weighted, cells: list[Cell]) -> dict[str, Any]:
    return {
        "estimate": found.value,
        "se": found.se,
        "kish_deff_of_weights": found.kish,
        "weights": [
            {"stratum": cell.stratum, "group": cell.group, "weight_per_respondent": weight}
            for cell, weight in zip(cells, found.weights, strict=True)
        ],
    }
