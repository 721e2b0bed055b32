"""Chance that can be repeated: all that a rehearsal makes up follows from its seed. Never for a real campaign."""

import hashlib
import random


class Chance(random.Random):
    """Seeded chance for choices, and a seeded stream of bytes where a real campaign draws secrets."""

    def __init__(self, *seed: object) -> None:
        self.name = hashlib.sha256("|".join(map(str, seed)).encode()).hexdigest()
        self._block = 0
        super().__init__(self.name)

    def bytes(self, size: int) -> bytes:
        """The next bytes of the stream."""
        self._block += 1
        return hashlib.shake_256(f"{self.name}|{self._block}".encode()).digest(size)

    def child(self, *name: object) -> "Chance":
        """Chance of its own for one part, so that parts can be worked off in any order."""
        return Chance(self.name, *name)
