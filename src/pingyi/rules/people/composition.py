"""What a body of people is to be made of: places by largest remainder, and the live check against the shares (A2-23).

Shares and tolerance are the plan's (`participation`); half of those served, a quarter of supervisors, a quarter of
others unless it says otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pingyi.rules.rulebook.results import Target
from pingyi.rules.sampling.allocation import hamilton


@dataclass(frozen=True, slots=True)
class Part:
    """One category as it stands: how many there are, and how many there would be by the shares."""

    target: Target
    there: int
    places: int
    share: Fraction
    kept: bool


def places(targets: Sequence[Target], size: int) -> dict[str, int]:
    """How many of `size` places each category has: largest remainder, ties to the larger share, then the plan's order.

    Raises BadAllocation for a negative size.
    """
    shares = [Fraction(target.share) for target in targets]
    scale = lcm(*(share.denominator for share in shares))
    return dict(zip((target.code for target in targets), hamilton([int(s * scale) for s in shares], size), strict=True))


def composition(targets: Sequence[Target], tolerance: Fraction, counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Each category of the plan beside its target. A share is kept that is off by no more than `tolerance`, or by less
    than one person: twelve people cannot be split into shares that only hundred could have.
    """
    whole = sum(counts.get(target.code, 0) for target in targets)
    due = places(targets, whole)
    parts = []
    for target in targets:
        there = counts.get(target.code, 0)
        share = Fraction(there, whole) if whole else Fraction(0)
        off = abs(share - Fraction(target.share))
        kept = bool(whole) and (off <= tolerance or off * whole < 1)
        parts.append(Part(target, there, due[target.code], share, kept))
    return tuple(parts)
