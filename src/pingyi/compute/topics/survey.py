"""Scores and shares of one unit from counts per stratum and grade."""

from typing import Any

from pingyi.compute.inputs import BadInput, Value, confidence, percent, whole
from pingyi.rules.sampling import interval
from pingyi.rules.sampling.counts import GradeScale, StratumCounts, collapse
from pingyi.rules.sampling.estimate import Estimate, LoneRule, estimate
from pingyi.rules.sampling.interval import Bounds, Interval, quantile_t, quantile_z

LONELY = "At least one stratum contains only one PSU at stage 1"


def read_scale(inputs: Value) -> GradeScale:
    """`grade_weights`: an object of grade → weight, or a list of weights for the grades 1, 2, 3 …"""
    given = inputs.field("grade_weights")
    rows = _numbered(given, least=2) if given.is_list else given.fields(least=2, most=50)
    return GradeScale.of({name: weight.exact(0, 1000) for name, weight in rows})


def _numbered(given: Value, *, least: int = 0) -> list[tuple[str, Value]]:
    return [(str(number), item) for number, item in enumerate(given.items(least=least, most=50), start=1)]


def read_counts(owner: Value, scale: GradeScale) -> dict[str, int]:
    """`counts`: an object of grade → number of answers (grades left out count 0), or a list in the scale's order."""
    given = owner.field("counts")
    if given.is_list:
        size = len(scale.grades)
        return dict(zip(scale.grades, (own.whole() for own in given.items(least=size, most=size)), strict=True))
    counts = {}
    for grade, count in given.fields(most=50):
        if grade not in scale.grades:
            raise BadInput(f"{count.path}: is not a grade; allowed: {', '.join(scale.grades)}")
        counts[grade] = count.whole()
    return counts


def read_stratum(name: str, item: Value, scale: GradeScale, ticks: int = 1) -> StratumCounts:
    """One stratum: `N`, `counts`; `ticks` answers are pooled per ballot."""
    with item.blamed():
        return StratumCounts(name, item.field("N").whole(), read_counts(item, scale), ticks)


def read_strata(inputs: Value, scale: GradeScale) -> tuple[StratumCounts, ...]:
    """`strata`, merged as the optional `collapse` (stratum → partner) and `collapse_below` say."""
    strata = [read_stratum(name, item, scale) for name, item in inputs.field("strata").rows(most=2000)]
    given = inputs.maybe("collapse")
    into = {} if given is None else {name: partner.text() for name, partner in given.fields(most=2000)}
    return collapse(strata, into, fewer_than=whole(inputs, "collapse_below", 1))


def pair(found: Interval | None) -> list[float] | None:
    """An interval as [low, high]."""
    return None if found is None else [found.low, found.high]


def stratified_score(inputs: Value) -> dict[str, Any]:
    """Score, error, intervals, strata, grade shares and the share of the two best grades."""
    scale = read_scale(inputs)
    strata = read_strata(inputs, scale)
    level = confidence(inputs)
    ci = f"ci{percent(level)}"
    score = estimate(strata, scale.as_values())
    bounds = Bounds(scale.lowest, scale.highest)
    shares = [(grade, estimate(strata, scale.indicator(frozenset({grade})))) for grade in scale.grades]
    answer = {
        "n": score.answers,
        "N": score.population,
        "estimate": score.value,
        "se": score.se,
        "variance": score.variance,
        "df_n_minus_H": score.df,
        f"{ci}_t": pair(interval.wald(score, quantile_t(level, score.df))),
        f"{ci}_z": pair(interval.wald(score, quantile_z(level))),
        "strata": [
            {
                "id": part.stratum,
                "N": part.size,
                "n": part.answers,
                "W": part.share,
                "mean": part.mean,
                "s2_n_minus_1": part.spread,
            }
            for part in score.strata
        ],
        "grade_share": [{"grade": grade, "share": own.value} | _share(own, level) for grade, own in shares],
        "total": {"estimate": score.population * score.value, "se": score.population * score.se},
        f"{ci}_bounded_score": {
            "wilson_neff_t": pair(interval.wilson(score, bounds, confidence=level)),
            "logit_t": pair(interval.logit(score, bounds, confidence=level)),
            "korn_graubard_beta": pair(interval.korn_graubard(score, bounds, confidence=level)),
        },
        "n_eff_wilson": interval.effective_size(score, bounds),
        "top_two_share": _share(estimate(strata, scale.indicator(scale.best(2))), level),
    }
    return answer | estimate_fields(score)


