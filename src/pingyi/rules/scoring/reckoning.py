"""The whole way from a county table to places: counts → scores, errors, intervals, composite, ranks and their doubts.

R149-R161, A2-2, A2-5 to A2-12, A6. Pure and exact where a place depends on it; nothing is typed in by hand (R151).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.sampling.counts import Exact, StratumCounts, collapse
from pingyi.rules.sampling.errors import SamplingError
from pingyi.rules.sampling.estimate import Estimate, Weighting, estimate
from pingyi.rules.sampling.interval import Bounds, Interval, wilson
from pingyi.rules.sampling.smoothing import smoothed_variance
from pingyi.rules.scoring.certainty import (
    MaxT,
    Measured,
    PlaceVerdict,
    RankSet,
    sets_of_wins,
    verdict,
    wins_by,
)
from pingyi.rules.scoring.composite import Composite, CompositeRule, compose, rounded
from pingyi.rules.scoring.errors import BadTable, ScoringError
from pingyi.rules.scoring.ranking import competition, decimals_needed, first_units, last_units
from pingyi.rules.scoring.sensitivity import (
    EffectiveWeight,
    Outcome,
    WeightChange,
    effective_weights,
    outcome,
    published_alternatives,
    smallest_change,
)
from pingyi.rules.scoring.status import Status


@dataclass(frozen=True, slots=True)
class UnitTally:
    """What one unit brings to the reckoning: its counted answers and its points per inspected part."""

    unit: str
    strata: tuple[StratumCounts, ...]
    points: Mapping[str, Exact]
    status: Status = Status.RANKED


@dataclass(frozen=True, slots=True)
class CountTable:
    """All units of one category, compared only among themselves (R56). Raises BadTable for a repeated unit."""

    units: tuple[UnitTally, ...]

    def __post_init__(self) -> None:
        names = [unit.unit for unit in self.units]
        if not names:
            raise BadTable("the table has no unit")
        for name in names:
            if names.count(name) > 1:
                raise BadTable(f"unit {name} appears twice in the table")


@dataclass(frozen=True, slots=True)
class UnitReckoning:
    """One unit's result.

    `composite` is exact; `published` its total as printed; `survey` the official estimate on the scale of the weights
    and `other_mean` the mean under the other weighting, for showing beside it; `interval` and `se` are in points of
    the total. `alike` are the ranked units it cannot be told apart from; `withheld` the strata too small to show.
    """

    unit: str
    status: Status
    composite: Composite
    published: Decimal
    survey: Estimate
    other_mean: Fraction | None
    interval: Interval
    se: float
    ranking_se: float
    place: int | None
    rank_set: RankSet | None
    alike: tuple[str, ...]
    withheld: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The result of one table: ranked units by place, then the others; verdicts; how much the weights matter.

    `last_bears` are the units the last-place consequence falls on; `last_without_disqualified` the same if
    disqualified units did not absorb it, so that both can be shown before approval (A2-10).
    """

    units: tuple[UnitReckoning, ...]
    possible_range: tuple[Fraction, Fraction]
    decimals: int
    first: PlaceVerdict
    last: PlaceVerdict
    last_bears: tuple[str, ...]
    last_without_disqualified: tuple[str, ...]
    effective_weights: tuple[EffectiveWeight, ...]
    alternatives: tuple[Outcome, ...]
    weight_change: WeightChange | None
    warnings: tuple[str, ...]

    def of(self, unit: str) -> UnitReckoning:
        """One unit's result. Raises KeyError."""
        return {own.unit: own for own in self.units}[unit]

    @property
    def ranked(self) -> tuple[UnitReckoning, ...]:
        """The units that have a place, best first."""
        return tuple(own for own in self.units if own.place is not None)


@dataclass(frozen=True, slots=True)
class _Scored:
    tally: UnitTally
    composite: Composite
    survey: Estimate
    other_mean: Fraction | None
    interval: Interval
    se: float
    ranking_se: float
    withheld: tuple[str, ...]


def reckon(table: CountTable, rule: CompositeRule, *, method: MaxT | None = None) -> Reckoning:
    """Score, rank and doubt a whole table under one rule.

    `method` asks for the max-t rank sets instead of Holm's. Raises BadTable naming the unit when its counts or points
    do not allow a score.
    """
    scored = [_score(tally, rule) for tally in table.units]
    ranked = [own for own in scored if own.tally.status is Status.RANKED]
    places = competition({own.tally.unit: _keys(own, rule) for own in ranked})
    measured = [Measured(own.tally.unit, float(own.composite.total), own.ranking_se) for own in ranked]
    wins = wins_by(measured, rule.confidence, method)
    sets = sets_of_wins([own.unit for own in measured], wins)
    alike = {
        own.unit: tuple(other.unit for k, other in enumerate(measured) if k != j and not (wins[j, k] or wins[k, j]))
        for j, own in enumerate(measured)
    }
    decimals = decimals_needed([own.composite.total for own in ranked], rule.decimals, rule.more_decimals)
    results = [_result(own, places, sets, alike, decimals) for own in scored]
    bears, without = _bearers(scored, places, rule)
    outcomes, change = _sensitivity(ranked, places, rule)
    return Reckoning(
        units=tuple(sorted(results, key=_listing)),
        possible_range=rule.possible_range,
        decimals=decimals,
        first=verdict(measured, sets, first_units(places), last=False),
        last=verdict(measured, sets, last_units(places), last=True),
        last_bears=bears,
        last_without_disqualified=without,
        effective_weights=tuple(_effective(ranked, rule)),
        alternatives=outcomes,
        weight_change=change,
        warnings=_warnings(len(ranked), rule),
    )


