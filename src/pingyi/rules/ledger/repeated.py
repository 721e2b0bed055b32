"""Plans that were copied: the same words on several items are no analysis item by item (R120, index A2)."""

from collections import defaultdict
from collections.abc import Iterable

from pingyi.rules.writing import half_width

LEAST = 3
"""On so many items of one unit the same text is flagged."""


def repeated(texts: Iterable[tuple[str, int, str]]) -> frozenset[int]:
    """The items whose text stands on at least three items of their unit.

    `texts`: unit, item and text of each. Blanks, punctuation and width make no difference; an empty text is none.
    """
    own: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for unit, item, text in texts:
        own[unit].append((item, text))
    return frozenset(item for there in own.values() for group in copies(there) for item in group)


def copies(texts: Iterable[tuple[int, str]]) -> list[frozenset[int]]:
    """The items of one unit that have the same text, three or more of them, text by text."""
    found: dict[str, set[int]] = defaultdict(set)
    for item, text in texts:
        if core := "".join(sign for sign in half_width(text).casefold() if sign.isalnum()):
            found[core].add(item)
    return [frozenset(items) for items in found.values() if len(items) >= LEAST]
