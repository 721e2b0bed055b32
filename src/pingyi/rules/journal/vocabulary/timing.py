"""How much of its moment and its subject a kind of entry tells a stranger. Protocol journal §9."""

from enum import StrEnum

SEALED = "sealed:"
"""What stands before the commitment to a subject that is not told."""


class Timing(StrEnum):
    """What the public leaf of a kind of entry tells."""

    EXACT = "moment and subject"
    """An act of the campaign: it is public itself, or its order is evidence."""

    DAY = "day and subject"
    """Daily work on papers: the subject is a unit's paper, the hour would be somebody's working day."""

    SEALED = "day only"
    """What concerns one person: moment and subject are withheld."""