def estimate_fields(found: Estimate) -> dict[str, Any]:
    """`warnings`, when there is something to warn of."""
    return {"warnings": list(found.warnings)} if found.warnings else {}


def _share(share: Estimate, level: float) -> dict[str, Any]:
    ci = f"ci{percent(level)}"
    return {
        "estimate": share.value,
        "se": share.se,
        f"{ci}_wilson_neff_t": pair(interval.wilson(share, confidence=level)),
        f"{ci}_logit_t": pair(interval.logit(share, confidence=level)),
        f"{ci}_korn_graubard": pair(interval.korn_graubard(share, confidence=level)),
    }


def share_interval(inputs: Value) -> dict[str, Any]:
    """A share from `strata` with `N`, `n` answers and `x` of the kind asked about, or from one row `n`, `x`, `N`.

    Honest at 0 and 100 %. Without any `N` only the textbook intervals of a simple random sample are given.
    """
    level = confidence(inputs)
    strata = inputs.maybe("strata")
    rows = [("all", inputs)] if strata is None else strata.rows(most=2000)
    hits = [_hits(item) for _, item in rows]
    answers, found = sum(own for own, _ in hits), sum(own for _, own in hits)
    answer: dict[str, Any] = {
        "n": answers,
        "x": found,
        f"ci{percent(level)}_simple_random_sample": {
            name: pair(own) for name, own in interval.binomial(found, answers, confidence=level).items()
        },
    }
    if len(rows) == 1 and rows[0][1].maybe("N") is None:
        return answer | {"estimate": found / answers}
    return answer | _designed(rows, hits, level)


def _hits(item: Value) -> tuple[int, int]:
    answers = item.field("answers").whole()
    return answers, item.field("x").whole(0, answers)


def _designed(rows: list[tuple[str, Value]], hits: list[tuple[int, int]], level: float) -> dict[str, Any]:
    strata = []
    for (name, item), (answers, yes) in zip(rows, hits, strict=True):
        with item.blamed():
            strata.append(StratumCounts(name, item.field("N").whole(), {"yes": yes, "no": answers - yes}))
    share = estimate(strata, {"yes": interval.SHARE.high, "no": interval.SHARE.low})
    answer = {
        "N": share.population,
        "df_n_minus_H": share.df,
        **_share(share, level),
        "n_eff_wilson": interval.effective_size(share),
        "strata": [
            {"id": part.stratum, "N": part.size, "n": part.answers, "W": part.share, "share": part.mean}
            for part in share.strata
        ],
    }
    return answer | estimate_fields(share)


def stratified_score_edge(inputs: Value) -> dict[str, Any]:
    """The score under every rule for strata with a single answer."""
    scale = read_scale(inputs)
    strata = read_strata(inputs, scale)
    level = confidence(inputs)
    values = scale.as_values()
    score = estimate(strata, values)
    rules = (LoneRule.REMOVE, LoneRule.ADJUST, LoneRule.AVERAGE, LoneRule.CERTAINTY)
    lonely = any(part.is_lone for part in score.strata)
    some = not all(part.is_lone for part in score.strata)
    return {
        "estimate": score.value,
        "by_single_respondent_rule": {
            rule.value: _by_rule(estimate(strata, values, lone=rule), level, known=some or rule is not LoneRule.AVERAGE)
            for rule in rules
        },
        "fail_rule_message": LONELY if lonely else None,
    }


def _by_rule(score: Estimate, level: float, *, known: bool) -> dict[str, Any]:
    return {
        "estimate": score.value,
        "se": score.se if known else None,
        "df_n_minus_H": score.df,
        f"ci{percent(level)}_t": pair(interval.wald(score, quantile_t(level, score.df))) if known else None,
    }
