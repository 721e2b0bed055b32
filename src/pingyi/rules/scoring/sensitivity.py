"""What the weights really do: effective weights, other weights one could have chosen, and how near the last place is.

Every part is read as a share of its maximum (0..1), so a composite is Σ w_i X_i with weights that sum to 1.
After OECD/JRC Handbook (2008), steps 6 and 7. No Monte Carlo: an official must be able to repeat it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from pingyi.rules.scoring.errors import BadRule
from pingyi.rules.scoring.ranking import competition, first_units, last_units

Shares = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class EffectiveWeight:
    """The real influence of one part on the differences between units.

    `variance_share` w_i cov(X_i, C) / var(C), which sums to 1 over the parts; `squared_correlation` with C; `sd` of
    the part's points (divisor n - 1). None where all units are equal.
    """

    part: str
    nominal: Fraction
    variance_share: Fraction | None
    squared_correlation: float | None
    sd: float | None


def effective_weights(
    points: Mapping[str, Sequence[Fraction]], nominal: Mapping[str, Fraction]
) -> list[EffectiveWeight]:
    """Effective weights from the points per part, one value per ranked unit in the same order (A6-4).

    `nominal` are the weights the plan states; they sum to 1.
    """
    totals = [sum(values, Fraction(0)) for values in zip(*points.values(), strict=True)]
    spread = _covariance(totals, totals)
    result = []
    for part, values in points.items():
        own, shared = _covariance(values, values), _covariance(values, totals)
        correlated = float(shared**2 / (own * spread)) if own and spread else None
        share = shared / spread if spread else None
        sd = math.sqrt(own) if len(values) > 1 else None
        result.append(EffectiveWeight(part, nominal[part], share, correlated, sd))
    return result


def _covariance(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    if len(left) < 2:
        return Fraction(0)
    mean_left, mean_right = sum(left, Fraction(0)) / len(left), sum(right, Fraction(0)) / len(right)
    products = ((x - mean_left) * (y - mean_right) for x, y in zip(left, right, strict=True))
    return sum(products, Fraction(0)) / (len(left) - 1)


class Blend(StrEnum):
    """How the parts of a composite are put together."""

    LINEAR = "linear"
    GEOMETRIC = "geometric"
    MIN_MAX = "min_max"  # each part first stretched to 0..1 over the units, then linear


@dataclass(frozen=True, slots=True)
class Alternative:
    """One composite that might have been chosen instead; weights sum to 1. Raises BadRule."""

    name: str
    weights: Shares
    blend: Blend = Blend.LINEAR

    def __post_init__(self) -> None:
        if min(self.weights) < 0 or sum(self.weights) != 1:
            raise BadRule(f"alternative {self.name}: the weights must not be negative and must sum to 1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an alternative would have done to the places: mean and largest shift, Kendall's tau-b, who stays put."""

    name: str
    places: tuple[tuple[str, int], ...]
    mean_shift: float
    largest_shift: int
    tau_b: float | None
    first_stays: bool
    last_stays: bool


def published_alternatives(weights: Shares) -> list[Alternative]:
    """The fixed list: first part 10 points lighter and heavier (60/25/15, 80/15/5), equal, first part only,
    geometric, min-max first. The other parts share the 10 points equally, none going below 0.
    """
    size = len(weights)
    found = [Alternative(_named(shifted), shifted) for shifted in _shifted(weights)]
    found.append(Alternative("equal", (Fraction(1, size),) * size))
    found.append(Alternative("first_part_only", (Fraction(1), *(Fraction(0),) * (size - 1))))
    found.append(Alternative("geometric", weights, Blend.GEOMETRIC))
    found.append(Alternative("min_max_first", weights, Blend.MIN_MAX))
    return found


def _shifted(weights: Shares) -> list[Shares]:
    first, rest = weights[0], weights[1:]
    result = []
    for step in (Fraction(-1, 10), Fraction(1, 10)):
        others = tuple(max(Fraction(0), weight - step / len(rest)) for weight in rest)
        heavy = 1 - sum(others, Fraction(0))
        if rest and heavy >= 0 and heavy != first:
            result.append((heavy, *others))
    return result


def _named(weights: Shares) -> str:
    return "/".join(f"{float(100 * weight):g}" for weight in weights)