def _score(tally: UnitTally, rule: CompositeRule) -> _Scored:
    values = rule.scale.as_values()
    try:
        strata = collapse(tally.strata, dict(rule.collapse), fewer_than=rule.collapse_below)
        survey = estimate(strata, values, weighting=rule.weighting)
        composite = compose(rule, survey.value, tally.points)
    except (SamplingError, ScoringError) as fault:
        raise BadTable(f"unit {tally.unit}: {fault}") from fault
    points = float(rule.survey.points)
    bounds = Bounds(rule.scale.lowest, rule.scale.highest)
    inspection = float(composite.total - composite.part(rule.survey.code))
    return _Scored(
        tally=tally,
        composite=composite,
        survey=survey,
        other_mean=_other_mean(strata, values, rule.weighting),
        interval=wilson(survey, bounds, confidence=rule.confidence).scaled(points, inspection),
        se=points * survey.se,
        ranking_se=points * math.sqrt(smoothed_variance(strata, values, rule.weighting)),
        withheld=tuple(part.stratum for part in tally.strata if 0 < part.ballots < rule.least_cell),
    )


def _other_mean(
    strata: Sequence[StratumCounts], values: Mapping[str, Fraction], official: Weighting
) -> Fraction | None:
    other = Weighting.FRAME if official is Weighting.POOLED else Weighting.POOLED
    try:
        return estimate(strata, values, weighting=other).value
    except SamplingError:
        return None


def _keys(own: _Scored, rule: CompositeRule) -> tuple[Fraction, ...]:
    return (own.composite.total, *(own.composite.part(part) for part in rule.tie_break))


def _result(
    own: _Scored,
    places: Mapping[str, int],
    sets: Sequence[RankSet],
    alike: Mapping[str, tuple[str, ...]],
    decimals: int,
) -> UnitReckoning:
    unit = own.tally.unit
    return UnitReckoning(
        unit=unit,
        status=own.tally.status,
        composite=own.composite,
        published=rounded(own.composite.total, decimals),
        survey=own.survey,
        other_mean=own.other_mean,
        interval=own.interval,
        se=own.se,
        ranking_se=own.ranking_se,
        place=places.get(unit),
        rank_set=next((found for found in sets if found.unit == unit), None),
        alike=alike.get(unit, ()),
        withheld=own.withheld,
        warnings=own.survey.warnings,
    )


def _listing(own: UnitReckoning) -> tuple[int, int]:
    order = list(Status)
    return order.index(own.status), own.place or 0


def _bearers(
    scored: Sequence[_Scored], places: Mapping[str, int], rule: CompositeRule
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(places) < rule.least_ranked:
        return (), ()
    without = last_units(places)
    disqualified = tuple(own.tally.unit for own in scored if own.tally.status is Status.DISQUALIFIED)
    return (disqualified if disqualified and not rule.last_skips_disqualified else without), without


def _effective(ranked: Sequence[_Scored], rule: CompositeRule) -> list[EffectiveWeight]:
    points = {part.code: [own.composite.part(part.code) for own in ranked] for part in rule.parts}
    return effective_weights(points, {part.code: part.points / rule.whole for part in rule.parts})


def _sensitivity(
    ranked: Sequence[_Scored], places: Mapping[str, int], rule: CompositeRule
) -> tuple[tuple[Outcome, ...], WeightChange | None]:
    if len(ranked) < 2 or not rule.inspected:
        return (), None
    weights = tuple(part.points / rule.whole for part in rule.parts)
    shares = {
        own.tally.unit: tuple(own.composite.part(part.code) / part.points for part in rule.parts) for own in ranked
    }
    outcomes = tuple(outcome(alternative, shares, places) for alternative in published_alternatives(weights))
    return outcomes, smallest_change(shares, weights, last_units(places)[0])


def _warnings(ranked: int, rule: CompositeRule) -> tuple[str, ...]:
    if ranked >= rule.least_ranked:
        return ()
    return (f"only {ranked} ranked: below {rule.least_ranked} the last place has no consequence",)
