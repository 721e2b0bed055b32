"""Whether a unit takes part in the ranking."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a unit takes part in the ranking."""

    RANKED = "ranked"
    DISQUALIFIED = "disqualified"  # R200: listed apart, no place, not in the count
    NOT_RANKED = "not_ranked"  # R17: the city bureau is appraised but not ranked