def tau_b(first: Sequence[int], second: Sequence[int]) -> float | None:
    """Kendall's tau-b of two rankings of the same units (Kendall 1945); None where one of them has no order at all."""
    one, two = (np.sign(np.subtract.outer(places, places)) for places in (first, second))
    pairs = int((one * one).sum()) * int((two * two).sum())
    return int((one * two).sum()) / math.sqrt(pairs) if pairs else None


def outcome(alternative: Alternative, shares: Mapping[str, Shares], places: Mapping[str, int]) -> Outcome:
    """Places under the alternative beside the official `places` of the same units."""
    changed = competition({unit: (score,) for unit, score in _scores(alternative, shares).items()})
    shifts = [abs(changed[unit] - place) for unit, place in places.items()]
    return Outcome(
        name=alternative.name,
        places=tuple((unit, changed[unit]) for unit in places),
        mean_shift=sum(shifts) / len(shifts),
        largest_shift=max(shifts),
        tau_b=tau_b([changed[unit] for unit in places], list(places.values())),
        first_stays=set(first_units(changed)) == set(first_units(places)),
        last_stays=set(last_units(changed)) == set(last_units(places)),
    )


def _scores(alternative: Alternative, shares: Mapping[str, Shares]) -> dict[str, Fraction]:
    if alternative.blend is Blend.GEOMETRIC:
        return {unit: _geometric(alternative.weights, own) for unit, own in shares.items()}
    if alternative.blend is Blend.MIN_MAX:
        shares = _stretched(shares)
    return {unit: _weighted(alternative.weights, own) for unit, own in shares.items()}


def _weighted(weights: Shares, shares: Shares) -> Fraction:
    return sum((weight * share for weight, share in zip(weights, shares, strict=True)), Fraction(0))


def _geometric(weights: Shares, shares: Shares) -> Fraction:
    # Powers are irrational: rounded to 12 places, so that equal units stay equal.
    product = math.prod(float(share) ** float(weight) for weight, share in zip(weights, shares, strict=True))
    return Fraction(round(product, 12))


def _stretched(shares: Mapping[str, Shares]) -> dict[str, Shares]:
    columns = list(zip(*shares.values(), strict=True))
    edges = [(min(column), max(column)) for column in columns]
    return {
        unit: tuple(
            (value - low) / (high - low) if high > low else Fraction(0)
            for value, (low, high) in zip(own, edges, strict=True)
        )
        for unit, own in shares.items()
    }


@dataclass(frozen=True, slots=True)
class WeightChange:
    """The smallest weight that must move between parts before the last place changes.

    `moved` is a share of the whole weight (0.05 = 5 of 100 points); with `weights`, `rival` draws level with `unit`.
    """

    unit: str
    rival: str
    moved: Fraction
    weights: Shares


def smallest_change(shares: Mapping[str, Shares], weights: Shares, last: str) -> WeightChange | None:
    """The linear programme "move as little weight as possible so that another unit is level with the last".

    Minimise ½ Σ|d_i| with Σ d_i = 0, w + d ≥ 0 and Σ (w_i + d_i)(X_last,i - X_rival,i) ≥ 0. One constraint only, so
    the optimum is greedy and exact: weight goes to the part where `last` fares best against the rival, from the parts
    where it fares worst. None when no weights whatever change the last place.
    """
    found = [_overtake(shares, weights, last, rival) for rival in shares if rival != last]
    return min((change for change in found if change is not None), key=lambda change: change.moved, default=None)


def _overtake(shares: Mapping[str, Shares], weights: Shares, last: str, rival: str) -> WeightChange | None:
    gains = [x - y for x, y in zip(shares[last], shares[rival], strict=True)]
    missing = -_weighted(weights, tuple(gains))
    target = max(range(len(gains)), key=lambda part: gains[part])
    changed, moved = list(weights), Fraction(0)
    for part in sorted(range(len(gains)), key=lambda part: gains[part]):
        advantage = gains[target] - gains[part]
        if missing <= 0 or advantage == 0:
            break
        step = min(changed[part], missing / advantage)
        changed[part] -= step
        changed[target] += step
        moved += step
        missing -= step * advantage
    return WeightChange(last, rival, moved, tuple(changed)) if missing <= 0 else None
