"""What the tests of sealed ballots share: the vectors, a seeded randomness, a small box of our own."""

import hashlib
from collections.abc import Callable
from itertools import count

import pytest

from tests.rules.ballot.vector import FOLDERS, Vector


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def vector(request: pytest.FixtureRequest) -> Vector:
    """Each of the four elections of Belenios 2.5.1 in turn."""
    return Vector(request.param)


@pytest.fixture
def randomness() -> Callable[[int], bytes]:
    """The same stream of bytes in every run."""
    return seeded("test")


def seeded(seed: str) -> Callable[[int], bytes]:
    """SHAKE-256 of seed and a counter."""
    turn = count()
    return lambda length: hashlib.shake_256(f"{seed}|{next(turn)}".encode()).digest(length)
