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
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for unit, item, text in texts:
        if core := "".join(sign for sign in half_width(text).casefold() if sign.isalnum()):
            found[unit, core].add(item)
    return frozenset(item for items in found.values() if len(items) >= LEAST for item in items)
