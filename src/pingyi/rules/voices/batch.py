"""The statements of one hour as a tree in which nobody can see how many there are, about whom, or when in the hour.

Every hour has its tree, also one in which nobody said anything; random hashes fill it up to 64 leaves, 256, 1024 …
A random number of them is counted like statements, so that whoever fills an hour up to the brim does not see whether
one more came. The leaves stand in the order of their hashes, which says nothing. Protocol voices §3.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pingyi.rules.journal import proof
from pingyi.rules.journal.tree import HASH_SIZE, root

LEAST = 64
CLASS = 4
"""Each size of a tree is so many times the one before."""

BLUR = 16
"""On average so many leaves are added before the size is chosen; one statement more makes any size likelier by no more
than e^(1/16) = 1.065, for whoever knows all others."""

_HOUR = timedelta(hours=1)


def hour_of(at: datetime) -> str:
    """The hour in which `at` falls, in UTC: `2026-07-20T06`. Raises ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError("an hour needs a time with a zone")
    return f"{at.astimezone(UTC):%Y-%m-%dT%H}"


def begins(hour: str) -> datetime:
    """The moment at which an hour begins. Raises ValueError for what is no hour."""
    at = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    if hour_of(at) != hour:
        raise ValueError(f"{hour!r} is not how an hour is spelled")
    return at


def next_hour(hour: str) -> str:
    """The hour after this one."""
    return hour_of(begins(hour) + _HOUR)


def hours_between(last: str, at: datetime) -> Iterator[str]:
    """The hours after `last` that are over at `at`, in order."""
    beginning = begins(last) + _HOUR
    while beginning + _HOUR <= at:
        yield hour_of(beginning)
        beginning += _HOUR


def blur(chance: bytes) -> int:
    """How many leaves are counted that are none: geometric with ratio e^(-1/BLUR), from 8 random bytes."""
    return math.floor(-BLUR * math.log((int.from_bytes(chance) + 1) / 2 ** (8 * len(chance))))


@dataclass(frozen=True, slots=True)
class Batch:
    """The tree of one hour: its leaf hashes in their order."""

    leaves: tuple[bytes, ...]

    @classmethod
    def of(cls, leaves: Iterable[bytes], randomness: Callable[[int], bytes]) -> "Batch":
        """These leaves among random ones. `randomness(n)` answers n random bytes."""
        own = list(leaves)
        shown, size = len(own) + blur(randomness(8)), LEAST
        while size < shown:
            size *= CLASS
        padding = [randomness(HASH_SIZE) for _ in range(size - len(own))]
        return cls(tuple(sorted(own + padding)))

    @property
    def size(self) -> int:
        """How many leaves there are: 64, 256, 1024 …, so that it tells no more than an order of magnitude."""
        return len(self.leaves)

    @property
    def root(self) -> bytes:
        """What the journal publishes."""
        return root(self.leaves)

    def path(self, leaf: bytes) -> tuple[int, proof.Proof]:
        """Where a leaf stands, and the audit path from it to the root. Raises ValueError when it is not here."""
        index = self.leaves.index(leaf)
        return index, proof.inclusion(index, self.size, lambda start, end: root(self.leaves[start:end]))
