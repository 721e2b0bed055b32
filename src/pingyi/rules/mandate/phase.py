"""Where a campaign stands, as far as powers care: which kind of phase is open."""

from enum import StrEnum
from types import MappingProxyType


class PhaseState(StrEnum):
    """The kind of the open phase, or the time before the first and after the last.

    Plans may have fewer phases than five; a power names kinds, never numbers.
    """

    BEFORE = "before"
    MOBILISE = "mobilise"
    SOLICIT = "solicit"
    RECTIFY = "rectify"
    INSPECT = "inspect"
    CONCLUDE = "conclude"
    AFTER = "after"


PHASE_NAMES = MappingProxyType(
    {
        PhaseState.BEFORE: "before the first phase",
        PhaseState.MOBILISE: "publicity and preparation",
        PhaseState.SOLICIT: "opinions and self-examination",
        PhaseState.RECTIFY: "feedback and rectification",
        PhaseState.INSPECT: "inspection and joint tally",
        PhaseState.CONCLUDE: "results and commendation",
        PhaseState.AFTER: "after the last phase",
    }
)
"""What a desk calls each kind of phase (English; also the key of the translation)."""
