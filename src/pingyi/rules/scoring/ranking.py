"""Places: competition ranking 1, 2, 2, 4 on exact values, ties broken only by what the rules name (A2-8, A2-9)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pingyi.rules.scoring.composite import rounded

Keys = tuple[Fraction, ...]


def competition(keys: Mapping[str, Keys]) -> dict[str, int]:
    """Unit → 1 + number of units strictly ahead. Keys are compared left to right, larger is better."""
    ordered = sorted(keys.values(), reverse=True)
    first_place = {key: place for place, key in reversed(list(enumerate(ordered, start=1)))}
    return {unit: first_place[key] for unit, key in keys.items()}


def dense(keys: Mapping[str, Keys]) -> dict[str, int]:
    """Unit → 1 + number of distinct better results."""
    place = {key: index for index, key in enumerate(sorted(set(keys.values()), reverse=True), start=1)}
    return {unit: place[key] for unit, key in keys.items()}


def at_place(places: Mapping[str, int], place: int) -> tuple[str, ...]:
    """The units that share a place, in table order."""
    return tuple(unit for unit, own in places.items() if own == place)


def first_units(places: Mapping[str, int]) -> tuple[str, ...]:
    """The units on the first place; empty when nothing is ranked."""
    return at_place(places, 1)


def last_units(places: Mapping[str, int]) -> tuple[str, ...]:
    """The units on the last place; empty when nothing is ranked."""
    return at_place(places, max(places.values(), default=0))


def decimals_needed(totals: Sequence[Fraction], least: int = 2, most: int = 4) -> int:
    """Decimals to publish: the fewest that keep different totals looking different, at most `most` (A2-9)."""
    for decimals in range(least, most):
        if len({rounded(total, decimals) for total in totals}) == len(set(totals)):
            return decimals
    shown = [len({rounded(total, decimals) for total in totals}) for decimals in range(least, most + 1)]
    return least + shown.index(max(shown))
