"""What the parts of a plan owe each other: references, sums, order, dates inside their phases."""

from collections.abc import Iterator, Set

from .book import Rulebook
from .fault import Fault


def inconsistencies(book: Rulebook, unsound: Set[str]) -> Iterator[Fault]:
    """Every contradiction between values that are themselves sound."""
    yield from ()
