"""An inspection of one unit: scored alone first, then together, and locked by the head's signature (R141–R143)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class InspectionState(StrEnum):
    """Where an inspection stands."""

    TEAM_APPOINTED = "team_appointed"
    RECUSAL_CLEARED = "recusal_cleared"
    INDIVIDUAL_SCORING = "individual_scoring"
    DISCUSSION = "discussion"
    FINALISED = "finalised"
    SIGNED = "signed"
    SUBMITTED = "submitted"


S = InspectionState
INSPECTION = Table(
    noun="inspection",
    initial=S.TEAM_APPOINTED,
    terminal=frozenset({S.SUBMITTED}),
    steps=(
        Step("clear", (S.TEAM_APPOINTED,), S.RECUSAL_CLEARED, Power.INSPECTION_APPOINT),
        Step("score", (S.RECUSAL_CLEARED,), S.INDIVIDUAL_SCORING, Power.INSPECTION_SCORE),
        Step("discuss", (S.INDIVIDUAL_SCORING,), S.DISCUSSION, Power.INSPECTION_SCORE),
        Step("finalise", (S.DISCUSSION,), S.FINALISED, Power.INSPECTION_SCORE),
        Step("sign", (S.FINALISED,), S.SIGNED, Power.INSPECTION_SIGN),
        Step("submit", (S.SIGNED,), S.SUBMITTED, Power.INSPECTION_SUBMIT),
    ),
)
