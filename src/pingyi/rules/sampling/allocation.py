"""How many answers to seek in each stratum (statistics: Allocation). Exact integers throughout.

Default: proportional with a floor per stratum, because the same sample serves every unit. Option: Wright's exact
optimum, which is monotone in n; Hamilton's rule is not (Alabama paradox), so never recompute it for a topped-up sample.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingyi.rules.sampling.errors import BadAllocation


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum to allocate to: N_h members and S_h, the standard deviation of the answers (1 if unknown)."""

    id: str
    size: int
    deviation: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.size < 0 or self.deviation < 0:
            raise BadAllocation(f"stratum {self.id}: size and deviation cannot be negative")


def hamilton(sizes: Sequence[int], n: int) -> list[int]:
    """Largest remainder: shares of n proportional to sizes; remainders compared as integers N_h n mod N.

    Ties go to the larger N_h, then to the earlier stratum of the published frame. Raises BadAllocation.
    """
    whole = sum(sizes)
    if n < 0 or (sizes and min(sizes) < 0):
        raise BadAllocation("sizes and n cannot be negative")
    if not whole and n:
        raise BadAllocation("no stratum has a member, so nobody can be allocated")
    if not whole:
        return [0] * len(sizes)
    shares = [size * n // whole for size in sizes]
    order = sorted(range(len(sizes)), key=lambda i: (-(sizes[i] * n % whole), -sizes[i], i))
    for i in order[: n - sum(shares)]:
        shares[i] += 1
    return shares


def is_largest_remainder(sizes: Sequence[int], n: int, shares: Sequence[int]) -> bool:
    """Check a Hamilton answer against its definition instead of its algorithm: every share is its quota rounded down
    or up, they sum to n, and nobody rounded down has a larger remainder than somebody rounded up.
    """
    whole = sum(sizes)
    if sum(shares) != n or not whole:
        return sum(shares) == n
    excess = [Fraction(size * n, whole) - share for size, share in zip(sizes, shares, strict=True)]
    if not all(-1 < part < 1 for part in excess):
        return False
    raised = [part + 1 for part in excess if part < 0]
    lowered = [part for part in excess if part >= 0]
    return not raised or not lowered or max(lowered) <= min(raised)


def spread_real(strata: Sequence[Stratum], n: int, *, floor: int = 0, capped: bool = True) -> list[Fraction]:
    """The real-valued allocation proportional to N_h S_h between floor and N_h (Neyman; proportional when S_h = 1).

    A floor that binds takes its part out of n before the rest is spread again. A stratum smaller than the floor is
    taken whole. Raises BadAllocation when floors exceed n or n exceeds the frame.
    """
    low = _floors(strata, n, floor)
    high = [stratum.size if capped else n for stratum in strata]
    pull = [stratum.size * stratum.deviation for stratum in strata]
    # At scale s every stratum gets s·N_h S_h, held between its bounds; the sum grows with s, so s is found between
    # the neighbouring points at which some bound starts or stops to bind.
    edges = sorted({Fraction(edge) / pull[i] for i in range(len(strata)) if pull[i] for edge in (low[i], high[i])})
    if not edges or _total(edges[-1], pull, low, high) < n:
        return _fill(low, high, pull, n)
    right = next(i for i, edge in enumerate(edges) if _total(edge, pull, low, high) >= n)
    if right == 0:
        return [Fraction(part) for part in _at(edges[0], pull, low, high)]
    start, end = edges[right - 1], edges[right]
    below, above = _total(start, pull, low, high), _total(end, pull, low, high)
    scale = start + (end - start) * (n - below) / (above - below)
    return _at(scale, pull, low, high)


def _floors(strata: Sequence[Stratum], n: int, floor: int) -> list[int]:
    members = sum(stratum.size for stratum in strata)
    if not 0 <= n <= members:
        raise BadAllocation(f"n must lie between 0 and the {members} members of the frame, not {n}")
    low = [min(floor, stratum.size) for stratum in strata]
    if sum(low) > n:
        raise BadAllocation(f"the floors need {sum(low)} answers, but n is only {n}")
    return low


def _at(scale: Fraction, pull: Sequence[Fraction], low: Sequence[int], high: Sequence[int]) -> list[Fraction]:
    return [min(max(scale * own, Fraction(low[i])), Fraction(high[i])) for i, own in enumerate(pull)]


def _total(scale: Fraction, pull: Sequence[Fraction], low: Sequence[int], high: Sequence[int]) -> Fraction:
    return sum(_at(scale, pull, low, high), Fraction(0))


def _fill(low: Sequence[int], high: Sequence[int], pull: Sequence[Fraction], n: int) -> list[Fraction]:
    """All strata that pull are full: the rest goes to those without any spread, in frame order."""
    result = [Fraction(high[i] if pull[i] else low[i]) for i in range(len(low))]
    for i in range(len(low)):
        if not pull[i]:
            result[i] += min(n - sum(result), high[i] - result[i])
    return result


def round_largest(strata: Sequence[Stratum], real: Sequence[Fraction], n: int) -> list[int]:
    """Largest-remainder rounding of a real allocation; ties: larger N_h, then frame order."""
    shares = [int(part) for part in real]
    order = sorted(range(len(real)), key=lambda i: (shares[i] - real[i], -strata[i].size, i))
    for i in order[: n - sum(shares)]:
        shares[i] += 1
    return shares


def proportional(strata: Sequence[Stratum], n: int, *, floor: int = 5) -> list[int]:
    """The default: proportional to N_h with a floor per stratum (or the whole stratum), rounded last."""
    alike = [Stratum(stratum.id, stratum.size) for stratum in strata]
    return round_largest(alike, spread_real(alike, n, floor=floor), n)


def optimum(strata: Sequence[Stratum], n: int, *, floor: int = 2) -> list[int]:
    """Wright's rule: from the floors up, each next answer to the stratum with the largest N_h S_h / √(x(x+1)).

    Exact (squares are compared as fractions), sums to n, monotone in n. Ties: larger N_h, then frame order.
    Raises BadAllocation; a floor of 0 is refused, because a stratum nobody answers for has no estimate.
    """
    if floor < 1:
        raise BadAllocation("the floor must be at least 1: a stratum nobody answers for has no estimate")
    shares = _floors(strata, n, floor)
    queue = [_turn(stratum, shares[i], i) for i, stratum in enumerate(strata) if shares[i] < stratum.size]
    heapq.heapify(queue)
    for _ in range(n - sum(shares)):
        index = heapq.heappop(queue)[-1]
        shares[index] += 1
        if shares[index] < strata[index].size:
            heapq.heappush(queue, _turn(strata[index], shares[index], index))
    return shares


def _turn(stratum: Stratum, share: int, index: int) -> tuple[Fraction, int, int]:
    pull = stratum.size * stratum.deviation
    return -(pull**2) / (share * (share + 1)), -stratum.size, index


def variance_of_mean(strata: Sequence[Stratum], shares: Mapping[str, Fraction | int]) -> Fraction | None:
    """Σ W_h² S_h² (1/x_h - 1/N_h): the variance to expect from an allocation; None if a stratum gets nobody."""
    whole = sum(stratum.size for stratum in strata)
    total = Fraction(0)
    for stratum in strata:
        if not stratum.size or not stratum.deviation:
            continue
        share = Fraction(shares[stratum.id])
        if share <= 0:
            return None
        total += Fraction(stratum.size, whole) ** 2 * stratum.deviation**2 * (1 / share - Fraction(1, stratum.size))
    return total
