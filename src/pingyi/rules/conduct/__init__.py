"""How a possible violation of a prohibition is looked into: what leads to it, what follows, by when (R190-R200).

Public: CLOCKS, DECISIONS, ENDING, OPEN_TO_ACCUSED, Origin, ensure_complete and its refusals.
"""

from pingyi.rules.conduct.course import (
    CLOCKS,
    DECIDED,
    DECISIONS,
    ENDING,
    OPEN_TO_ACCUSED,
    OPEN_TO_LEADER,
    Origin,
    ensure_complete,
)
from pingyi.rules.conduct.errors import AccusedMissing, DocumentMissing, FindingMissing

__all__ = [
    "CLOCKS",
    "DECIDED",
    "DECISIONS",
    "ENDING",
    "OPEN_TO_ACCUSED",
    "OPEN_TO_LEADER",
    "AccusedMissing",
    "DocumentMissing",
    "FindingMissing",
    "Origin",
    "ensure_complete",
]
