"""Other weights tried on an earlier result before a plan is frozen: what they really weigh, whether places hold.

After OECD/JRC Handbook (2008), steps 6 and 7, with the arithmetic of `sensitivity`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.scoring.ranking import last_units
from pingyi.rules.scoring.sensitivity import (
    Alternative,
    EffectiveWeight,
    Outcome,
    Shares,
    WeightChange,
    effective_weights,
    outcome,
    smallest_change,
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a set of weights makes of an earlier result.

    `outcome` against the places there were; `change` is the least weight whose move would give the last place to
    another unit, None where no weights would.
    """

    weights: tuple[EffectiveWeight, ...]
    outcome: Outcome
    change: WeightChange | None


def tried(shares: Mapping[str, Shares], places: Mapping[str, int], points: Sequence[Decimal]) -> Trial | None:
    """The trial of `points` per part. `shares`: for every ranked unit, which share of each part's points it reached.

    None where there is nothing to try on: fewer than two units, other parts than the weights have, no points at all.
    """
    total = sum(map(Fraction, points), Fraction(0))
    if len(shares) < 2 or not total or any(len(own) != len(points) for own in shares.values()):
        return None
    weights = tuple(Fraction(each) / total for each in points)
    names = [str(place) for place in range(len(points))]
    by_part = {name: [own[at] * weights[at] for own in shares.values()] for at, name in enumerate(names)}
    after = outcome(Alternative("tried", weights), shares, places)
    last = last_units(dict(after.places))
    return Trial(
        tuple(effective_weights(by_part, dict(zip(names, weights, strict=True)))),
        after,
        smallest_change(shares, weights, last[0]) if len(last) == 1 else None,
    )
