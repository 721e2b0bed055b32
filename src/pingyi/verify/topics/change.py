"""Change between two years and the trend over several."""

import math
from typing import Any

from pingyi.rules.sampling.trend import YearScore, change, places_differ
from pingyi.rules.sampling.trend import trend as fit
from pingyi.verify.inputs import BadInput, Value, confidence, flag, percent
from pingyi.verify.topics.survey import pair


def _score(item: Value) -> YearScore:
    df = item.maybe("df")
    return YearScore(
        year=item.field("year").whole(1, 9999),
        value=item.field("estimate").number(),
        se=item.field("se").number(0),
        df=math.inf if df is None else df.above(0),
        breaks=flag(item, "break", False),
    )


def year_change(inputs: Value) -> dict[str, Any]:
    """`before` and `after` with `year`, `estimate`, `se`, `df`; optionally `rank_set` [L, U] of both years."""
    level = confidence(inputs)
    before, after = inputs.field("before"), inputs.field("after")
    found = change(_score(before), _score(after), confidence=level)
    answer = {
        "difference": found.difference,
        "se": found.se,
        "t": found.t,
        "df": found.df,
        "p_two_sided": found.p,
        f"ci{percent(level)}_t": pair(found.interval),
    }
    sets = [_rank_set(item) for item in (before, after)]
    if sets[0] and sets[1]:
        answer["rank_change_reportable"] = places_differ(sets[0], sets[1])
    return answer


def _rank_set(item: Value) -> tuple[int, int] | None:
    given = item.maybe("rank_set")
    if given is None:
        return None
    low, high = (bound.whole(1) for bound in given.items(least=2, most=2))
    if low > high:
        raise BadInput(f"{given.path}: must be [best, worst] with best at most worst, not [{low}, {high}]")
    return low, high


def trend(inputs: Value) -> dict[str, Any]:
    """`series` of years with `year`, `estimate`, `se`, optional `break`: weighted line with known variances and Q."""
    level = confidence(inputs)
    found = fit([_score(item) for item in inputs.field("series").items(least=2, most=200)], confidence=level)
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
