"""What a violation comes from, which steps decide it, when which clock runs, who may read it when."""

from enum import StrEnum

from pingyi.rules.conduct.errors import DocumentMissing, FindingMissing
from pingyi.rules.lifecycle import ViolationState

S = ViolationState


class Origin(StrEnum):
    """How it became known (C4.9)."""

    KNOWLEDGE = "knowledge"
    OPINION = "opinion"
    BALLOT = "ballot"
    LEDGER = "ledger"
    BOARD = "board"


CLOCKS = {S.REPORTED: "discipline-transfer", S.SUBSTANTIATED: "referral"}
"""The plan's time limit that runs from the day on which a violation came to a state."""

DECISIONS = ("substantiate", "clear", "leave_unproved")
ENDING = ("clear", "leave_unproved")
"""Decisions with which suspended roles are given back."""
NUMBERED = (*DECISIONS, "uphold", "reject", "hand_over")
WORDLESS = ("screen", "investigate")

DECIDED = (S.SUBSTANTIATED, S.CONTESTED, S.REFERRED, S.ANSWERED)
OPEN_TO_ACCUSED = (S.NOTIFIED, S.DEFENDED, *DECIDED, S.UNFOUNDED, S.UNPROVED)
OPEN_TO_LEADER = (S.DEFENDED, *DECIDED, S.UNFOUNDED, S.UNPROVED)
"""States from which on whoever is accused, and whoever decides, read it; before, only the discipline body does."""


def ensure_complete(verb: str, text: str, document: str) -> None:
    """Whether what a step has to say is there. Raises FindingMissing, DocumentMissing (R199, R200)."""
    if verb not in WORDLESS and not text:
        raise FindingMissing
    if verb in NUMBERED and not document:
        raise DocumentMissing
