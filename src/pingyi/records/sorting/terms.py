"""By what opinions are sorted: the points of the plan's contents, its priorities and outcome dimensions."""

from collections.abc import Mapping

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

PRIORITIES, OUTCOMES = "priorities", "outcomes"


def contents(book: Rulebook) -> Mapping[str, Text]:
    """Code and words of every point of the contents, in plan order."""
    return {point.code: point.text for content in book.contents for point in content.subpoints}


def priorities(book: Rulebook) -> Mapping[str, Text]:
    """Code and name of each priority; none where the plan names none (R9)."""
    return _terms(book, PRIORITIES)


def outcomes(book: Rulebook) -> Mapping[str, Text]:
    """Code and name of each outcome dimension; none where the plan names none (R8)."""
    return _terms(book, OUTCOMES)


def _terms(book: Rulebook, code: str) -> Mapping[str, Text]:
    return {term.code: term.name for each in book.vocabularies if each.code == code for term in each.terms}
