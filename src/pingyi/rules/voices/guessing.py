"""What it costs to try receipt codes: work that grows with every miss in the house, and is counted for nobody.

A code has 86 random bits, so guessing finds nothing; what is limited is the server's own work at it.
Protocol voices §6.
"""

FREE = 30
"""Misses in an hour after which a look-up costs twice as much: more than a few thousand people mistype unnoticed."""

DOUBLINGS = 3
"""At most eight times as much: some seconds on a telephone, for whoever looks something up meanwhile."""


def hardness(misses: int) -> int:
    """How many times the work of an ordinary form a look-up costs, after so many misses in this hour and the last."""
    return 1 << min(DOUBLINGS, misses // FREE)
