"""Which counts of people may be shown: none that is smaller than five, nor one from which it could be found (E-S 9)."""

from collections.abc import Mapping
from typing import TypeVar

LEAST = 5
Term = TypeVar("Term")


def without_small(counts: Mapping[Term, int]) -> dict[Term, int | None]:
    """The counts that stand beside their sum, None in place of each that is 1 to 4.

    If exactly one is hidden, the sum would tell it: then the smallest of the others is hidden too.
    """
    hidden = {term for term, count in counts.items() if 0 < count < LEAST}
    others = [term for term in counts if term not in hidden and counts[term]]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda term: counts[term]))
    return {term: None if term in hidden else count for term, count in counts.items()}
