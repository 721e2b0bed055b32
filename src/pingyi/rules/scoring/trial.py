"""Other weights tried on an earlier result before a plan is frozen: what they really weigh, whether places hold.

After OECD/JRC Handbook (2008), steps 6 and 7, with the arithmetic of `sensitivity`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.encoding import sha256_hex
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


def invented(units: Iterable[str], parts: int) -> tuple[dict[str, Shares], dict[str, int]]:
    """Shares and places to try weights on where there is no result yet: the same at every look, and nobody's.

    Each unit reaches between 60 and 95 percent of each part, by the SHA-256 of its code and the part's number; the
    places are those of equal weights, so that a trial says what the weights move.
    """
    shares = {unit: tuple(_between(f"{unit}:{part}") for part in range(parts)) for unit in units}
    if not shares or not parts:
        return {}, {}
    equal = Alternative("equal", (Fraction(1, parts),) * parts)
    return shares, dict(outcome(equal, shares, dict.fromkeys(shares, 1)).places)


def _between(words: str) -> Fraction:
    return Fraction(60 + int(sha256_hex(words.encode())[:8], 16) % 36, 100)
