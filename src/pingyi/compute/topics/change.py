"""Change between two years and the trend over several."""

import math
from dataclasses import replace
from typing import Any

from pingyi.compute.inputs import BadInput, Value, confidence, flag, percent, whole
from pingyi.compute.topics.survey import pair, read_scale, read_strata
from pingyi.rules.sampling.estimate import estimate
from pingyi.rules.sampling.trend import YearScore, change, places_differ
from pingyi.rules.sampling.trend import trend as fit


def _score(item: Value, inputs: Value, year: int) -> YearScore:
    """A year given by `estimate`, `se`, `df`, or by its `strata` under the `grade_weights` of the year or of all."""
    year = whole(item, "year", year, 1, 9999)
    if item.maybe("estimate") is None and item.maybe("strata") is not None:
        return _counted(item, inputs if item.maybe("grade_weights") is None else item, year)
    df = item.maybe("df")
    return YearScore(
        year=year,
        value=item.field("estimate").number(),
        se=item.field("se").number(0),
        df=math.inf if df is None else df.above(0),
        breaks=flag(item, "break", False),
    )


def _counted(item: Value, scaled: Value, year: int) -> YearScore:
    scale = read_scale(scaled)
    found = estimate(read_strata(item, scale), scale.as_values())
    if found.df < 1:
        raise BadInput(f"{item.path}.strata: must have more answers than strata, so that there is an error to state")
    return YearScore(year, float(found.value), found.se, found.df, flag(item, "break", False))


def year_change(inputs: Value) -> dict[str, Any]:
    """`before` and `after`, or `years` with both in order; optionally `rank_set` [L, U] of both years."""
    level = confidence(inputs)
    before, after = _two(inputs)
    one, other = _score(before, inputs, 1), _score(after, inputs, 2)
    found = change(one, other, confidence=level)
    sure = change(replace(one, df=math.inf), replace(other, df=math.inf), confidence=level)
    answer = {
        "before": one.value,
        "after": other.value,
        "difference": found.difference,
        "se": found.se,
        "t": found.t,
        "df": found.df,
        "p_two_sided": found.p,
        f"ci{percent(level)}_t": pair(found.interval),
        "z": sure.t,
        "p_two_sided_z": sure.p,
        f"ci{percent(level)}_z": pair(sure.interval),
    }
    sets = [_rank_set(item) for item in (before, after)]
    if sets[0] and sets[1]:
        answer["rank_change_reportable"] = places_differ(sets[0], sets[1])
    return answer


def _two(inputs: Value) -> list[Value]:
    years = inputs.maybe("years")
    if years is not None and years.is_list:
        return years.items(least=2, most=2)
    return [inputs.field("before"), inputs.field("after")]


def _rank_set(item: Value) -> tuple[int, int] | None:
    given = item.maybe("rank_set")
    if given is None:
        return None
    low, high = (bound.whole(1) for bound in given.items(least=2, most=2))
    if low > high:
        raise BadInput(f"{given.path}: must be [best, worst] with best at most worst, not [{low}, {high}]")
    return low, high


def trend(inputs: Value) -> dict[str, Any]:
    """`series` of years as in `year_change`, optional `break`: weighted line with known variances and Q."""
    level = confidence(inputs)
    items = inputs.field("series").items(least=2, most=200)
    found = fit([_score(item, inputs, number) for number, item in enumerate(items, start=1)], confidence=level)
    return {
        "years": list(found.years),
        "slope": found.slope,
        "se_slope": found.slope_se,
        "intercept_at_first_year": found.intercept,
        "z": found.z,
        "p_two_sided": found.p,
        f"ci{percent(level)}_z": pair(found.interval),
        "Q": found.q,
        "Q_df": found.q_df,
        "Q_p": found.q_p,
    }
