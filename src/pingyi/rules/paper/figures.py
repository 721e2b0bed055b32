"""Figures named in a text and filled in from the records: a closed list, nothing computed, nothing nested."""

from collections.abc import Mapping

from pingyi.rules.paper.errors import UnknownFigure
from pingyi.rules.rulebook.papers import FIGURE


def named(text: str) -> tuple[str, ...]:
    """The figures that a text names, in their order, each once."""
    return tuple(dict.fromkeys(FIGURE.findall(text)))


def filled(text: str, figures: Mapping[str, str]) -> str:
    """The text with every figure in its place. Raises UnknownFigure for one that is not among them."""
    for name in named(text):
        if name not in figures:
            raise UnknownFigure(name=name[:40])
    return FIGURE.sub(lambda found: figures[found[1]], text)
