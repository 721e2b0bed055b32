"""How many cases there are of each kind, and which of these counts may be shown (E-S 9)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pingyi.rules.scoring.disclosure import Disclosure, disclosures

LEAST = 5
"""A smaller number of people is told as “fewer than five”, another not at all where it would give that one away."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of one term; shown as `disclosure` says."""

    term: str
    count: int
    disclosure: Disclosure


def counted(terms: Iterable[str] | Mapping[str, int]) -> tuple[Figure, ...]:
    """How often each term occurs, in their order; none that is small is shown, nor one that gives it away.

    `terms`: one by one, or how many there are of each.
    """
    counts = sorted(Counter(terms).items())
    if not counts:
        return ()
    (hows,) = disclosures([[count for _, count in counts]], LEAST)
    return tuple(Figure(term, count, how) for (term, count), how in zip(counts, hows, strict=True))
