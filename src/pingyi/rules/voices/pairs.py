"""The pairs of neighbouring signs in a text: by them two characters are found in Chinese, which has no word breaks."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import pairwise

from pingyi.rules.writing import INVISIBLE, half_width


def pairs(text: str) -> list[str]:
    """Every pair of neighbouring signs, once, in their order; blanks, width and case make no difference."""
    plain = INVISIBLE.sub("", half_width(text).casefold())
    signs = "".join(plain.split())
    return sorted({before + after for before, after in pairwise(signs)})


LEAST = Fraction(1, 9)
"""Of the square of the cosine: a third of what two texts have is shared."""


def near(text: str, others: Mapping[str, Collection[str]], most: int) -> list[str]:
    """Which of `others`, given by their pairs, are most like a text: at most so many, the likest first.

    Likeness is the cosine of the two sets of pairs; what is below a third is like anything (domain A5).
    """
    own = set(pairs(text))
    shared = ((len(own.intersection(each)) ** 2, len(own) * len(each), name) for name, each in others.items())
    found = [(Fraction(both, size), name) for both, size, name in shared if size and both >= LEAST * size]
    return [name for _likeness, name in sorted(found, key=lambda each: (-each[0], each[1]))[:most]]
