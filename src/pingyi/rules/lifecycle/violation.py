"""A violation case: nobody is found guilty unheard (R199, R200)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table


class ViolationState(StrEnum):
    """Where a violation case stands."""

    REPORTED = "reported"
    SCREENED = "screened"
    INVESTIGATING = "investigating"
    HEARING = "hearing"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    DECISION = "decision"
    REFERRED = "referred"
    CLOSED = "closed"


S = ViolationState
VIOLATION = Table(
    noun="violation case",
    initial=S.REPORTED,
    terminal=frozenset({S.CLOSED}),
    steps=(
        Step("screen", (S.REPORTED,), S.SCREENED),
        Step("investigate", (S.SCREENED,), S.INVESTIGATING),
        Step("hear", (S.INVESTIGATING,), S.HEARING),
        Step("confirm", (S.HEARING,), S.CONFIRMED),
        Step("clear", (S.SCREENED, S.HEARING), S.NOT_CONFIRMED),
        Step("decide", (S.CONFIRMED, S.NOT_CONFIRMED), S.DECISION),
        Step("refer", (S.DECISION,), S.REFERRED),
        Step("close", (S.DECISION, S.REFERRED), S.CLOSED),
    ),
)
