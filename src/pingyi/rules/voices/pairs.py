"""The pairs of neighbouring signs in a text: by them two characters are found in Chinese, which has no word breaks."""

from itertools import pairwise

from pingyi.rules.writing import INVISIBLE, half_width


def pairs(text: str) -> list[str]:
    """Every pair of neighbouring signs, once, in their order; blanks, width and case make no difference."""
    plain = INVISIBLE.sub("", half_width(text).casefold())
    signs = "".join(plain.split())
    return sorted({before + after for before, after in pairwise(signs)})
