"""The full pipeline of a county table: counts and inspection points in, scores, places and their doubts out."""

from collections.abc import Sequence
from typing import Any

from pingyi.rules.sampling.counts import GradeScale
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.scoring.certainty import MaxT, PlaceVerdict
from pingyi.rules.scoring.composite import CompositeRule, Part
from pingyi.rules.scoring.reckoning import CountTable, Status, UnitReckoning, UnitTally, reckon
from pingyi.verify.inputs import Value, confidence, flag, named, whole
from pingyi.verify.topics.composite import change_row, effective_rows, exact_text, outcome_row
from pingyi.verify.topics.survey import pair, read_scale, read_stratum


def county_table(inputs: Value) -> dict[str, Any]:
    """`rule` (grade weights, survey points, parts, ties …) and `units` (strata, points, disqualified)."""
    rule = _rule(inputs.field("rule"), confidence(inputs))
    items = inputs.field("units").items(least=1, most=300)
    named(items)
    ticks = whole(inputs.field("rule"), "items", 1, 1, 100)
    table = CountTable(tuple(_tally(item, rule.scale, ticks) for item in items))
    result = reckon(table, rule, method=_method(inputs))
    answer = {
        "ranked_units": len(result.ranked),
        "possible_range": [exact_text(end) for end in result.possible_range],
        "units": [_unit(own) for own in result.units],
        "first": _verdict(result.first),
        "last": _verdict(result.last),
        "last_bears": list(result.last_bears),
        "last_without_disqualified": list(result.last_without_disqualified),
        "effective_weights": effective_rows(result.effective_weights),
        "alternatives": [outcome_row(own) for own in result.alternatives],
        "smallest_change_of_last_place": change_row(result.weight_change, [part.code for part in rule.parts]),
    }
    return answer | ({"warnings": list(result.warnings)} if result.warnings else {})


def _rule(given: Value, level: float) -> CompositeRule:
    collapse, ties = given.maybe("collapse"), given.maybe("tie_break")
    decimals = whole(given, "decimals", 2, 0, 6)
    return CompositeRule(
        scale=read_scale(given),
        survey=Part("survey", given.field("survey_points").exact(0, 1000)),
        inspected=tuple(Part(code, most.exact(0, 1000)) for code, most in given.field("parts").fields(most=20)),
        tie_break=() if ties is None else tuple(item.text() for item in ties.items(most=20)),
        weighting=Weighting.FRAME if flag(given, "stratum_weighting", False) else Weighting.POOLED,
        collapse=() if collapse is None else tuple((name, into.text()) for name, into in collapse.fields(most=2000)),
        collapse_below=whole(given, "collapse_below", 1),
        least_ranked=whole(given, "least_ranked", 3),
        last_skips_disqualified=flag(given, "last_skips_disqualified", True),
        least_cell=whole(given, "least_cell", 5),
        decimals=decimals,
        more_decimals=whole(given, "more_decimals", max(4, decimals), decimals, 6),
        confidence=level,
    )


def _tally(item: Value, scale: GradeScale, ticks: int) -> UnitTally:
    strata = item.field("strata").items(least=1, most=500)
    named(strata)
    status = Status.RANKED if flag(item, "ranked", True) else Status.NOT_RANKED
    return UnitTally(
        unit=item.field("id").text(),
        strata=tuple(read_stratum(stratum, scale, ticks) for stratum in strata),
        points={code: points.exact() for code, points in item.field("points").fields(most=20)},
        status=Status.DISQUALIFIED if flag(item, "disqualified", False) else status,
    )


def _method(inputs: Value) -> MaxT | None:
    given = inputs.maybe("max_t")
    return None if given is None else MaxT(given.field("seed").text(), whole(given, "draws", 100_000, 1000, 500_000))


def _unit(own: UnitReckoning) -> dict[str, Any]:
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
        "se": own.se,
        "se_for_ranking": own.ranking_se,
        "df": own.survey.df,
        "interval": pair(own.interval),
        "rank": own.place,
        "rank_set": None if own.rank_set is None else [own.rank_set.low, own.rank_set.high],
        "not_distinguishable_from": sorted(own.alike),
        "withheld_strata": list(own.withheld),
    }
    return answer | _said(own.warnings)


def _said(warnings: Sequence[str]) -> dict[str, Any]:
    return {"warnings": list(warnings)} if warnings else {}


def _verdict(own: PlaceVerdict) -> dict[str, Any]:
    return {
        "units": list(own.units),
        "p_two_sided": own.p,
        "confirmed": own.confirmed,
        "possible": sorted(own.possible),
    }
