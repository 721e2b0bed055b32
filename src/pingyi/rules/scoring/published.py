"""From what is published to the ranking and back: the inputs of a reckoning and its result as canonical values.

The office, the statistics bureau and any outsider call the same two functions on the same file: `inputs` are the
counts of the opened boxes, the sizes of the frames and the signed points; `result_of` is everything that follows.
Exact numbers travel as texts ("4013/50"); errors and intervals, which are floats, are rounded to six decimals and
stand apart under `uncertainty`, so that the digest of `exact` does not depend on anybody's floating point (R151, R192).
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.sampling.counts import StratumCounts
from pingyi.rules.scoring.certainty import PlaceVerdict
from pingyi.rules.scoring.errors import BadTable
from pingyi.rules.scoring.planned import composite_rule, inspected_points
from pingyi.rules.scoring.reckoning import CountTable, Reckoning, UnitReckoning, UnitTally, reckon
from pingyi.rules.scoring.sensitivity import WeightChange
from pingyi.rules.scoring.status import Status

UNCERTAIN_DECIMALS = 6


def result_of(book: Rulebook, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The whole published result of one campaign's inputs. Raises BadTable naming what does not fit."""
    return published(reckon(count_table(book, inputs), composite_rule(book)))


def count_table(book: Rulebook, inputs: Mapping[str, Any]) -> CountTable:
    """The county table behind published inputs: only scored questions count (decision 1, A2-2). Raises BadTable.

    In the order of the codes, so that the same inputs in any order give the same bytes.

    `inputs["units"][unit]` = {"status", "strata": {stratum: {"members", "counts": {question: {answer: n}}}},
    "blocks": {block: "18.4" or "92/5"}}; a box that was never opened has no counts.
    """
    scored = [question.code for question in book.survey.questions if question.scored]
    weights = book.grade_weights
    units = []
    for code, unit in sorted(inputs["units"].items()):
        try:
            strata = tuple(
                StratumCounts(
                    stratum, part["members"], _scored_counts(part["counts"], scored, list(weights)), len(scored)
                )
                for stratum, part in sorted(unit["strata"].items())
            )
            points = inspected_points(book, {block: Fraction(text) for block, text in unit["blocks"].items()})
            units.append(UnitTally(code, strata, points, Status(unit["status"])))
        except (KeyError, TypeError, ArithmeticError) as fault:
            raise BadTable(f"unit {code}: the published inputs are incomplete ({fault!r})") from fault
    return CountTable(tuple(units))


def _scored_counts(counts: Mapping[str, Mapping[str, int]], questions: list[str], grades: list[str]) -> dict[str, int]:
    if not counts:
        return dict.fromkeys(grades, 0)
    return {grade: sum(counts[question][grade] for question in questions) for grade in grades}


def published(reckoning: Reckoning) -> dict[str, Any]:
    """The result as a canonical value: `exact`, which decides, and `uncertainty`, which doubts."""
    return {"exact": _exact(reckoning), "uncertainty": _uncertainty(reckoning)}


def _exact(reckoning: Reckoning) -> dict[str, Any]:
    low, high = reckoning.possible_range
    return {
        "possible_range": [low, high],
        "decimals": reckoning.decimals,
        "units": [
            {
                "unit": own.unit,
                "status": own.status,
                "place": own.place,
                "total": own.composite.total,
                "published": own.published,
                "survey_mean": own.composite.survey_mean,
                "other_mean": own.other_mean,
                "points": dict(own.composite.points),
                "withheld": own.withheld,
            }
            for own in reckoning.units
        ],
        "last_bears": reckoning.last_bears,
        "last_without_disqualified": reckoning.last_without_disqualified,
        "variance_shares": {own.part: own.variance_share for own in reckoning.effective_weights},
    }


def _uncertainty(reckoning: Reckoning) -> dict[str, Any]:
    return {
        "units": {own.unit: _doubt(own) for own in reckoning.units},
        "first": _verdict(reckoning.first),
        "last": _verdict(reckoning.last),
        "effective_weights": [
            {
                "part": own.part,
                "nominal": own.nominal,
                "variance_share": own.variance_share,
                "sd": _shown(own.sd),
                "squared_correlation": _shown(own.squared_correlation),
            }
            for own in reckoning.effective_weights
        ],
        "alternatives": [
            {
                "name": own.name,
                "places": dict(own.places),
                "mean_shift": _shown(own.mean_shift),
                "largest_shift": own.largest_shift,
                "tau_b": _shown(own.tau_b),
                "first_stays": own.first_stays,
                "last_stays": own.last_stays,
            }
            for own in reckoning.alternatives
        ],
        "weight_change": _change(reckoning.weight_change),
        "warnings": reckoning.warnings,
    }


def _change(change: WeightChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"unit": change.unit, "rival": change.rival, "moved": change.moved, "weights": change.weights}


def _doubt(own: UnitReckoning) -> dict[str, Any]:
    return {
        "se": _shown(own.se),
        "interval": [_shown(own.interval.low), _shown(own.interval.high)],
        "rank_set": [own.rank_set.low, own.rank_set.high] if own.rank_set else None,
        "alike": own.alike,
        "warnings": own.warnings,
    }


def _verdict(verdict: PlaceVerdict) -> dict[str, Any]:
    return {
        "units": verdict.units,
        "p": _shown(verdict.p),
        "confirmed": verdict.confirmed,
        "possible": verdict.possible,
    }


def _shown(value: float | None) -> str | None:
    return None if value is None else f"{value:.{UNCERTAIN_DECIMALS}f}"
