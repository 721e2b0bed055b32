"""A contradiction between values, and the values it rests on.

A finding counts only while everything it rests on is sound: a sum is not called wrong because one addend could not
be read, and a reference is not called dangling because the code it names was misspelt where it is defined.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pingyi.rules.rulebook.fault import Fault, shown
from pingyi.rules.rulebook.reading import labels
from pingyi.rules.rulebook.words import Text


class Coded(Protocol):
    """Anything a plan lists under codes."""

    @property
    def code(self) -> str:
        """The code."""
        ...


Item = TypeVar("Item", bound=Coded)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at `path` that also rests on other paths."""

    path: str
    value: object
    allowed: Text
    rests_on: tuple[str, ...] = ()

    def fault(self) -> Fault:
        """The fault as it is told."""
        return Fault(self.path, None if self.value is None else shown(self.value), self.allowed)

    def stands(self, unsound: Set[str]) -> bool:
        """Whether neither its path, nor one it rests on, nor anything that contains those, was refused."""
        return not any(ancestor in unsound for path in (self.path, *self.rests_on) for ancestor in _ancestors(path))


def entries(path: str, items: Iterable[Item]) -> list[tuple[str, Item]]:
    """Every entry of a list with its path, as the reader names it."""
    items = tuple(items)
    names = labels([item.code for item in items])
    return [(f"{path}[{name}]", item) for name, item in zip(names, items, strict=True)]


def _ancestors(path: str) -> Iterator[str]:
    yield path
    for place, mark in enumerate(path):
        if mark in ".[":
            yield path[:place]
