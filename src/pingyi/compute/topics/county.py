"""The full pipeline of a county table: counts and inspection points in, scores, places and their doubts out."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pingyi.compute.inputs import Value, confidence, flag, percent, whole
from pingyi.compute.topics.composite import (
    change_row,
    effective_rows,
    exact_text,
    outcome_row,
    own_points,
    percent_weights,
)
from pingyi.compute.topics.survey import pair, read_scale, read_stratum
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.sampling.interval import quantile_t, wald
from pingyi.rules.scoring.certainty import MaxT, PlaceVerdict
from pingyi.rules.scoring.composite import CompositeRule, Part
from pingyi.rules.scoring.reckoning import CountTable, UnitReckoning, UnitTally, reckon
from pingyi.rules.scoring.status import Status


def county_table(inputs: Value) -> dict[str, Any]:
    """`rule` (or its fields beside `units`) and `units` with strata, points and whether they are disqualified.

    The rule states `survey_points` and `parts` in points, or `weights_percent` with the survey first and every other
    part marked out of 100.
    """
    given = inputs.maybe("rule") or inputs
    in_percent = given.maybe("weights_percent") is not None
    rule = _rule(given, _percent_parts(given) if in_percent else _point_parts(given), confidence(inputs))
    ticks = whole(given, "items", 1, 1, 100)
    units = inputs.field("units").rows(most=300)
    table = CountTable(tuple(_tally(name, item, rule, ticks, marked=in_percent) for name, item in units))
    result = reckon(table, rule, method=_method(inputs))
    answer = {
        "ranked_units": len(result.ranked),
        "possible_range": [exact_text(end) for end in result.possible_range],
        "units": [_unit(own, rule.confidence) for own in result.units],
        "first": _verdict(result.first),
        "last": _verdict(result.last),
        "last_bears": list(result.last_bears),
        "last_without_disqualified": list(result.last_without_disqualified),
        "effective_weights": effective_rows(result.effective_weights),
        "alternatives": [outcome_row(own) for own in result.alternatives],
        "smallest_change_of_last_place": change_row(result.weight_change, [part.code for part in rule.parts]),
    }
    return answer | ({"warnings": list(result.warnings)} if result.warnings else {})


def _point_parts(given: Value) -> list[Part]:
    """The survey and the inspected parts by the points each can earn."""
    survey = Part("survey", given.field("survey_points").exact(0, 1000))
    return [survey, *(Part(code, most.exact(0, 1000)) for code, most in given.field("parts").fields(most=20))]


def _percent_parts(given: Value) -> list[Part]:
    return [Part(code, weight) for code, weight in percent_weights(given).items()]


def _rule(given: Value, parts: Sequence[Part], level: float) -> CompositeRule:
    collapse, ties = given.maybe("collapse"), given.maybe("tie_break")
    decimals = whole(given, "decimals", 2, 0, 6)
    return CompositeRule(
        scale=read_scale(given),
        survey=parts[0],
        inspected=tuple(parts[1:]),
        tie_break=() if ties is None else tuple(item.text() for item in ties.items(most=20)),
        weighting=Weighting.FRAME if flag(given, "stratum_weighting", True) else Weighting.POOLED,
        collapse=() if collapse is None else tuple((name, into.text()) for name, into in collapse.fields(most=2000)),
        collapse_below=whole(given, "collapse_below", 1),
        least_ranked=whole(given, "least_ranked", 3),
        last_skips_disqualified=flag(given, "last_skips_disqualified", True),
        least_cell=whole(given, "least_cell", 5),
        decimals=decimals,
        more_decimals=whole(given, "more_decimals", max(4, decimals), decimals, 6),
        confidence=level,
    )


def _tally(name: str, item: Value, rule: CompositeRule, ticks: int, *, marked: bool) -> UnitTally:
    strata = item.field("strata").rows(most=500)
    status = Status.RANKED if flag(item, "ranked", True) else Status.NOT_RANKED
    return UnitTally(
        unit=name,
        strata=tuple(read_stratum(own, stratum, rule.scale, ticks) for own, stratum in strata),
        points=_marks(item, rule) if marked else _points(item, rule),
        status=Status.DISQUALIFIED if flag(item, "disqualified", False) else status,
    )


def _points(item: Value, rule: CompositeRule) -> dict[str, Fraction]:
    given = item.maybe("points")
    if given is None:
        return {part.code: item.field(part.code).exact() for part in rule.inspected}
    return {code: points.exact() for code, points in given.fields(most=20)}


def _marks(item: Value, rule: CompositeRule) -> dict[str, Fraction]:
    """Marks out of 100, turned into points by the percent weight of their part."""
    given = own_points(item)
    return {part.code: part.points * given.field(part.code).exact(0, 100) / 100 for part in rule.inspected}


def _method(inputs: Value) -> MaxT | None:
    given = inputs.maybe("max_t")
    return None if given is None else MaxT(given.field("seed").text(), whole(given, "draws", 100_000, 1000, 500_000))


def _survey(own: UnitReckoning, level: float) -> dict[str, Any]:
    """The survey part on the scale of the grade weights, as `stratified_score` names it."""
    found = own.survey
    return {
        "estimate": found.value,
        "se": found.se,
        "variance": found.variance,
        "df_n_minus_H": found.df,
        f"ci{percent(level)}_t": pair(wald(found, quantile_t(level, found.df))),
    }


def _unit(own: UnitReckoning, level: float) -> dict[str, Any]:
    answer = {
        "id": own.unit,
        "status": own.status.value,
        "n": own.survey.answers,
        "N": own.survey.population,
        "survey_mean": exact_text(own.composite.survey_mean),
        "survey_mean_other_weighting": None if own.other_mean is None else exact_text(own.other_mean),
        "points": {code: exact_text(points) for code, points in own.composite.points},
        "total_exact": exact_text(own.composite.total),
        "total": str(own.published),
        "survey": _survey(own, level),
        "se": own.se,
        "se_for_ranking": own.ranking_se,
        "df": own.survey.df,
        "interval": pair(own.interval),
        "rank": own.place,
        "rank_set": None if own.rank_set is None else [own.rank_set.low, own.rank_set.high],
        "not_distinguishable_from": sorted(own.alike),
        "withheld_strata": list(own.withheld),
    }
    return answer | _warnings(own.warnings)


def _warnings(warnings: Sequence[str]) -> dict[str, Any]:
    return {"warnings": list(warnings)} if warnings else {}


def _verdict(own: PlaceVerdict) -> dict[str, Any]:
    return {
        "units": list(own.units),
        "p_two_sided": own.p,
        "confirmed": own.confirmed,
        "possible": sorted(own.possible),
    }
